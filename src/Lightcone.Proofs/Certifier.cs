using System.Collections.Immutable;
using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>Puts the levels together: first everything that can refute, then what is left is a certificate. The numbers of the proofs are asked for only then, and checked.</summary>
internal static class Certifier
{
    /// <summary>The most counterexamples that a refutation carries.</summary>
    private const int MostCounterexamples = 100;

    public static Verdict Run(Automaton automaton, LocalTask task, Func<CarriedProofs> proofs)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        ArgumentNullException.ThrowIfNull(task);
        automaton.Require();
        bool comparable = RuleComparison.IsPossible(automaton.Rule, task.Rule) && SameReadout(automaton, task);
        // A rule with states of its own stands behind a wall of its own, and the product begins there; the task's own rule is the task only behind the task's wall.
        bool ownWall = !comparable && automaton.Boundary is Boundary.FixedBoundary;
        if ((task is ArithmeticTask || task.Specification is not null) && !ownWall && automaton.Boundary != task.Boundary)
            return new Refutation(automaton, task.Name, new RefutationReason.OtherBoundary(automaton.Boundary, task.Boundary, task.Name));
        if (!comparable && (task.Specification is null || TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, automaton.Boundary, task.Specification) is not null))
            throw new InputException($"this rule cannot be compared with {task.Name}: it goes {automaton.Rule.Signature}, the task {task.Rule.Signature}{(SameReadout(automaton, task) ? "" : ", and their readouts differ")}. Compare rules over the same alphabets.");
        if (Networks(automaton, task.Name) is { } refuted)
            return refuted;
        if (comparable)
        {
            List<Counterexample> wrong = [.. Differences(automaton.Rule, task.Rule, "rule")];
            if (automaton.Readout is not null && task.Readout is not null)
                wrong.AddRange(Differences(automaton.Readout, task.Readout, "readout"));
            if (wrong.Count > 0)
                return Wrong(automaton, task.Name, task.Name, wrong, SmallInputs.Smallest(automaton, task));
        }

        CarriedProofs brought = proofs();
        AdditiveQuantity? invariant = task is ArithmeticTask { Code: { } code }
            ? AdditiveQuantityCheck.WithValues(automaton.Rule, automaton.Boundary, code.Base, code.Values)
            : Conserved(automaton, brought);
        return Certify(automaton, task.Name, task.Specification, brought, invariant, convergence => FunctionExamination.Run(automaton, task, convergence, invariant));
    }

    public static Verdict Run(Automaton automaton, LocalRule specification, Func<CarriedProofs> proofs)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        ArgumentNullException.ThrowIfNull(specification);
        automaton.Require();
        string claim = $"table {specification.Hash}";
        if (!RuleComparison.IsPossible(automaton.Rule, specification))
            throw new InputException($"these rules cannot be compared: one goes {automaton.Rule.Signature}, the other {specification.Signature}. Compare rules over the same alphabets.");
        if (Networks(automaton, claim) is { } refuted)
            return refuted;
        if (automaton.Check is { IsPassed: false } check)
            return new Refutation(automaton, claim, new RefutationReason.FailedCheck(check));
        List<Counterexample> wrong = [.. Differences(automaton.Rule, specification, "rule")];
        if (wrong.Count > 0)
            return Wrong(automaton, claim, null, wrong, SmallInputs.Step(automaton, specification));
        CarriedProofs brought = proofs();
        return Certify(automaton, claim, null, brought, Conserved(automaton, brought), _ => FunctionExamination.TableOnly(specification));
    }

    private static Verdict Certify(Automaton automaton, string claim, Transducer? specification, CarriedProofs brought, AdditiveQuantity? invariant, Func<Convergence, FunctionProof> examine)
    {
        EssentialInputs essential = EssentialInputs.Of(automaton.Rule);
        FixedPointLanguage? fixedPoints = FixedPointLanguage.Of(automaton.Rule, automaton.Boundary);
        // Coming to rest, and only one place to rest: the start is forgotten.
        Convergence convergence = new(ConvergenceExamination.Run(automaton.Rule, essential, automaton.Boundary, brought), fixedPoints is { IsSingle: true });
        // Or the map from starts to ends does not read the start.
        EndMap? ends = convergence.Status == ProofStatus.Proved && brought.Ends is { } machine ? EndMapCheck.Run(automaton.Rule, automaton.Boundary, machine, out _) : null;
        convergence = convergence with { HasSingleFixedPoint = convergence.HasSingleFixedPoint || ends is { ForgetsStart: true } };
        FunctionProof function = examine(convergence);
        if (function.Counterexample is not null)
            return new Refutation(automaton, claim, new RefutationReason.OtherFunction(claim, function)) { SmallestFailingInput = function.Counterexample };
        return new Certificate(automaton, claim)
        {
            Table = TableExamination.Examine(automaton.Rule, automaton.Network, []),
            Readout = automaton.Readout is null ? null : TableExamination.Examine(automaton.Readout, automaton.ReadoutNetwork, []),
            Coverage = automaton.Coverage ?? (automaton.Network is null ? null : Coverage.Of(automaton.Network)),
            Essential = essential,
            Convergence = convergence,
            Function = function,
            Healing = HealingExamination.Run(automaton.Rule, automaton.Boundary, convergence, ends),
            Ends = ends,
            Invariant = invariant,
            Lifetime = convergence is { Status: ProofStatus.Proved, IsUnique: true } ? ErrorLifetime.Of(automaton.Rule) : null,
            FixedPoints = fixedPoints,
            Robustness = automaton.Network is null ? null : RobustnessExamination.Examine(automaton.Network, automaton.Rule),
            ReadoutRobustness = automaton.ReadoutNetwork is null || automaton.Readout is null ? null : RobustnessExamination.Examine(automaton.ReadoutNetwork, automaton.Readout, isReadout: true),
            Specification = specification,
        };
    }

    /// <summary>Refutes an automaton whose tables are not what its networks say.</summary>
    private static Refutation? Networks(Automaton automaton, string claim)
    {
        foreach ((string part, LocalRule? rule, NeuralRule? network) in new[] { ("rule", automaton.Rule, automaton.Network), ("readout", automaton.Readout, automaton.ReadoutNetwork) })
        {
            if (rule is null || network is null)
                continue;
            if (!network.Signature.Equals(rule.Signature))
                return new Refutation(automaton, claim, new RefutationReason.OtherSignature(part));
            List<int> failures = [];
            TableExamination.Examine(rule, network, failures);
            LocalRule found = network.ToRule();
            if (failures.Count > 0)
            {
                Counterexample[] wrong = [.. failures.Take(MostCounterexamples).Select(i =>
                    new Counterexample(part, rule.Signature.Describe(i), rule.Signature.Output.Names[found.Table[i]], rule.Signature.Output.Names[rule.Table[i]]))];
                return new Refutation(automaton, claim, new RefutationReason.OtherNetwork(wrong[0])) { Counterexamples = [.. wrong] };
            }
        }

        return null;
    }

    /// <summary>What a rule of the user's own conserves: what was brought, if it holds.</summary>
    private static AdditiveQuantity? Conserved(Automaton automaton, CarriedProofs brought) =>
        brought.Invariant is { } invariant && AdditiveQuantityCheck.Violation(invariant, automaton.Rule, automaton.Boundary) is null ? invariant : null;

    private static bool SameReadout(Automaton automaton, LocalTask task) =>
        automaton.Readout is null == task.Readout is null && (task.Readout is null || RuleComparison.IsPossible(automaton.Readout!, task.Readout));

    private static IEnumerable<Counterexample> Differences(LocalRule found, LocalRule expected, string part)
    {
        RuleComparison comparison = Refusal(() => RuleComparison.Of(found, expected));
        return comparison.Differences.Take(MostCounterexamples).Select(index => comparison.Describe(index, part));
    }

    /// <summary>Two rules whose neighborhoods together are too many to compare are bad input, not a defect.</summary>
    private static RuleComparison Refusal(Func<RuleComparison> compare)
    {
        try
        {
            return compare();
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"these rules read different neighbors, too many together to compare: {InputException.SentenceOf(exception)}");
        }
    }

    private static Refutation Wrong(Automaton automaton, string claim, string? task, List<Counterexample> wrong, FailingInput? input) =>
        new(automaton, claim, new RefutationReason.OtherSymbol(wrong[0], task)) { Counterexamples = [.. wrong], SmallestFailingInput = input };
}
