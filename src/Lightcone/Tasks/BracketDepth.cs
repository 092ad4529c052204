using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>How deep brackets are nested after each cell, from 0 to 4: an opening bracket beyond 4 and a closing one at 0 change nothing. The brackets are frozen, the depth travels.</summary>
public static class BracketDepth
{
    private static readonly Alphabet Brackets = Alphabet.Of("(", ")");
    private static readonly Alphabet Depth = Alphabet.Digits(5);

    /// <summary>The rule: 10 neighborhoods (bracket, depth before).</summary>
    public static LocalRule Rule { get; } = SignalTask.Rule(Brackets, Depth, static (depth, bracket) => bracket == 0 ? Math.Min(depth + 1, 4) : Math.Max(depth - 1, 0));

    /// <summary>The task <c>bracket-depth</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "bracket-depth",
        Summary = "the depth of nested brackets, 0 to 4; the depth travels",
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        InputIsFrozen = true,
        Specification = SignalTask.Visible(Brackets, Depth, static (depth, bracket) => (depth, bracket) switch { (4, 0) => 4, (0, 1) => 0, (_, 0) => depth + 1, _ => depth - 1 }),
        Reference = static (initial, steps) => SignalTask.After(initial, steps, Prefixes),
        StepLaw = static lattice => SignalTask.Steps(lattice, static (depth, bracket) => Math.Clamp(depth + 1 - (2 * bracket), 0, 4)),
        WorstCase = static length => [0, .. Enumerable.Range(1, length - 1).Select(static i => (byte)((i + 1) % 2))],
    };

    /// <summary>The height of a walk between two walls, from the unbounded walk and how far each wall has pushed it back.</summary>
    private static byte[] Prefixes(byte[] word)
    {
        byte[] result = new byte[word.Length];
        int free = 0;
        int pushed = 0;
        for (int i = 0; i < word.Length; i++)
        {
            free += word[i] == 0 ? 1 : -1;
            if (free + pushed > 4)
                pushed = 4 - free;
            else if (free + pushed < 0)
                pushed = -free;
            result[i] = (byte)(free + pushed);
        }

        return result;
    }
}
