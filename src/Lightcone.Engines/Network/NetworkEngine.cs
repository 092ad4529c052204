using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Engines.Network;

/// <summary>The engine that evaluates the learned network itself.</summary>
internal sealed class NetworkEngine : EngineKind
{
    public override string Name => "network";

    public override string Summary => "the learned network itself, evaluated at every cell: the paper's object, and the slowest";

    public override string? RefusalOfRule(RuleForms rule) =>
        rule.Network is null ? "The network engine runs the network itself; this rule is a table without one. Learn it first, or choose another engine." : null;

    public override EngineRate Rate(RuleForms rule) => new(rule.Rates.Network * rule.Network!.Parameters, rule.Table.Dimensions == 1 ? rule.Rates.TableStep.Row : rule.Rates.TableStep.Grid);

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new NetworkStepper(rule.Network!, start);
}
