using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs;

/// <summary>A certificate for people: the claim, and a line for each level.</summary>
internal static class CertificateText
{
    public static string Format(Certificate certificate) => string.Join('\n', Lines(certificate).Select(static line => line.Level.Length == 0 ? $"             {line.Text}" : $"{line.Level,-12} {line.Text}").Prepend($"certified: {certificate.Claim}"));

    private static IEnumerable<(string Level, string Text)> Lines(Certificate certificate)
    {
        yield return ("table", $"proved: {certificate.Table}");
        if (certificate.Readout is { } readout)
            yield return ("readout", $"proved: {readout}");
        if (certificate.Coverage is { } coverage)
            yield return ("coverage", $"{coverage}");
        if (certificate.Automaton.Check is { } check)
            yield return ("checked", $"{check}");
        yield return ("essential", string.Join(' ', certificate.Essential.Names));
        yield return ("convergence", $"{Name(certificate.Convergence.Status, certificate.Convergence.CheckedLength)}: {certificate.Convergence}");
        yield return ("function", $"{Name(certificate.Function.Status, certificate.Function.CheckedLength)}: {certificate.Function}");
        if (certificate.Invariant is { } invariant)
            yield return ("invariant", $"proved: no step changes {invariant.Describe(certificate.Rule.State)}");
        yield return ("healing", $"{certificate.Healing}");
        if (certificate.Lifetime is { } lifetime)
            yield return ("lifetime", $"proved: {lifetime}");
        if (certificate.FixedPoints is { } fixedPoints)
            yield return ("fixed points", $"proved: {fixedPoints}");
        if (certificate.Ends is { } ends)
            yield return ("ends", $"proved: {ends}");
        if (certificate.Robustness is { } robustness)
            yield return ("robustness", $"{Name(robustness.Status, null)}: {robustness}");
        if (certificate.ReadoutRobustness is { } readoutRobustness)
            yield return ("", $"readout: {Name(readoutRobustness.Status, null)}: {readoutRobustness}");
    }

    /// <summary>How much is known, with the length where that ends.</summary>
    private static string Name(ProofStatus status, int? length) => status switch
    {
        ProofStatus.Proved => "proved",
        ProofStatus.CheckedUpTo => $"checked up to {length}",
        ProofStatus.NotProved => "not proved",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "unknown status"),
    };
}
