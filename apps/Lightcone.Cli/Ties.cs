using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Predictions that several classes share.</summary>
internal static class Ties
{
    /// <summary>Says how many there are, if there are any.</summary>
    public static void Say(Terminal terminal, int ties, int samples)
    {
        if (ties > 0)
            terminal.Say($"warning: {(ties == samples ? "all" : $"{ties} of")} {EditDistance.Count(samples, "sample")} {(ties == 1 ? "has" : "have")} their largest output for several classes at once; the first of these is named.{(ties == samples ? " Such a network tells nothing apart: see whether its neurons fire at all." : "")}");
    }
}
