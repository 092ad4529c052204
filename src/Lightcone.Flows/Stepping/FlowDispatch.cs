using Lightcone.Flows.Systems;

namespace Lightcone.Flows.Stepping;

/// <summary>Something done with a flow whose type is known at compile time.</summary>
internal interface IFlowOperation<out TResult>
{
    TResult Run<TFlow>(TFlow flow)
        where TFlow : IFlow;
}

/// <summary>
/// Brings a flow that is only known as an <see cref="IFlow"/> back to its own type, so that the loops compiled for that type run
/// instead of one interface call per derivative. A flow unknown here still runs, through the interface.
/// </summary>
internal static class FlowDispatch
{
    public static TResult Run<TOperation, TResult>(IFlow flow, TOperation operation)
        where TOperation : IFlowOperation<TResult> => flow switch
        {
            MixedOscillator f => operation.Run(f),
            ForcedDuffing f => operation.Run(f),
            Lorenz f => operation.Run(f),
            Rossler f => operation.Run(f),
            Thomas f => operation.Run(f),
            NoseHoover f => operation.Run(f),
            SprottC f => operation.Run(f),
            Chua f => operation.Run(f),
            Chen f => operation.Run(f),
            Aizawa f => operation.Run(f),
            Lorenz96 f => operation.Run(f),
            MackeyGlass f => operation.Run(f),
            HopfNormalForm f => operation.Run(f),
            TextFlow f => operation.Run(f.Program),
            _ => operation.Run(flow),
        };
}
