using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>A rule as its notation says it: by a function of the neighborhood, before any table is made.</summary>
/// <param name="Name">The canonical form of the notation.</param>
/// <param name="Family">What kind of rule it is, for people.</param>
/// <param name="State">The alphabet.</param>
/// <param name="Cells">The cells that are read.</param>
/// <param name="Function">The next state of the cell.</param>
internal sealed record NotedRule(string Name, string Family, Alphabet State, Neighborhood Cells, LocalFunction Function)
{
    /// <summary>The rule as a table.</summary>
    public LocalRule ToRule() => LocalRule.FromFunction(State, Cells, Function);

    /// <summary>
    /// The rule of second order in time: the next state is what the rule says, exclusive or the state before. A symbol holds a cell and the one before it: now + 2 x before. It runs backward when the two are exchanged
    /// (Fredkin; Margolus, Physica D 10 (1984); Wolfram's R).
    /// </summary>
    public NotedRule OfSecondOrder() => new($"{Name}R", $"second order in time, reversible, of {Name}", Alphabet.Digits(4), Cells, neighborhood =>
    {
        Span<byte> now = stackalloc byte[neighborhood.Length];
        for (int i = 0; i < now.Length; i++)
            now[i] = (byte)(neighborhood[i] & 1);
        int own = Cells.Offsets.IndexOf(new Offset(0, 0));
        return (byte)((Function(now) ^ (neighborhood[own] >> 1)) | (now[own] << 1));
    });
}
