using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>What the verbs of experiments ask of their options.</summary>
internal static class ExperimentOptions
{
    private const int Most = 10_000;

    /// <summary>How often each cell is repeated.</summary>
    public static int Runs(int count) => count is >= 1 and <= Most ? count : throw new InputException($"--runs {count}: expected 1 to {Most:N0}.");
}
