using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Conformance.Tests;

/// <summary>Rules and starts that go on for thousands of steps without coming back to where they began, some for every engine: both dimensions, every boundary, with and without a frozen field, every way of putting the codes of bytes together.</summary>
internal static class LongRuns
{
    /// <summary>All of them.</summary>
    public static IEnumerable<(LocalRule Rule, Lattice Start)> All()
    {
        RandomStream stream = new(40, "allocation");
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed()])
        {
            Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(1_000), boundary, stream);
            yield return (LocalRule.Elementary(110), row);
            // Of the rest one boundary each is enough.
            if (boundary is Boundary.FixedBoundary)
                yield return (LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Radius(1)), static n => (byte)(n[0] ^ n[1] ^ (n[2] | n[3]))), row.WithInput(row));
            if (boundary is Boundary.ReflectingBoundary)
                yield return Numbered(5, boundary, stream);
            if (boundary is not Boundary.PeriodicBoundary)
                continue;
            yield return Numbered(5, boundary, stream);
            yield return Numbered(9, boundary, stream);
            yield return Numbered(18, boundary, stream);
            yield return (LocalRule.Elementary(150), Lattice.Random(Alphabet.Binary, Shape.Row(997), boundary, stream));
            // Whether the rule adds a constant is frozen.
            yield return (LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Radius(1)), static n => (byte)(n[0] ^ n[1] ^ n[2] ^ n[3])), row.WithInput(row));
            Lattice torus = Lattice.Random(Alphabet.Binary, Shape.Grid(300, 130), boundary, stream);
            yield return (LocalRule.LifeLike("B3/S23"), torus);
            yield return (LocalRule.LifeLike("B36/S125"), Lattice.Random(Alphabet.Binary, Shape.Grid(300, 130), Boundary.Fixed(1), stream));
        }
    }

    /// <summary>A small network with the rule's signature, whatever its table.</summary>
    public static NeuralRule Network(LocalRule rule)
    {
        const int units = 4;
        int inputs = rule.Signature.Positions;
        int logits = rule.State.Size == 2 ? 1 : rule.State.Size;
        RandomStream stream = new(41, "network");
        return NeuralRule.FromWeights(
            rule.Signature,
            units,
            [.. Enumerable.Range(0, (inputs * units) + units + (units * logits) + logits).Select(_ => stream.NextDouble() - 0.5)],
            Activation.LeakyRelu,
            [.. Enumerable.Repeat(SymbolCode.Counting, inputs)]);
    }

    private static (LocalRule Rule, Lattice Start) Numbered(int symbols, Boundary boundary, RandomStream stream)
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(symbols), Neighborhood.Radius(1), n => (byte)((n[0] + (n[1] * n[2]) + 1) % symbols));
        return (rule, Lattice.Random(rule.State, Shape.Row(1_000), boundary, stream));
    }
}
