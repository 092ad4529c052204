using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class CircuitTests
{
    /// <summary>Sizes known from theory: parity of three bits needs five nodes in every order (Bryant 1986); Life took 26 in the prototype (facts of this project).</summary>
    [Theory]
    [InlineData("W150", 5)]
    [InlineData("W204", 1)]
    [InlineData("W0", 0)]
    [InlineData("W128", 3)]
    [InlineData("B3/S23", 26)]
    public void Known_functions_have_their_known_size(string name, int size) =>
        Assert.Equal(size, Circuit.Synthesize(new EssentialTable(LocalRule.Parse(name)))!.Size);

    [Fact]
    public void A_circuit_equals_its_table_on_every_neighborhood()
    {
        for (int i = 0; i < 60; i++)
        {
            RandomStream stream = new(50, "circuit", (ulong)i);
            Signature signature = new(
                Alphabet.Digits(1 + stream.NextInt32(6)), Neighborhood.Of(0, 2), Alphabet.Digits(1 + stream.NextInt32(6)), Neighborhood.Of(-1, 1));
            byte[] results = new byte[signature.DomainSize];
            stream.FillSymbols(results, signature.State.Size);
            EssentialTable table = new(LocalRule.FromTable(signature, results));
            Circuit circuit = Circuit.Synthesize(table)!;
            for (int index = 0; index < table.Results.Length; index++)
                Assert.Equal(table.Results[index], Evaluate(circuit, table, index));
        }
    }

    [Fact]
    public void Inputs_that_never_matter_are_dropped_and_the_others_keep_their_order()
    {
        Signature signature = new(Alphabet.Digits(3), Neighborhood.Of(0, 1), Alphabet.Digits(4), Neighborhood.Of(-2, 0, 5));
        EssentialTable table = new(LocalRule.FromFunction(signature, static n => (byte)((n[1] + (2 * n[4])) % 4)));
        Assert.Equal([new Offset(1)], table.FrozenOffsets);
        Assert.Equal([new Offset(5)], table.StateOffsets);
        Assert.Equal([0, 2, 0, 2, 1, 3, 1, 3, 2, 0, 2, 0], table.Results);
    }

    [Fact]
    public void A_circuit_that_would_be_too_large_is_refused_with_another_way_to_go()
    {
        Signature signature = new(null, Neighborhood.None, Alphabet.Digits(32), Neighborhood.Radius(1));
        byte[] results = new byte[signature.DomainSize];
        new RandomStream(51, "large").FillSymbols(results, 32);
        LocalRule rule = LocalRule.FromTable(signature, results);
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => rule.Compile(Engine.Bits));
        Assert.Contains("more than 4,096 multiplexers", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Use the table engine", refusal.Message, StringComparison.Ordinal);
        Lattice start = Lattice.Random(rule.State, Shape.Row(5_000), Boundary.Periodic, new RandomStream(52, "large"));
        Assert.Equal(Engine.Table.Name, rule.Compile().Evolve(start, Until.Steps(2)).Engine);
    }

    private static int Evaluate(Circuit circuit, EssentialTable table, int index)
    {
        List<int> bits = [];
        for (int p = 0; p < table.Sizes.Length; p++)
            for (int bit = 0; bit < Alphabet.BitsOf(table.Sizes[p]); bit++)
                bits.Add((index / table.Weights[p] % table.Sizes[p] >> bit) & 1);
        int result = 0;
        for (int bit = 0; bit < circuit.Outputs.Length; bit++)
        {
            int signal = circuit.Outputs[bit];
            while (signal > MuxNetwork.One)
                signal = bits[circuit.Network[signal].Input] == 0 ? circuit.Network[signal].Low : circuit.Network[signal].High;
            result |= signal << bit;
        }

        return result;
    }
}
