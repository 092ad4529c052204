using Lightcone.Engines;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Grid;
using Lightcone.Engines.Lanes;
using Lightcone.Engines.Synthesis;
using Lightcone.Engines.Tiles;
using Lightcone.Engines.Wavefront;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>The kernels that take over where no code can be made at run time or vectors are narrow. They work everywhere, so they are held to their word everywhere.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed unsafe class FallbackAllocationTests
{
    [Fact]
    public void Interpreted_lines_and_tiles_allocate_nothing()
    {
        GridForm life = GridForm.Of(LocalRule.LifeLike("B3/S23").Compile().Forms)!;
        VectorBuffer vectors = new(200);
        nint start = (nint)vectors.Start;
        LinePass line = new InterpretedLine(life.Circuit);
        Assert.Equal(0, Allocation.Of(() => line.Run(new(At(1), At(13), At(25), At(37)), At(49), At(61), 10)));
        TilePass tile = new InterpretedTile(LineCircuit.Synthesize(life.Table.Transposed()));
        Assert.Equal(0, Allocation.Of(() => tile.Run(At(1), At(0), 0, 62)));
        Assert.Equal(0, Allocation.Of(() => tile.Run(At(1), At(0), At(70), 62)));
        GC.KeepAlive(vectors);

        nint At(int vector) => start + (vector * 64);
    }

    [Fact]
    public void Interpreted_passes_allocate_nothing()
    {
        int passes = 0;
        foreach ((LocalRule rule, Lattice row) in LongRuns.All())
        {
            if (WavefrontPasses.Of(rule.Compile().Forms) is not { } kernels)
                continue;
            WavefrontShape shape = kernels.Shape;
            VectorBuffer vectors = new(4_000);
            nint at = (nint)(vectors.Start + 1_000);
            nint target = (nint)(vectors.Start + 2_500);
            foreach (bool guarded in (bool[])[false, true])
            {
                InterpretedPass pass = new(shape, guarded);
                Assert.Equal(0, Allocation.Of(() => pass.Run(new(at, target, at, at, 0), 4, 1)));
                passes++;
            }

            GC.KeepAlive(vectors);
        }

        Assert.True(passes >= 16, $"only {passes} passes");
    }

    [Fact]
    public void Plain_passes_of_bytes_allocate_nothing()
    {
        HashSet<bool> small = [];
        foreach ((LocalRule rule, Lattice row) in LongRuns.All())
        {
            if (BytePasses.Of(rule.Compile().Forms)?.Form is not { } form)
                continue;
            PlainBytePass pass = new(form);
            small.Add(PlainBytePass.IsSmall(form));
            ByteLanes source = new(row.Count, 16, 80);
            ByteLanes target = new(row.Count, 16, 80);
            ByteLanes? frozen = form.FrozenShares is null ? null : new(row.Count, 16, 80);
            Assert.Equal(0, Allocation.Of(() => pass.Run(source.At(0), target.At(0), frozen is null ? null : frozen.At(0), source.Length)));
        }

        // Sixteen cells at once, and cell by cell.
        Assert.Equal(2, small.Count);
    }
}
