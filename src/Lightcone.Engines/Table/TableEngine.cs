using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Engines.Table;

/// <summary>The engine that runs every rule on every lattice.</summary>
internal sealed class TableEngine : EngineKind
{
    public override string Name => "table";

    public override string Summary => "one table look-up a cell and step; runs every rule";

    public override string Reason => "the lattice is small, or nothing faster fits the rule";

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) => Stepping.Candidacy.AtOnce;

    public override EngineRate Rate(RuleForms rule)
    {
        MachineRates rates = rule.Rates;
        return new(rates.Table + (rates.TableNeighbor * rule.Table.StateOffsets.Length), rule.Table.Dimensions == 1 ? rates.TableStep.Row : rates.TableStep.Grid);
    }

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new TableStepper(rule.Table, start);
}
