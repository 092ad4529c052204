using Lightcone.Flows.Systems;
using Lightcone.Flows.Typed;

namespace Lightcone.Flows.Trajectories;

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
