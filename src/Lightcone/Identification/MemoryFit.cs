namespace Lightcone.Identification;

/// <summary>A recording that no rule of one step explains, explained by a small neighborhood together with what the cell was one step before: a rule of second order in time, as reversible rules often are (Fredkin's construction; Margolus, Physica D 10, 1984).</summary>
/// <param name="Neighborhood">The cells that are read.</param>
/// <param name="Boundary">What lies beyond the edges.</param>
/// <param name="Examples">Cells that became what they had to.</param>
/// <param name="Distinct">Different neighborhoods, with the symbol before, among them.</param>
/// <param name="Often">How many of these were shown several times: what they became could have contradicted the rule.</param>
internal sealed record MemoryFit(Neighborhood Neighborhood, Boundary Boundary, long Examples, int Distinct, int Often)
{
    /// <summary>Such a rule counts as found when every neighborhood was shown so many times on average: what a cell was before tells many cells apart.</summary>
    private const int Repeats = 4;

    /// <summary>Shown so many times, a case counts as shown several times.</summary>
    internal const int Several = 3;

    /// <summary>The sentence of the command line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"With what the cell itself was one step before, {Neighborhood} explains all {Examples:N0} examples, which show {Distinct:N0} cases, {Often:N0} of them several times: the rule {(IsTold ? "is of second order in time, and no larger radius is its rule" : "could be of second order in time, if the recording is of one rule at all; record more to tell")}. Write what a cell is and what it was as one symbol, and it is a rule of one step.");

    /// <summary>Whether most cases were shown several times.</summary>
    private bool IsTold => 2 * Often > Distinct;

    /// <summary>Looks for a small neighborhood that explains a recording together with the symbol before.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="neighborhoods">The cells that may be read, small before large.</param>
    /// <param name="boundary">What lies beyond the edges; null tries a ring, a wall of each symbol, and a mirror.</param>
    /// <returns>The first that explains it; null when none does.</returns>
    public static MemoryFit? Find(Recording recording, IEnumerable<Neighborhood> neighborhoods, Boundary? boundary)
    {
        foreach (Neighborhood neighborhood in neighborhoods)
            foreach (Boundary edge in TraceLearning.Edges(recording.Alphabet, boundary))
                if (WindowScan.Of(recording, neighborhood, edge, hasMemory: true) is { Contradiction: null, Distinct: > 0 } scan && scan.Examples >= (long)Repeats * scan.Distinct)
                    return new(neighborhood, edge, scan.Examples, scan.Distinct, WindowScan.Often(recording, neighborhood, edge, Several));
        return null;
    }
}
