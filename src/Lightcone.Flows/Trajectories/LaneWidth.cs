using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>
/// Chooses once, by type, how many numbers stand side by side: as many as one register of the machine holds, and two registers of 512 bits where there are enough of them.
/// A wider type is not faster where registers are narrower: the compiler splits it and keeps it in memory. The same operations in every width, hence the same bytes.
/// </summary>
internal static class LaneWidth
{
    /// <summary>Integrates a batch of trajectories.</summary>
    public static void Batch<TFlow, TStore>(TFlow flow, BatchPlan plan, TStore store, int count)
        where TFlow : IFlow
        where TStore : struct, IBatchStore
    {
        if (Vector512.IsHardwareAccelerated)
            FlowDispatch.Run<TFlow, BatchOperation<WideLanes, TStore>, bool>(flow, new(plan, store, count));
        else if (Vector256.IsHardwareAccelerated)
            FlowDispatch.Run<TFlow, BatchOperation<HalfLanes, TStore>, bool>(flow, new(plan, store, count));
        else
            FlowDispatch.Run<TFlow, BatchOperation<QuarterLanes, TStore>, bool>(flow, new(plan, store, count));
    }

    /// <summary>The same, rounded to single precision after every operation.</summary>
    public static void SingleBatch<TFlow, TStore>(TFlow flow, BatchPlan plan, TStore store, int count)
        where TFlow : IFlow
        where TStore : struct, IBatchStore
    {
        if (Vector512.IsHardwareAccelerated)
            FlowDispatch.Run<TFlow, BatchOperation<SingleLanes, TStore>, bool>(flow, new(plan, store, count));
        else if (Vector256.IsHardwareAccelerated)
            FlowDispatch.Run<TFlow, BatchOperation<HalfSingleLanes, TStore>, bool>(flow, new(plan, store, count));
        else
            FlowDispatch.Run<TFlow, BatchOperation<QuarterSingleLanes, TStore>, bool>(flow, new(plan, store, count));
    }

    /// <summary>Whether each number is one rounded to single precision.</summary>
    public static bool IsSingle<T>() => typeof(T) == typeof(SingleLanes) || typeof(T) == typeof(HalfSingleLanes) || typeof(T) == typeof(QuarterSingleLanes);
}
