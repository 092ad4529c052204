using System.Collections.Immutable;
using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;

namespace Lightcone.Proofs;

/// <summary>Whether a rule comes to rest, beside what every start on small lattices does: one row of a survey.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Boundary">The boundary.</param>
/// <param name="Convergence">A proof for every size, a cycle, or neither.</param>
/// <param name="MostSteps">The most steps that any start needs on rings or rows of 1, 2, ... cells; empty where a cycle was found.</param>
/// <param name="Tight">A start on the largest of these lattices that needs as many steps as the bound allows there; null when there is none.</param>
public sealed record ConvergenceSurvey(LocalRule Rule, Boundary Boundary, Convergence Convergence, ImmutableArray<long> MostSteps, Lattice? Tight)
{
    /// <summary>The most configurations of a lattice that are followed.</summary>
    private const double MostConfigurations = 1 << 20;

    /// <summary>Whether nothing is decided: no proof for every size, and no cycle.</summary>
    public bool IsOpen => Convergence.Status != ProofStatus.Proved && Convergence.Argument is not ConvergenceArgument.Cycle;

    /// <summary>Looks for a proof or a cycle, and follows every start on small rings or rows.</summary>
    /// <param name="rule">A rule of one dimension without input.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="cells">The most cells of a lattice all of whose starts are followed, at least 1; fewer where there would be more than about a million starts.</param>
    /// <exception cref="InputException">The rule has two dimensions, an input, or another output than its states; or there is no cell.</exception>
    public static ConvergenceSurvey Examine(LocalRule rule, Boundary boundary, int cells)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(boundary);
        if (rule.Dimensions != 1 || rule.Frozen is not null || !rule.IsIterable)
            throw new InputException($"a survey of convergence is about rules of one dimension without input; this one goes {rule.Signature}.");
        if (cells < 1)
            throw new InputException($"the largest lattice has {cells} cells. Give 1 or more.");
        EssentialInputs essential = EssentialInputs.Of(rule);
        Convergence convergence = new(
            ConvergenceExamination.Run(rule, essential, boundary, ProofSearch.Run(new Automaton { Rule = rule, Boundary = boundary }, seeksInvariant: false)),
            FixedPointLanguage.Of(rule, boundary) is { IsSingle: true });
        _ = ConvergenceExamination.ByInfluence(rule, essential, boundary, out Obstacle why);
        ImmutableArray<long>.Builder most = ImmutableArray.CreateBuilder<long>();
        Lattice? slowest = null;
        for (int n = 1; n <= cells && convergence.Argument is not ConvergenceArgument.Cycle && Math.Pow(rule.State.Size, n) <= MostConfigurations; n++)
        {
            ConfigurationGraph graph = new(rule, boundary, Shape.Row(n));
            if (graph.FindCycle() is { } cycle)
                convergence = convergence.Status == ProofStatus.Proved
                    ? throw new InvalidOperationException($"'{convergence}' is wrong: \"{cycle.State}\" behind {boundary} comes back after {cycle.Period} steps.")
                    : new(new ConvergenceArgument.Cycle(why, cycle.State, cycle.Input, cycle.Period));
            most.Add(graph.LongestTransient);
            slowest = graph.Slowest;
        }

        bool isRefuted = convergence.Argument is ConvergenceArgument.Cycle;
        bool isTight = !isRefuted && convergence.StepBound is { } bound && most.Count > 0 && bound.Evaluate(most.Count) == most[^1];
        return new(rule, boundary, convergence, isRefuted ? [] : most.ToImmutable(), isTight ? slowest : null);
    }
}
