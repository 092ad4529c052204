using System.CommandLine;

namespace Lightcone.Cli.Verbs;

/// <summary>Comparisons with other programs are a program of their own: the command line only says where it is.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        Verb verb = new("bench", "Measure speed against other programs, in the same run (from a checkout: benchmarks/Comparisons).", "lightcone bench eca --rule 110 --against numpy");
        verb.TreatUnmatchedTokensAsErrors = false;
        return verb.Does(static (_, terminal) =>
        {
            terminal.Say("lightcone bench: comparisons with other programs are a program of their own; in a checkout of the repository, ./lightcone bench builds and starts it.");
            return ExitCode.BadInput;
        });
    }
}
