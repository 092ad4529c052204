using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Even pairs: whether a word over a and b holds an even number of places where the symbol changes, that is, whether it ends as it began. The first symbol travels along the row; the readout compares it with the own one.</summary>
public static class EvenPairs
{
    private static readonly Alphabet Letters = Alphabet.Of("a", "b");
    private static readonly Alphabet First = Alphabet.Of("-", "a", "b");
    private static readonly Alphabet Verdict = Alphabet.Of("odd", "even");

    /// <summary>The rule: 6 neighborhoods (letter, first letter known to the cell before).</summary>
    public static LocalRule Rule { get; } = SignalTask.Rule(Letters, First, static (first, letter) => first == 0 ? letter + 1 : first);

    /// <summary>The verdict on the prefix that ends here.</summary>
    public static LocalRule Readout { get; } = SignalTask.Readout(Letters, First, Verdict, static (first, letter) => first == 0 || first == letter + 1 ? 1 : 0);

    /// <summary>The task <c>even-pairs</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "even-pairs",
        Summary = "is the number of changes from a to b or b to a even; the first letter travels",
        Benchmark = BenchmarkTask.EvenPairs,
        Rule = Rule,
        Readout = Readout,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        InputIsFrozen = true,
        // The machine counts changes; that the rule need only remember the first letter is what is proved. States: nothing read, then 1 + 2 (changes mod 2) + last letter.
        Specification = Transducer.FromFunction(Letters, Verdict, 5, 0, static (state, letter) =>
        {
            int changes = state == 0 ? 0 : (((state - 1) / 2) + (((state - 1) % 2) == letter ? 0 : 1)) % 2;
            return (1 + (2 * changes) + letter, 1 - changes);
        }),
        Reference = static (initial, steps) => SignalTask.After(initial, steps, static word => [.. word.Select(_ => (byte)(word[0] + 1))]),
        ReferenceAnswer = static lattice =>
        {
            byte[] word = lattice.Input!.Cells.ToArray();
            return [.. word.Select((_, end) => (byte)(1 - (Enumerable.Range(0, end).Count(i => word[i] != word[i + 1]) % 2)))];
        },
        StepLaw = static lattice => SignalTask.Steps(lattice, static (first, letter) => first == 0 ? 1 + letter : first),
        WorstCase = static length => [0, .. Enumerable.Repeat((byte)1, length - 1)],
    };
}
