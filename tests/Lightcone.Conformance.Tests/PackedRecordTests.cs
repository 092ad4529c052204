using System.Buffers.Binary;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.SpacetimeDiagrams;

namespace Lightcone.Conformance.Tests;

/// <summary>What is recorded while a packed row runs is what a diagram of a byte a cell holds.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class PackedRecordTests
{
    [Fact]
    public void A_packed_diagram_and_a_stream_hold_the_rows_of_the_diagram()
    {
        for (int i = 0; i < 8; i++)
        {
            (LocalRule rule, Lattice start) = Draw(i);
            int stride = 1 + (i % 3);
            SpacetimeDiagram expected = SpacetimeDiagram.Record(rule.Compile(Engine.Table), start, 40, stride);
            PackedRow row = PackedRow.FromLattice(start);
            PackedDiagram diagram = PackedDiagram.Record(rule.Compile(), row, 40, stride);
            using MemoryStream stream = new();
            Assert.Equal(diagram.Count, PackedDiagram.Write(rule.Compile(), PackedRow.FromLattice(start), 40, stream, stride));
            Assert.Equal((expected.Count, stride), (diagram.Count, diagram.Stride));
            byte[] cells = new byte[start.Count];
            int at = 0;
            for (int index = 0; index < expected.Count; index++)
            {
                for (int cell = 0; cell < cells.Length; cell++)
                    cells[cell] = diagram[index, cell];
                Assert.True(expected.Row(index).SequenceEqual(cells), $"{i}: row {index}");
                for (int plane = 0; plane < diagram.Planes; plane++)
                    foreach (ulong word in diagram.Words(index, plane))
                    {
                        Assert.Equal(word, BinaryPrimitives.ReadUInt64LittleEndian(stream.GetBuffer().AsSpan(at)));
                        at += 8;
                    }
            }

            Assert.Equal(at, stream.Length);
            Assert.True(expected.At(expected.Count - 1).Equals(row.ToLattice()), $"{i}: the row is not at the last recorded time");
        }
    }

    // Both advance by few steps at a time, and must hear all the same.
    [Fact]
    public async Task A_recording_of_a_long_run_can_be_ended()
    {
        CompiledRule compiled = LocalRule.Elementary(110).Compile();
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(20_000), Boundary.Periodic, new RandomStream(1, "ended"));
        foreach (Action<CancellationToken> record in new Action<CancellationToken>[]
        {
            token => SpacetimeOverview.Record(compiled, PackedRow.FromLattice(start), 1_000_000, cancellation: token),
            token => PackedDiagram.Write(compiled, PackedRow.FromLattice(start), 1_000_000, Stream.Null, 1, token),
        })
        {
            using CancellationTokenSource source = new();
            using ManualResetEventSlim begun = new();
            Task recording = Task.Run(
                () =>
                {
                    begun.Set();
                    record(source.Token);
                },
                CancellationToken.None);
            begun.Wait(TestContext.Current.CancellationToken);
            // By now it records, or soon will: a whole recording takes far longer than this.
            Thread.SpinWait(1_000_000);
            await source.CancelAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => recording);
        }
    }

    [Fact]
    public void An_overview_is_drawn_as_the_diagram_is()
    {
        for (int i = 0; i < 8; i++)
        {
            (LocalRule rule, Lattice start) = Draw(i);
            int side = 1 + (37 * i);
            SpacetimeDiagram diagram = SpacetimeDiagram.Record(rule.Compile(Engine.Table), start, 50);
            SpacetimeOverview overview = SpacetimeOverview.Record(rule.Compile(), PackedRow.FromLattice(start), 50, side, side);
            Image expected = new SpacetimePicture { MaxSide = side }.Render(diagram);
            Image actual = new SpacetimePicture { MaxSide = side }.Render(overview);
            Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
            for (int y = 0; y < expected.Height; y++)
                for (int x = 0; x < expected.Width; x++)
                    Assert.True(expected[x, y] == actual[x, y], $"{i}: pixel {x}, {y}");
            // Every cell at every time is in one block.
            long total = 0;
            for (int y = 0; y < overview.Rows; y++)
                for (int x = 0; x < overview.Columns; x++)
                    for (byte symbol = 0; symbol < rule.State.Size; symbol++)
                        total += overview.Count(y, x, symbol);
            Assert.Equal(51L * start.Count, total);
        }
    }

    [Fact]
    public void A_single_cell_among_two_million_stays_visible()
    {
        byte[] cells = new byte[2_000_000];
        cells[1_234_567] = 1;
        Lattice start = Lattice.FromCells(Alphabet.Binary, Shape.Row(cells.Length), Boundary.Periodic, cells);
        // Identity for a step that is looked at together with none: the cell dies under rule 0.
        SpacetimeOverview overview = SpacetimeOverview.Record(LocalRule.Elementary(0).Compile(), PackedRow.FromLattice(start), 9, 100, 1);
        Image picture = new SpacetimePicture { Zoom = 1 }.Render(overview);
        for (int x = 0; x < 100; x++)
        {
            Assert.Equal(x == 61 ? 1 : 0, overview.Count(0, x, 1));
            Assert.Equal(x == 61 ? Palette.Paper.Mix(Palette.Ink, 0.35) : Palette.Paper, picture[x, 0]);
        }
    }

    [Fact]
    public void What_does_not_fit_into_memory_is_refused_with_a_stride_that_does()
    {
        PackedRow row = PackedRow.Random(Alphabet.Binary, 1_000_000, Boundary.Periodic, new RandomStream(88, "limit"));
        ResourceLimitException refusal = Assert.Throws<ResourceLimitException>(() => PackedDiagram.Record(LocalRule.Elementary(110).Compile(), row, 100_000));
        Assert.Contains("Record every 12 steps", refusal.Message, StringComparison.Ordinal);
        // A million cells at ten thousand times are more than one number of 32 bits counts.
        refusal = Assert.Throws<ResourceLimitException>(() => SpacetimeOverview.Record(LocalRule.Elementary(110).Compile(), row, 9_999, 1, 1, new CancellationToken(true)));
        Assert.Contains("more than can be counted", refusal.Message, StringComparison.Ordinal);
    }

    private static (LocalRule Rule, Lattice Start) Draw(int number)
    {
        RandomStream stream = new(87, "record", (ulong)number);
        LocalRule rule = number % 2 == 0 ? LocalRule.Elementary(stream.NextInt32(256)) : LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Radius(1), static n => (byte)((n[0] + (2 * n[1] * n[2]) + 1) % 3));
        return (rule, Lattice.Random(rule.State, Shape.Row(600 + stream.NextInt32(2_000)), number < 4 ? Boundary.Periodic : Boundary.Fixed(1), stream));
    }
}
