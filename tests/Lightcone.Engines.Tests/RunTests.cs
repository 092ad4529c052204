using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class RunTests
{
    private static readonly Alphabet Pair = Alphabet.Product(new Alphabet.Track("a", Alphabet.Binary), new Alphabet.Track("b", Alphabet.Binary));

    /// <summary>The carry into each next place: the majority of two frozen bits and the carry from below.</summary>
    private static readonly LocalRule Carry =
        LocalRule.FromFunction(new Signature(Pair, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)), static n => (byte)((n[0] / 2) + (n[0] % 2) + n[1] >= 2 ? 1 : 0));

    [Theory]
    [InlineData("auto", "scan")]
    [InlineData("scan", "scan")]
    [InlineData("active-cells", "active-cells")]
    public void The_longest_carry_takes_a_million_steps_and_little_work(string asked, string ran)
    {
        Evolution run = Carry.Compile(Engine.Find(asked)).Evolve(AllOnesPlusOne(1_000_000), Until.FixedPoint());
        Assert.Equal((1_000_000L, Outcome.FixedPoint, ran), (run.Steps, run.Outcome, run.Engine));
        Assert.Equal(-1, run.Final.Cells.IndexOfAnyExcept((byte)1));
        Assert.InRange(run.CellUpdates, 1_000_000, 2_000_001);
    }

    [Fact]
    public void A_carry_save_chain_changes_over_to_active_cells_by_itself()
    {
        const int length = 100_000;
        LocalRule save = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Of(-1, 0), static n => (byte)((n[1] % 2) + (n[0] == 2 ? 1 : 0)));
        byte[] digits = new byte[length];
        Array.Fill(digits, (byte)1);
        (digits[0], digits[^1]) = (2, 0);
        Evolution run = save.Compile().Evolve(Lattice.FromCells(save.State, Shape.Row(length), Boundary.Fixed(), digits), Until.FixedPoint());
        Assert.Equal((length - 1L, Outcome.FixedPoint, Engine.ActiveCells.Name), (run.Steps, run.Outcome, run.Engine));
        Assert.Equal(length - 1, run.Final.Cells.IndexOf((byte)1));
        Assert.True(run.CellUpdates < 500L * length, $"{run.CellUpdates} cell updates");
    }

    [Theory]
    [InlineData("table")]
    [InlineData("bits")]
    [InlineData("active-cells")]
    [InlineData("scan")]
    public void A_cap_is_kept_to_the_step(string name)
    {
        Engine engine = Engine.Find(name)!;
        CompiledRule compiled = Carry.Compile(engine);
        Lattice start = AllOnesPlusOne(100);
        Evolution cut = compiled.Evolve(start, Until.FixedPoint(99));
        Assert.Equal((99L, Outcome.LimitReached, (byte)1, (byte)0), (cut.Steps, cut.Outcome, cut.Final[98], cut.Final[99]));
        Evolution whole = compiled.Evolve(start, Until.FixedPoint(100));
        Assert.Equal((100L, Outcome.FixedPoint, (byte)1), (whole.Steps, whole.Outcome, whole.Final[99]));
        Assert.Equal(new Attractor(1, 100), compiled.Evolve(start, Until.Cycle()).Attractor);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("table")]
    [InlineData("bits")]
    [InlineData("active-cells")]
    public void A_glider_comes_home_after_four_steps_a_cell(string name)
    {
        Engine engine = Engine.Find(name)!;
        // A glider moves one cell diagonally in four steps: round a torus of side 40 it takes 160.
        byte[] cells = new byte[1_600];
        foreach ((int x, int y) in ((int, int)[])[(11, 10), (12, 11), (10, 12), (11, 12), (12, 12)])
            cells[(y * 40) + x] = 1;
        Evolution run = LocalRule.LifeLike("B3/S23").Compile(engine).Evolve(Lattice.FromCells(Alphabet.Binary, Shape.Grid(40, 40), Boundary.Periodic, cells), Until.Cycle(1_000));
        Assert.Equal((Outcome.Cycle, new Attractor(160, 0, 0, 1_599)), (run.Outcome, run.Attractor));
        Assert.Equal(cells, run.Final.Cells.ToArray());
    }

    [Fact]
    public void A_plan_tells_the_cost_and_the_cheaper_engine_before_the_run()
    {
        Lattice start = AllOnesPlusOne(1_000_000);
        RunPlan dense = Carry.Compile(Engine.Table).Plan(start, Until.FixedPoint());
        Assert.Equal((Engine.Table, 1_000_001L, 1_000_001_000_000L, Engine.Scan), (dense.Engine, dense.Steps, dense.CellUpdates, dense.Cheaper));
        Assert.True(dense.CheaperSeconds < dense.Seconds / 1_000, $"{dense.CheaperSeconds} s by {dense.Cheaper}, {dense.Seconds} s by {dense.Engine}");
        Assert.Contains("scan gives the same result", dense.Advice, StringComparison.Ordinal);
        RunPlan picked = Carry.Compile().Plan(start, Until.FixedPoint());
        Assert.Equal((Engine.Scan, 1_000_000L, default(Engine)), (picked.Engine, picked.CellUpdates, picked.Cheaper));
        // For a single step of few cells nothing is cheaper than to do it.
        RunPlan single = Carry.Compile(Engine.Table).Plan(AllOnesPlusOne(10), Until.Steps(1));
        Assert.Equal((null, null), (single.Cheaper, single.CheaperSeconds));
        CompiledRule table = LocalRule.Elementary(110).Compile(Engine.Table);
        Lattice ring = Lattice.Filled(Alphabet.Binary, Shape.Row(1_000), Boundary.Periodic);
        RunPlan endless = table.Plan(ring, Until.Steps(long.MaxValue));
        Assert.Equal((long.MaxValue, table.Costs(ring, Until.Steps(long.MaxValue))[0].Engine), (endless.CellUpdates, endless.Cheaper));
        Assert.NotEqual(Engine.Table, endless.Cheaper);
        Assert.Equal(Engine.ActiveCells, LocalRule.Elementary(110).Compile(Engine.Bits).Plan(Lattice.Filled(Alphabet.Binary, Shape.Row(1_000), Boundary.Periodic), Until.FixedPoint()).Cheaper);
    }

    [Fact]
    public void What_a_kernel_runs_again_and_again_is_prepared_for()
    {
        CompiledRule compiled = LocalRule.Elementary(110).Compile();
        // So many steps that a run is not worth a search by itself, whatever the machine; ten are.
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(20_000), Boundary.Periodic, new RandomStream(61, "again"));
        Engine first = compiled.Plan(start, Until.FixedPoint()).Engine;
        Until until = Until.Steps((long)(EngineChoice.WorthASearch / 8 / (1e-9 * first.Kind!.StepTime(compiled.Forms, start.Count))));
        Lattice expected = LocalRule.Elementary(110).Compile(Engine.Bits).Evolve(start, until).Final;
        List<Engine> engines = [];
        for (int i = 0; i < 40; i++)
        {
            RunPlan plan = compiled.Plan(start, until);
            Evolution run = compiled.Evolve(start, until);
            Assert.Equal((plan.Engine.Name, expected), (run.Engine, run.Final));
            engines.Add(plan.Engine);
        }

        // What was made is kept, and is what a run gets that is so long that preparations do not count.
        Engine last = LocalRule.Elementary(110).Compile().Plan(start, Until.Steps(1_000_000_000)).Engine;
        Assert.Equal([first, last], [engines[0], engines[^1]]);
        Assert.Equal(engines.Distinct().Count() - 1, engines.Zip(engines.Skip(1)).Count(static pair => pair.First != pair.Second));
        Assert.Equal(first, LocalRule.Elementary(110).Compile().Plan(start, until).Engine);
    }

    // Rule 90 on a ring of 2^k cells is zero after 2^(k-1) steps, on one of 3 x 2^k cells it repeats with period 2^k from step 2^(k-1) on: a trillion steps of few cells are leaps, not years.
    [Theory]
    [InlineData(64)]
    [InlineData(96)]
    public void A_trillion_steps_of_few_cells_are_leapt_over_where_the_rule_adds(int length)
    {
        CompiledRule compiled = LocalRule.Elementary(90).Compile();
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(length), Boundary.Periodic, new RandomStream(1, "leaps"));
        Evolution run = compiled.Evolve(start, Until.Steps(1L << 40));
        Assert.Equal(Engine.Additive.Name, run.Engine);
        Assert.Equal(compiled.Evolve(start, Until.Steps(length == 64 ? 32 : 1 << 12)).Final, run.Final);
        // On few cells as on many, 256 steps are where leaps begin.
        Assert.Equal((Engine.Table.Name, Engine.Additive.Name), (compiled.Evolve(start, Until.Steps(255)).Engine, compiled.Evolve(start, Until.Steps(256)).Engine));
    }

    [Fact]
    public void Every_engine_has_a_cost_or_a_reason_why_it_cannot_run()
    {
        Lattice start = AllOnesPlusOne(1_000_000);
        RunPlan.EngineCost[] costs = [.. Carry.Compile().Costs(start, Until.FixedPoint())];
        Assert.Equal(Engine.All.Select(static engine => engine.Name).Order(), costs.Select(static cost => cost.Engine.Name).Order());
        Assert.Equal(Engine.Scan, costs[0].Engine);
        Assert.All(costs, static cost => Assert.Equal(cost.Refusal is null && cost.Engine != Engine.ActiveCells, cost.Seconds is not null));
        Assert.Equal(costs.Select(static cost => cost.Seconds).OfType<double>().Order(), costs.Select(static cost => cost.Seconds).OfType<double>());
        Assert.StartsWith("The network engine runs the network", costs.Single(static cost => cost.Engine == Engine.Network).Refusal, StringComparison.Ordinal);
        // The 10^12 updates of the longest chain: seconds to a quarter of an hour in bits, minutes to hours cell by cell. Without vectors a word of bits is interpreted, and the two come closer.
        double bits = costs.Single(static cost => cost.Engine == Engine.Wavefront).Seconds!.Value;
        double cells = costs.Single(static cost => cost.Engine == Engine.Table).Seconds!.Value;
        Assert.True(cells > (MachineRates.Present.Bits > 0 ? 4 : 1) * bits, $"{cells} s cell by cell, {bits} s in bits");
        // On a ring nothing begins anywhere.
        Assert.Contains("begins at a wall", Carry.Compile().Costs(start.WithBoundary(Boundary.Periodic), Until.FixedPoint()).Single(static cost => cost.Engine == Engine.Scan).Refusal, StringComparison.Ordinal);
    }

    /// <summary>On a wide grid a cell goes up row by row and out through the wall, beside one that blinks: the last difference between two times lies a whole row before the one that was seen last.</summary>
    [Fact]
    public void Active_cells_find_where_a_cycle_begins_on_a_wide_grid()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.OfGrid(new Offset(0), new Offset(0, 1)), static n => n[0] >= 2 ? (byte)(5 - n[0]) : n[1] == 1 ? (byte)1 : (byte)0);
        Lattice start = Lattice.Filled(rule.State, Shape.Grid(600, 20), Boundary.Fixed()).With((600 * 15) + 300, 1).With((600 * 19) + 599, 2);
        Evolution run = rule.Compile(Engine.ActiveCells).Evolve(start, Until.Cycle());
        Assert.Equal((Outcome.Cycle, 16L, 2L), (run.Outcome, run.Attractor!.Transient, run.Attractor.Period));
        Assert.Equal(rule.Compile(Engine.Table).Evolve(start, Until.Cycle()).Final, run.Final);
    }

    [Fact]
    public void A_long_run_reports_and_can_be_ended()
    {
        using CancellationTokenSource source = new();
        Last last = new(steps =>
        {
            if (steps > 10_000)
                source.Cancel();
        });
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(4_096), Boundary.Periodic, new RandomStream(60, "long"));
        Assert.Throws<OperationCanceledException>(() => LocalRule.Elementary(30).Compile(Engine.Bits).Evolve(start, Until.Steps(1_000_000_000), last, source.Token));
        // 2^20 cell updates are 256 steps of 4,096 cells.
        Assert.Equal(256, last.Gap);
    }

    [Fact]
    public void A_leap_can_be_ended_in_its_middle()
    {
        // The first report comes before the first leap, which on a row that repeats nothing would take hours.
        using CancellationTokenSource source = new();
        Last last = new(_ => source.Cancel());
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(100_000), Boundary.Periodic, new RandomStream(60, "leap"));
        Assert.Throws<OperationCanceledException>(() => LocalRule.Elementary(30).Compile(Engine.HashLife).Evolve(start, Until.Steps(1_000_000_000), last, source.Token));
        Assert.Equal(0, last.Gap);
    }

    [Fact]
    public void A_scan_needs_a_one_way_rule_and_a_wall()
    {
        Assert.Contains("exactly one other cell", Assert.Throws<ArgumentException>(() => LocalRule.Elementary(110).Compile(Engine.Scan)).Message, StringComparison.Ordinal);
        Lattice ring = AllOnesPlusOne(10).WithBoundary(Boundary.Periodic);
        Assert.Contains("begins at a wall", Assert.Throws<ArgumentException>(() => Carry.Compile(Engine.Scan).Evolve(ring, Until.FixedPoint())).Message, StringComparison.Ordinal);
        // Shifting right by one is one-way in disguise: two of its three inputs are not essential.
        Assert.Equal(Engine.Scan.Name, LocalRule.Elementary(240).Compile().Evolve(Lattice.Filled(Alphabet.Binary, Shape.Row(9), Boundary.Fixed(), 1), Until.FixedPoint()).Engine);
    }

    private static Lattice AllOnesPlusOne(int length)
    {
        byte[] pairs = new byte[length];
        Array.Fill(pairs, (byte)2);
        pairs[0] = 3;
        Shape row = Shape.Row(length);
        return Lattice.Filled(Alphabet.Binary, row, Boundary.Fixed()).WithInput(Lattice.FromCells(Pair, row, Boundary.Fixed(), pairs));
    }

    /// <summary>Remembers how far apart the last two reports were.</summary>
    private sealed class Last(Action<long> then) : IProgress<long>
    {
        private long before;

        public long Gap { get; private set; }

        public void Report(long value)
        {
            Gap = value - before;
            before = value;
            then(value);
        }
    }
}
