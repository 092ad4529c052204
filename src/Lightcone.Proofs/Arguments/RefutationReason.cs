namespace Lightcone.Proofs.Arguments;

/// <summary>The first thing that is wrong with a rule or with the file of a certificate: a closed list.</summary>
public abstract record RefutationReason
{
    private RefutationReason()
    {
    }

    /// <summary>A sentence.</summary>
    public sealed override string ToString() => RefutationSentences.Of(this);

    /// <summary>The rule has another symbol than the task or the rule it is compared with.</summary>
    /// <param name="First">The first neighborhood where they differ.</param>
    /// <param name="Task">The name of the task; null where it is compared with a rule.</param>
    public sealed record OtherSymbol(Counterexample First, string? Task) : RefutationReason;

    /// <summary>The network says another symbol than the table that stands beside it.</summary>
    /// <param name="First">The first neighborhood where they differ.</param>
    public sealed record OtherNetwork(Counterexample First) : RefutationReason;

    /// <summary>The network goes between other alphabets or offsets than the table that stands beside it.</summary>
    /// <param name="Part">Which table: "rule" or "readout".</param>
    public sealed record OtherSignature(string Part) : RefutationReason;

    /// <summary>The rule stands behind another boundary than its task.</summary>
    /// <param name="Found">Where it stands.</param>
    /// <param name="Expected">Where it should.</param>
    /// <param name="Task">The name of the task.</param>
    public sealed record OtherBoundary(Boundary Found, Boundary Expected, string Task) : RefutationReason;

    /// <summary>Iterated, the rule computes something else.</summary>
    /// <param name="Task">The name of the task.</param>
    /// <param name="Function">What was found.</param>
    public sealed record OtherFunction(string Task, FunctionProof Function) : RefutationReason;

    /// <summary>The rule answered some of the data wrongly that it was learned from.</summary>
    /// <param name="Check">Which, and how many.</param>
    public sealed record FailedCheck(DataCheck Check) : RefutationReason;

    /// <summary>A certificate claims a task that this program does not have.</summary>
    /// <param name="Claim">The claim.</param>
    public sealed record UnknownClaim(string Claim) : RefutationReason;

    /// <summary>A certificate names another rule than it holds.</summary>
    public sealed record OtherHash : RefutationReason;

    /// <summary>A certificate holds a proof whose numbers are not one.</summary>
    /// <param name="Violation">What does not hold.</param>
    public sealed record BrokenProof(string Violation) : RefutationReason;

    /// <summary>The proofs of a certificate hold, and yet it says something else than follows from them.</summary>
    /// <param name="Line">The first line that differs from the derived certificate, from 1.</param>
    public sealed record OtherCertificate(int Line) : RefutationReason;
}
