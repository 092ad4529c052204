using Lightcone.Engines;
using Lightcone.Engines.ActiveCells;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Engines.Table;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>Runs that change engines on the way, and tables too large for the fast path.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class ChangeOverTests
{
    /// <summary>Period of each rule on a ring of 600: shifting by one takes 600 steps home, complementing two; shifting and complementing takes 600, an even number, as well.</summary>
    [Theory]
    [InlineData(170, 600)]
    [InlineData(51, 2)]
    [InlineData(85, 600)]
    [Trait(Round.Trait, Round.Long)]
    public void A_mark_stays_where_it_was_set_through_every_change(int number, int period)
    {
        Lattice ring = Lattice.Random(Alphabet.Binary, Shape.Row(600), Boundary.Periodic, new RandomStream(41, "change", (ulong)number));
        EssentialTable table = new(LocalRule.Elementary(number));
        for (int markedAt = 0; markedAt < 40; markedAt++)
        {
            // At two nanoseconds a cell active cells are tried after a few steps already, and given up again because half of the cells change.
            AdaptiveStepper run = new((Engine.Table.Kind!, Engine.ActiveCells.Kind!), new TableStepper(table, ring), 2 * ring.Count, () => new ActiveCellsStepper(table, ring), MachineRates.Of(512, true, true), ring.Count);
            List<byte[]> states = [ring.Cells.ToArray()];
            int changes = 0;
            EngineKind before = run.Active;
            for (int step = 0; step < 700; step++)
            {
                if (step == markedAt)
                    run.Mark();
                Assert.True(run.Step());
                changes += run.Active == before ? 0 : 1;
                before = run.Active;
                states.Add(Oracle.Next(LocalRule.Elementary(number), ring, states[^1]));
                if (step >= markedAt)
                    Assert.Equal((step + 1 - markedAt) % period == 0, run.IsAtMark());
                if (step > 100 && markedAt > 0)
                    continue;
                byte[] now = new byte[ring.Count];
                run.CopyTo(now);
                Assert.Equal(states[^1], now);
            }

            Assert.True(changes > 6, $"only {changes} changes");
        }
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Tables_of_more_than_65536_entries_run_on_every_engine()
    {
        // Seventeen inputs; a counter of ones modulo 3 keeps the circuit small enough for the bits engine.
        LocalRule wide = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Radius(8), static n =>
        {
            int ones = 0;
            foreach (byte cell in n)
                ones += cell;
            return (byte)(ones % 3 == 1 ? 1 : 0);
        });
        LocalRule frozen = LocalRule.FromFunction(
            new Signature(Alphabet.Digits(9), Neighborhood.Radius(2), Alphabet.Digits(3), Neighborhood.Of(-2, 0, 1)), static n => (byte)((n[0] + n[1] + n[2] + n[3] + n[4] + n[5] + (2 * n[6] * n[7])) % 3));
        using Suite suite = new(Engine.All);
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1)])
            foreach (int length in ((int[])[1, 64, 700, 5]).Take(Round.Count(3, 3, 4)))
            {
                RandomStream stream = new(42, "wide", (ulong)length);
                suite.Run(new Case($"wide {length}", wide, Lattice.Random(Alphabet.Binary, Shape.Row(length), boundary, stream)));
                Lattice input = Lattice.Random(Alphabet.Digits(9), Shape.Row(length), boundary, stream);
                suite.Run(new Case($"wide frozen {length}", frozen, Lattice.Random(Alphabet.Digits(3), Shape.Row(length), boundary, stream).WithInput(input)));
            }

        Assert.True(suite.Runs[Engine.Bits] >= 9, $"{suite.Runs[Engine.Bits]} by bits");
    }
}
