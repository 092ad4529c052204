using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.Tests;

public sealed class StateCodingTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void The_network_is_the_table_in_codes_and_never_larger_than_without(int symbols)
    {
        int coded = 0;
        for (int i = 0; i < 12; i++)
        {
            Signature signature = new(null, Neighborhood.None, Alphabet.Digits(symbols), Neighborhood.Radius(1));
            byte[] table = new byte[signature.DomainSize];
            new RandomStream(90, "coding", (ulong)i).FillSymbols(table, symbols);
            EssentialTable plain = new(LocalRule.FromTable(signature, table));
            (_, LookupNetwork? network, byte[]? codes) = StateCoding.Search(plain);
            coded += codes is null ? 0 : 1;
            codes ??= [0, 1, 2, 3];
            Assert.True(network!.Gates.Length <= LookupSynthesis.Synthesize(plain)!.Gates.Length);
            for (int l = 0; l < symbols; l++)
                for (int c = 0; c < symbols; c++)
                    for (int r = 0; r < symbols; r++)
                        Assert.Equal(codes[table[(((l * symbols) + c) * symbols) + r]], network.Evaluate(codes[l] | (codes[c] << 2) | (codes[r] << 4)));
            // What the search is for: every random rule of three symbols runs on eight look-ups.
            if (symbols == 3)
                Assert.InRange(network.Gates.Length, 1, 8);
        }

        Assert.True(coded > 3, $"only {coded} rules run under other codes");
    }
}
