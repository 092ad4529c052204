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
        output.WriteLine(certificate);
        if (GuessOption.IsMostlyGuessed(certificate.Automaton.Coverage))
            output.WriteLine($"guesses      {GuessOption.Share(certificate.Automaton.Coverage!)}: what is proved is proved of this table, not of what it was learned from");
        if (path is not null)
            output.WriteLine($"written to {path}; prove it again with: lightcone certify {path}");
    }

    private static string Shorten(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return $"{string.Join(", ", all.Take(12))}{(all.Length > 12 ? ", ..." : "")}";
    }
}
