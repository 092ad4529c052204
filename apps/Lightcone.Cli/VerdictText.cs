using System.Globalization;
using Lightcone.Experiments.Studies;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>A verdict for people: one line for each level.</summary>
internal static class VerdictText
{
    public static void Write(Terminal terminal, Verdict verdict, string? path)
    {
        if (verdict is Certificate certificate)
            Write(terminal.Out, certificate, path);
        else
            Write(terminal, (Refutation)verdict, path);
    }

    /// <summary>How much is known, with the length where that ends.</summary>
    public static string Name(ProofStatus status, int? length) => status switch
    {
        ProofStatus.Proved => "proved",
        ProofStatus.CheckedUpTo => $"checked up to {length}",
        _ => "not proved",
    };

    /// <summary>What an invariant says, as a sentence.</summary>
    public static string Describe(AdditiveQuantity invariant, Alphabet alphabet) =>
        $"the sum of {invariant.Scale}^i times the value of cell i, modulo {invariant.Scale}^n, with the values {Shorten(invariant.Values.Select((value, symbol) => $"{alphabet.Names[symbol]}: {value}"))}.";

    /// <summary>How a rule that was refuted against a task goes wrong when it is run; null where there is no task of the same form.</summary>
    public static FailureSignature? Signature(Refutation refutation) =>
        TaskCatalog.Claims(refutation.Claim) && FailureSignature.Of(refutation.Automaton, TaskCatalog.Find(refutation.Claim), seed: 0) is { IsHealthy: false } found ? found : null;

    private static void Write(Terminal terminal, Refutation refutation, string? path)
    {
        terminal.Out.WriteLine(refutation.ToString());
        if (refutation.Counterexamples.Length > 1)
            terminal.Out.WriteLine($"{refutation.Counterexamples.Length} neighborhoods are wrong: {Shorten(refutation.Counterexamples.Select(static each => $"{each.Neighborhood} {each.Found} for {each.Expected}"))}");
        if (Signature(refutation) is { } signature)
            terminal.Out.WriteLine($"iterated: {signature}.");
        if (path is not null)
            terminal.Say("no certificate was written.");
    }

    private static void Write(TextWriter output, Certificate certificate, string? path)
    {
        output.WriteLine($"certified: {certificate.Claim}");
        output.WriteLine($"table        proved: {Exactness(certificate.Table)}");
        if (certificate.Readout is { } readout)
            output.WriteLine($"readout      proved: {Exactness(readout)}");
        if (certificate.Coverage is { } coverage)
            output.WriteLine($"coverage     {coverage}");
        output.WriteLine($"essential    {string.Join(' ', certificate.Essential.Names)}");
        output.WriteLine($"convergence  {Name(certificate.Convergence.Status, certificate.Convergence.CheckedLength)}: {certificate.Convergence.Statement}");
        output.WriteLine($"function     {Name(certificate.Function.Status, certificate.Function.CheckedLength)}: {certificate.Function.Statement}");
        if (certificate.Invariant is { } invariant)
            output.WriteLine($"invariant    proved: no step changes {Describe(invariant, certificate.Rule.State)}");
        output.WriteLine($"healing      {certificate.Healing.Statement}");
        if (certificate.Lifetime is { } lifetime)
            output.WriteLine($"lifetime     proved: {lifetime.Statement}");
        if (certificate.FixedPoints is { } fixedPoints)
            output.WriteLine($"fixed points proved: {fixedPoints.Statement}");
        if (certificate.Robustness is { } robustness)
            output.WriteLine($"robustness   {Robust(robustness)}");
        if (certificate.ReadoutRobustness is { } readoutRobustness)
            output.WriteLine($"             readout: {Robust(readoutRobustness)}");
        if (path is not null)
            output.WriteLine($"written to {path}; prove it again with: lightcone certify {path}");
    }

    private static string Robust(Robustness robustness) => $"{(robustness.Radius > 0 || robustness.Gain is not null ? "proved" : "not proved")}: {robustness.Statement}";

    private static string Exactness(TableExactness table) => table.SmallestMargin is { } margin
        ? string.Create(CultureInfo.InvariantCulture, $"all {table.Neighborhoods} neighborhoods, smallest margin {margin:0.##} at {table.Tightest}, {table.Arithmetic}.")
        : $"all {table.Neighborhoods} neighborhoods, given as a table.";

    private static string Shorten(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return $"{string.Join(", ", all.Take(12))}{(all.Length > 12 ? ", ..." : "")}";
    }
}
