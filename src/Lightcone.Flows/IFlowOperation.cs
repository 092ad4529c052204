namespace Lightcone.Flows;

/// <summary>Something done with a flow whose type is known at compile time.</summary>
internal interface IFlowOperation<out TResult>
{
    TResult Run<TFlow>(TFlow flow)
        where TFlow : IFlow;

    TResult RunInRegisters<TFlow>(TFlow flow)
        where TFlow : struct, IFlow3<TFlow>;
}
