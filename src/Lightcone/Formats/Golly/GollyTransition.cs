namespace Lightcone.Formats.Golly;

/// <summary>One line of a rule table: for each position the states it takes or the variable it is bound to, and the state that follows.</summary>
/// <param name="Positions">The cell itself, then its neighbors.</param>
/// <param name="Result">The next state, when it is a constant.</param>
/// <param name="ResultVariable">The variable whose state follows; null for a constant.</param>
internal sealed record GollyTransition(GollyTransition.Position[] Positions, byte Result, string? ResultVariable)
{
    /// <summary>
    /// Every combination of states for the variables that occur twice, which must stand for the same state each time. The order counts, since the first one that fits decides, and is Golly's:
    /// the states of a variable as its declaration lists them, and of several variables the first name in the alphabet (by its bytes) changes fastest.
    /// </summary>
    public IEnumerable<(byte[][] Sets, byte Result)> Bindings()
    {
        string[] bound = [.. Positions.Where(static p => p.Variable is not null).GroupBy(static p => p.Variable!).Where(group => group.Count() > 1 || group.Key == ResultVariable)
            .Select(static group => group.Key).OrderDescending(StringComparer.Ordinal)];
        return Bind(bound, 0, [.. Positions.Select(static p => p.States)], Result);
    }

    private IEnumerable<(byte[][] Sets, byte Result)> Bind(string[] bound, int next, byte[][] sets, byte result)
    {
        if (next == bound.Length)
        {
            yield return (sets, result);
            yield break;
        }

        foreach (byte state in Positions.First(p => p.Variable == bound[next]).States)
        {
            byte[][] narrowed = [.. sets.Select((set, i) => Positions[i].Variable == bound[next] ? [state] : set)];
            foreach ((byte[][] Sets, byte Result) each in Bind(bound, next + 1, narrowed, ResultVariable == bound[next] ? state : result))
                yield return each;
        }
    }

    /// <summary>What one position of a line takes.</summary>
    /// <param name="States">The states, in the order of their declaration, each once.</param>
    /// <param name="Variable">The variable's name, or null for a constant.</param>
    public readonly record struct Position(byte[] States, string? Variable);
}
