using Lightcone.Engines;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>What every local rule obeys on every engine, without knowing any result.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class LawTests
{
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void On_a_ring_shifting_and_stepping_can_be_exchanged()
    {
        for (int i = 0; i < Round.Count(30, 30, 60); i++)
        {
            RandomStream stream = new(30, "shift", (ulong)i);
            LocalRule rule = Draw(stream);
            int length = Case.Lengths[stream.NextInt32(Case.Lengths.Length)];
            int shift = stream.NextInt32(length);
            Lattice ring = Lattice.Random(rule.State, Shape.Row(length), Boundary.Periodic, stream);
            foreach (CompiledRule compiled in Compiled(rule, ring))
                Assert.Equal(Shift(compiled.Step(ring), shift), compiled.Step(Shift(ring, shift)));
        }
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_flipped_cell_changes_nothing_outside_its_light_cone()
    {
        for (int i = 0; i < Round.Count(30, 30, 60); i++)
        {
            RandomStream stream = new(31, "cone", (ulong)i);
            LocalRule rule = Draw(stream);
            int left = rule.Signature.StateNeighborhood.Offsets.Max(static offset => offset.X);
            int right = -rule.Signature.StateNeighborhood.Offsets.Min(static offset => offset.X);
            Lattice start = Lattice.Random(rule.State, Shape.Row(600), Boundary.Fixed(), stream);
            int flipped = 200 + stream.NextInt32(200);
            Lattice other = start.With(flipped, (byte)((start[flipped] + 1) % rule.State.Size));
            int steps = 1 + stream.NextInt32(30);
            foreach (CompiledRule compiled in Compiled(rule, start))
            {
                ReadOnlySpan<byte> a = compiled.Evolve(start, Until.Steps(steps)).Final.Cells;
                ReadOnlySpan<byte> b = compiled.Evolve(other, Until.Steps(steps)).Final.Cells;
                // A cell at offset x to the right reads this one when x is -d for an offset d: influence goes against the offsets.
                for (int x = 0; x < a.Length; x++)
                    Assert.True(a[x] == b[x] || (x >= flipped - (steps * left) && x <= flipped + (steps * right)), $"{compiled}: cell {x} after {steps} steps from {flipped}");
            }
        }
    }

    /// <summary>The rule on every engine that runs it on this lattice.</summary>
    private static IEnumerable<CompiledRule> Compiled(LocalRule rule, Lattice start)
    {
        RuleForms forms = rule.Compile().Forms;
        return Engine.All.Where(engine => engine.Kind!.Refusal(forms, start) is null).Select(engine => rule.Compile(engine));
    }

    private static LocalRule Draw(RandomStream stream)
    {
        Neighborhood[] kinds = [Neighborhood.Radius(1), Neighborhood.Radius(2), Neighborhood.Of(-1, 0), Neighborhood.Of(-3, 1), Neighborhood.Of(2, 0, -1)];
        Signature signature = new(null, Neighborhood.None, Alphabet.Digits(2 + stream.NextInt32(3)), kinds[stream.NextInt32(kinds.Length)]);
        byte[] table = new byte[signature.DomainSize];
        stream.FillSymbols(table, signature.State.Size);
        return LocalRule.FromTable(signature, table);
    }

    private static Lattice Shift(Lattice lattice, int by) =>
        Lattice.FromCells(lattice.Alphabet, lattice.Shape, lattice.Boundary, [.. lattice.Cells[^by..], .. lattice.Cells[..^by]]);
}
