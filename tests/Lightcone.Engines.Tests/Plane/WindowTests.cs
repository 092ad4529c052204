using Lightcone.Engines.Emit;
using Lightcone.Engines.Plane;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.Tests.Plane;

/// <summary>Windows carried on by compiled circuits against the table, for random rules of any number of inputs.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class WindowTests
{
    [Fact]
    public void Compiled_windows_are_what_the_table_says()
    {
        int compared = 0;
        for (int i = 0; i < Round.Count(10, 30, 200); i++)
        {
            RandomStream stream = new(6, "window", (ulong)i);
            Offset[] offsets = [.. Neighborhood.Moore().Offsets];
            stream.Shuffle<Offset>(offsets);
            Signature signature = new(null, Neighborhood.None, Alphabet.Binary, Neighborhood.OfGrid(offsets.AsSpan(0, 1 + (i % 9))));
            byte[] table = new byte[signature.DomainSize];
            stream.FillSymbols(table, 2);
            // The first rules are constant, which have no input at all.
            MooreTable moore = MooreTable.TryMake(new EssentialTable(LocalRule.FromTable(signature, i < 2 ? new byte[table.Length].Select(_ => (byte)i).ToArray() : table)))!;
            LineCircuit circuit = LineCircuit.Synthesize(moore);
            if (!WordEmitter.Suits(circuit.Size))
                continue;
            (WindowPass plain, WindowPass compiled) = (new PlainWindow(moore), new CompiledWindow(circuit));
            for (int generations = 1; generations <= 8; generations *= 2)
            {
                uint[] one = [.. Enumerable.Range(0, WindowPass.Side + (2 * WindowPass.Margin)).Select(_ => stream.NextUInt32())];
                uint[] other = [.. one];
                plain.Run(one, generations);
                compiled.Run(other, generations);
                for (int y = generations; y < WindowPass.Side - generations; y++)
                {
                    uint known = (uint.MaxValue << generations) & (uint.MaxValue >> generations);
                    Assert.Equal(one[WindowPass.Margin + y] & known, other[WindowPass.Margin + y] & known);
                    compared++;
                }
            }
        }

        Assert.True(compared > 0 || !WordEmitter.IsAvailable);
    }
}
