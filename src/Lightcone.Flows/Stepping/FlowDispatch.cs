using Lightcone.Flows.Systems;

namespace Lightcone.Flows.Stepping;

/// <summary>Something done with a flow whose type is known at compile time.</summary>
internal interface IFlowOperation<out TResult>
{
    TResult Run<TFlow>(TFlow flow)
        where TFlow : IFlow;

    TResult RunInRegisters<TFlow>(TFlow flow)
        where TFlow : struct, IFlow3<TFlow>;
}

/// <summary>
/// Brings a flow that is perhaps only known as an <see cref="IFlow"/> back to its own type, so that the loops compiled for that type run
/// instead of one interface call per derivative. A flow unknown here still runs, through the interface.
/// </summary>
internal static class FlowDispatch
{
    public static TResult Run<TFlow, TOperation, TResult>(TFlow flow, TOperation operation)
        where TFlow : IFlow
        where TOperation : IFlowOperation<TResult> => flow.TryRegisters<TOperation, TResult>(operation, out TResult? result)
            ? result
            : flow switch
            {
                MixedOscillator f => operation.Run(f),
                ForcedDuffing f => operation.Run(f),
                Lorenz96 f => operation.Run(f),
                MackeyGlass f => operation.Run(f),
                HopfNormalForm f => operation.Run(f),
                TextFlow f => operation.Run(f.Program),
                _ => operation.Run(flow),
            };
}
