using System.Collections.Immutable;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs;

/// <summary>Why a rule is not what it claims to be: the neighborhoods that are wrong, and the smallest input on which that shows.</summary>
public sealed class Refutation : Verdict
{
    internal Refutation(Automaton automaton, string claim, RefutationReason reason)
        : base(automaton, claim) => Reason = reason;

    /// <summary>The first thing that is wrong; its text is a sentence.</summary>
    public RefutationReason Reason { get; }

    /// <summary>The neighborhoods on which the rule differs from what it should be; empty when something else is wrong.</summary>
    public ImmutableArray<Counterexample> Counterexamples { get; init; } = [];

    /// <summary>The smallest input on which the rule fails: the shortest operands or word for rules that compute, else the smallest ring or torus that is as wide as the neighborhood; null when none was found.</summary>
    public FailingInput? SmallestFailingInput { get; init; }

    /// <summary>Reason and smallest failing input.</summary>
    public override string ToString() => $"not certified: {Reason}{(SmallestFailingInput is null ? "" : $" Smallest failing input: {SmallestFailingInput}.")}";
}
