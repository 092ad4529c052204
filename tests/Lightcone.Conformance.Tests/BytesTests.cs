using Lightcone.Engines;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Stepping;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>The bytes engine on rows that fill its lanes, against the simplest stepper: every boundary, every way of putting codes together, lengths around multiples of 64, step counts around multiples of a pass.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class BytesTests
{
    private static readonly int[] Lengths = [256, 257, 300, 319, 320, 321, 383, 640, 1_023, 1_500, 4_096, 5_001];
    private static readonly int[] Steps = [1, 2, 3, 7, 8, 9, 16, 29];

    [Fact]
    public void Any_length_boundary_and_number_of_steps()
    {
        HashSet<string> kinds = [];
        for (int i = 0; i < Round.Count(53, 160, 160); i++)
        {
            RandomStream stream = new(50, "bytes", (ulong)i);
            LocalRule rule = Draw(stream, i % 8);
            Lattice start = Start(rule, Lengths[i % Lengths.Length], stream, i % 3);
            CompiledRule compiled = rule.Compile(Engine.Bytes);
            ByteForm form = BytePasses.Of(compiled.Forms)!.Form;
            kinds.Add($"{(form.IsMasked ? "masked" : "summed")} {(form.Codes <= 64 ? 64 : form.Codes <= 128 ? 128 : 256)}{(form.Pages > 1 ? form.IsFrozenPaged ? " frozen pages" : " pages" : "")}{(form.FrozenShares is null ? "" : " frozen")}");
            int steps = Steps[stream.NextInt32(Steps.Length)];
            List<byte[]> states = Oracle.Trajectory(rule, start, steps + 1);
            Evolution run = compiled.Evolve(start, Until.Steps(steps));
            Oracle.Expected expected = Oracle.Run(states, Until.Steps(steps));
            Assert.Equal((i, expected.Steps, expected.Outcome), (i, run.Steps, run.Outcome));
            Assert.True(expected.Final.AsSpan().SequenceEqual(run.Final.Cells), $"{i}: {rule} {start.Boundary} {start.Count} {steps}: first at {expected.Final.AsSpan().CommonPrefixLength(run.Final.Cells)}");
            Assert.Equal(Engine.Bytes.Name, run.Engine);
        }

        // Each way of putting codes together, and of finding them, was among the rules drawn.
        foreach (string kind in (string[])["masked 64", "masked 64 frozen", "masked 256", "summed 128", "summed 256", "summed 256 pages", "summed 128 frozen pages frozen"])
            Assert.True(kinds.Contains(kind), $"no {kind} among {string.Join(", ", kinds.Order())}");
    }

    [Fact]
    public void The_plain_pass_gives_the_same()
    {
        for (int i = 0; i < Round.Count(16, 48, 48); i++)
        {
            RandomStream stream = new(51, "bytes", (ulong)i);
            LocalRule rule = Draw(stream, i % 8);
            Lattice start = Start(rule, Lengths[i % Lengths.Length], stream, 0);
            ByteForm form = ByteForm.TryFind(BytePasses.Of(rule.Compile(Engine.Bytes).Forms)!.Form.Table)!;
            Assert.Equal(Oracle.Next(rule, start, start.Cells.ToArray()), OneStep(new PlainBytePass(form), new RuleForms(rule), form, start));
        }
    }

    [Fact]
    public void Where_a_long_run_settles_is_found_exactly()
    {
        // The smallest symbol spreads from the left: as many steps as there are cells, less the one that holds it.
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(5), Neighborhood.Radius(1), static n => Math.Min(n[0], n[1]));
        // In the longest row a lane goes on long after the cells at which the engine looks first are at rest.
        foreach (int length in (int[])[256, 1_000, 3_000, 20_000])
        {
            byte[] cells = new byte[length];
            Array.Fill(cells, (byte)4);
            cells[0] = 1;
            Lattice row = Lattice.FromCells(Alphabet.Digits(5), Shape.Row(length), Boundary.Reflecting, cells);
            Evolution run = rule.Compile(Engine.Bytes).Evolve(row, Until.FixedPoint());
            Assert.Equal((length - 1L, Outcome.FixedPoint), (run.Steps, run.Outcome));
            Assert.Equal(0, run.Final.Cells.IndexOfAnyExcept((byte)1) + 1);
        }
    }

    /// <summary>Symbols that count how often a wall's 0 was handed on, seventeen cells further each time: what a wall shows reaches over several lanes, and at rest these are not what they would be on a ring.</summary>
    [Fact]
    public void Rows_come_to_rest_where_a_wall_is_seen_by_several_lanes()
    {
        foreach (int toward in (int[])[-17, 17])
            foreach (int length in (int[])[256, 257, 300, 321, 700])
            {
                LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(5), Neighborhood.Of(toward, 0), static n => (byte)Math.Min(4, n[0] + 1));
                Evolution run = rule.Compile(Engine.Bytes).Evolve(Lattice.Random(rule.State, Shape.Row(length), Boundary.Fixed(), new RandomStream(52, "walls", (ulong)length)), Until.Steps(1_000));
                Assert.Equal(Outcome.FixedPoint, run.Outcome);
                for (int i = 0; i < length; i++)
                    Assert.Equal(Math.Min(4, ((toward < 0 ? i : length - 1 - i) / 17) + 1), run.Final[i]);
            }
    }

    [Fact]
    public void Tables_with_too_many_neighborhoods_are_refused()
    {
        LocalRule wide = LocalRule.FromFunction(Alphabet.Digits(20), Neighborhood.Radius(1), static n => (byte)((n[0] + (3 * n[1]) + (n[2] * n[2] * n[2])) % 19));
        Assert.Contains("Use the table engine", Assert.Throws<ArgumentException>(() => wide.Compile(Engine.Bytes)).Message, StringComparison.Ordinal);
    }

    private static unsafe byte[] OneStep(BytePass pass, RuleForms compiled, ByteForm form, Lattice ring)
    {
        const int Margin = 192;
        ByteLanes source = new(ring.Count, Margin, Margin);
        ByteLanes target = new(ring.Count, Margin, Margin);
        ByteLanes frozen = new(ring.Count, Margin, Margin);
        source.Load(ring.Cells, form.Stored);
        source.FillMargin(-form.Left, form.Right);
        if (form.FrozenShares is { } shares)
            frozen.Load(compiled.ContextCodes(ring.Input!), shares);
        pass.Run(source.At(pass.First), target.At(pass.First - pass.Lag), form.FrozenShares is null ? null : frozen.At(pass.First), pass.Arrivals(source.Length));
        byte[] cells = new byte[ring.Count];
        target.CopyTo(cells, form.SymbolMask);
        return cells;
    }

    private static LocalRule Draw(RandomStream stream, int kind)
    {
        (int symbols, int frozen, Neighborhood read) = kind switch
        {
            0 => (4, 0, Neighborhood.Radius(1)),
            1 => (5, 0, Neighborhood.Radius(1)),
            2 => (6, 0, Neighborhood.Radius(1)),
            3 => (7 + stream.NextInt32(4), 0, Neighborhood.Radius(1)),
            4 => (2, 3, Neighborhood.Of(-2, 0, 1)),
            5 => (2, 0, Neighborhood.Of(-3, -2, -1, 0, 1, 2, 3, 4)),
            6 => (3, 0, Neighborhood.Of(-17, 5, 30)),
            _ => (5, 6, Neighborhood.Of(1, 0, 2)),
        };
        Signature signature = new(frozen == 0 ? null : Alphabet.Digits(frozen), frozen == 0 ? Neighborhood.None : Neighborhood.Own, Alphabet.Digits(symbols), read);
        byte[] table = new byte[signature.DomainSize];
        stream.FillSymbols(table, symbols);
        return LocalRule.FromTable(signature, table);
    }

    private static Lattice Start(LocalRule rule, int length, RandomStream stream, int kind)
    {
        Boundary boundary = kind switch { 0 => Boundary.Periodic, 1 => Boundary.Reflecting, _ => Boundary.Fixed((byte)stream.NextInt32(rule.State.Size)) };
        Lattice start = Lattice.Random(rule.State, Shape.Row(length), boundary, stream);
        return rule.Frozen is { } frozen ? start.WithInput(Lattice.Random(frozen, Shape.Row(length), Boundary.Periodic, stream)) : start;
    }
}
