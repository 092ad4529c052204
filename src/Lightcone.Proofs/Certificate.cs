using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs;

/// <summary>
/// A proof that a rule is what it claims to be. Each level says what it says and no more (docs/certificates.md); a certificate in hand was derived in this process from the rule itself, never merely read.
/// </summary>
public sealed class Certificate : Verdict
{
    internal Certificate(Automaton automaton, string claim)
        : base(automaton, claim)
    {
    }

    /// <summary>Level 1: the whole table, in the arithmetic that runs.</summary>
    public required TableExactness Table { get; init; }

    /// <summary>Level 1 for the readout; null when there is none.</summary>
    public TableExactness? Readout { get; init; }

    /// <summary>Level 2: what the learner was shown; null for a rule that was not learned.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>Level 3: what the rule really depends on.</summary>
    public required EssentialInputs Essential { get; init; }

    /// <summary>Level 4: whether iteration comes to rest.</summary>
    public required Convergence Convergence { get; init; }

    /// <summary>Level 5: what iteration computes.</summary>
    public required FunctionProof Function { get; init; }

    /// <summary>Whether the answer heals from corruption of the state.</summary>
    public required Healing Healing { get; init; }

    /// <summary>A number that no step changes, found or, for tasks that compute in place, the one their proof rests on; null when there is none or the rule is of another kind.</summary>
    public AdditiveQuantity? Invariant { get; init; }

    /// <summary>Where each start comes to rest, as finite machines; null where that was not found, or not proved.</summary>
    public EndMap? Ends { get; init; }

    /// <summary>How long errors in the state live; null for rules that are not one-way.</summary>
    public ErrorLifetime? Lifetime { get; init; }

    /// <summary>How many configurations the rule leaves as they are; null in two dimensions or with a mirror.</summary>
    public FixedPointLanguage? FixedPoints { get; init; }

    /// <summary>How far the network's inputs may be off; null for a rule that was not learned.</summary>
    public Robustness? Robustness { get; init; }

    /// <summary>The same for the readout's network; null when there is none.</summary>
    public Robustness? ReadoutRobustness { get; init; }

    /// <summary>The specification machine behind <see cref="Function"/>; null where the proof needs none.</summary>
    public Transducer? Specification { get; init; }

    /// <summary>The claim, and a line for each level.</summary>
    public override string ToString() => CertificateText.Format(this);

    /// <summary>The certificate as a file's text.</summary>
    public string ToJson() => CertificateJson.Format(this);

    /// <summary>Writes the certificate in one piece.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, ToJson());

    /// <summary>
    /// Reads a certificate and proves it again, without the learner and without any search: the rule, its networks, the claim and the whole numbers of potential and invariant are taken from the file,
    /// the numbers are checked in every inequality and equation, everything else is derived anew, and the file must then be the same to the last byte.
    /// </summary>
    /// <returns>A certificate, or a refutation that says what does not hold.</returns>
    /// <exception cref="InputException">The file is not a certificate of this project.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Verdict Load(string path) => CertificateJson.Verify(File.ReadAllText(path), path);

    /// <summary>The same for a certificate's text.</summary>
    /// <exception cref="InputException">The text is not a certificate of this project.</exception>
    public static Verdict Verify(string text) => CertificateJson.Verify(text, null);
}
