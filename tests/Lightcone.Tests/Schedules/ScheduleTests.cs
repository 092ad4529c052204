using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;
using Lightcone.Schedules;
using Lightcone.Tasks;

namespace Lightcone.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly UpdateSchedule[] All =
    [
        UpdateSchedule.Synchronous, UpdateSchedule.Sequential(), UpdateSchedule.Sequential(fromLast: true), UpdateSchedule.RandomOrder(1), UpdateSchedule.RandomOrder(2),
        UpdateSchedule.Interleaved(2), UpdateSchedule.Interleaved(3), UpdateSchedule.Blocks(4),
    ];

    [Fact]
    public void The_synchronous_schedule_is_the_kernel_s()
    {
        foreach (string name in new[] { "W110", "B3/S23" })
        {
            LocalRule rule = LocalRule.Parse(name);
            Lattice start = Lattice.Random(Alphabet.Binary, rule.Dimensions == 1 ? Shape.Row(37) : Shape.Grid(9, 7), Boundary.Periodic, new RandomStream(1, name));
            Assert.Equal(rule.Compile().Evolve(start, Until.Steps(12)).Final, UpdateSchedule.Synchronous.Evolve(rule, start, Until.Steps(12)).Final);
        }
    }

    [Fact]
    public void Groups_are_what_the_schedules_say()
    {
        // A checkerboard, row by row.
        Assert.Equal([[0, 2, 5, 7, 8, 10], [1, 3, 4, 6, 9, 11]], UpdateSchedule.Interleaved(2).Groups(Shape.Grid(4, 3), 0));
        Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8]], UpdateSchedule.Blocks(4).Groups(Shape.Row(9), 0));
        // Another order in every sweep, each cell once.
        int[][] sweeps = [.. Enumerable.Range(0, 3).Select(static sweep => UpdateSchedule.RandomOrder(1).Groups(Shape.Row(20), sweep).Select(Assert.Single).ToArray())];
        Assert.All(sweeps, static sweep => Assert.Equal(Enumerable.Range(0, 20), sweep.Order()));
        Assert.NotEqual(sweeps[0], sweeps[1]);
        Assert.NotEqual(sweeps[1], sweeps[2]);
    }

    /// <summary>Beyond its ends the input has a boundary of its own.</summary>
    [Fact]
    public void The_boundary_of_the_input_is_not_that_of_the_state()
    {
        LocalRule rule = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Of(-1, 1), Alphabet.Binary, Neighborhood.Of(-1, 1)), static n => (byte)(n[0] ^ n[1] ^ (n[2] & n[3])));
        foreach ((Boundary state, Boundary input) in ((Boundary, Boundary)[])[(Boundary.Periodic, Boundary.Fixed(1)), (Boundary.Fixed(1), Boundary.Periodic), (Boundary.Reflecting, Boundary.Fixed())])
        {
            Lattice start = Lattice.Parse(Alphabet.Binary, "10110", state).WithInput(Lattice.Parse(Alphabet.Binary, "01101", input));
            Assert.Equal(rule.Compile(Engine.Table).Evolve(start, Until.Steps(3)).Final, UpdateSchedule.Synchronous.Evolve(rule, start, Until.Steps(3)).Final);
        }
    }

    [Theory]
    [InlineData("addition")]
    [InlineData("comparison")]
    [InlineData("parity")]
    [InlineData("multiply-by-3")]
    [InlineData("multiplication")]
    public void One_way_rules_end_at_the_same_fixed_point_under_every_schedule_and_from_every_start(string name)
    {
        LocalTask task = TaskCatalog.Find(name);
        OrderIndependence claim = OrderIndependence.Examine(task.Rule, task.Boundary);
        Assert.Equal((ProofStatus.Proved, true), (claim.Status, claim.FromEveryStart));
        for (ulong i = 0; i < 5; i++)
        {
            RandomStream stream = new(2, name, i);
            Lattice start = task is ArithmeticTask arithmetic
                ? Encoded(arithmetic, stream)
                : ((LatticeTask)task).Encode(Lattice.Random(((LatticeTask)task).InputAlphabet, Shape.Row(30), task.Boundary, stream));
            Lattice expected = task.Rule.Compile().Evolve(start, Until.FixedPoint()).Final;
            Lattice disturbed = Lattice.Random(task.Rule.State, start.Shape, start.Boundary, stream).WithInput(start.Input);
            foreach (UpdateSchedule schedule in All)
                foreach (Lattice from in new[] { start, disturbed })
                {
                    Evolution run = schedule.Evolve(task.Rule, from, Until.FixedPoint());
                    Assert.True(run.Converged, $"{schedule}");
                    Assert.Equal(expected, run.Final);
                }
        }

        static Lattice Encoded(ArithmeticTask task, RandomStream stream)
        {
            (Natural a, Natural b) = task.Random(8, stream);
            return task.Encode(a, b, 8);
        }
    }

    [Fact]
    public void A_sweep_along_the_influence_needs_one_step_where_synchronous_updating_needs_as_many_as_cells()
    {
        (Natural a, Natural b) = BinaryAddition.Task.WorstCase(50);
        Lattice start = BinaryAddition.Task.Encode(a, b, 50);
        Assert.Equal(1, UpdateSchedule.Sequential().Evolve(BinaryAddition.Rule, start, Until.FixedPoint()).Steps);
        Assert.Equal(50, UpdateSchedule.Synchronous.Evolve(BinaryAddition.Rule, start, Until.FixedPoint()).Steps);
        Assert.Equal(50, UpdateSchedule.Sequential(fromLast: true).Evolve(BinaryAddition.Rule, start, Until.FixedPoint()).Steps);
    }

    [Fact]
    public void Monotone_rules_that_never_fall_end_alike_and_others_need_not()
    {
        // W254: a one spreads to both sides, the closure of reachability.
        LocalRule spread = LocalRule.Elementary(254);
        Assert.Equal((ProofStatus.Proved, true), Claim(spread));
        // W232, majority, is monotone, but cells fall: only the lowest start is covered.
        Assert.Equal((ProofStatus.Proved, false), Claim(LocalRule.Elementary(232)));
        Assert.Equal((ProofStatus.NotProved, false), Claim(LocalRule.Elementary(110)));
        // W15 hands on the opposite of what stands on the left: behind a wall that has one end, on a ring it has none.
        Assert.Equal((ProofStatus.NotProved, false), Claim(LocalRule.Elementary(15)));
        Assert.Equal((ProofStatus.Proved, true), (OrderIndependence.Examine(LocalRule.Elementary(15), Boundary.Fixed()).Status, OrderIndependence.Examine(LocalRule.Elementary(15), Boundary.Fixed()).FromEveryStart));
        for (ulong i = 0; i < 10; i++)
        {
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(24), Boundary.Periodic, new RandomStream(3, "spread", i));
            Assert.Single(All.Select(schedule => schedule.Evolve(spread, start, Until.FixedPoint()).Final.ToString()).Distinct());
        }

        // A control that the claim means something: majority from a mixed start does depend on the order.
        Lattice mixed = Lattice.Parse(Alphabet.Binary, "0101100101", Boundary.Periodic);
        Assert.True(All.Select(schedule => schedule.Evolve(LocalRule.Elementary(232), mixed, Until.Steps(50)).Final.ToString()).Distinct().Count() > 1);
        static (ProofStatus, bool) Claim(LocalRule rule) => OrderIndependence.Examine(rule, Boundary.Periodic) is var claim ? (claim.Status, claim.FromEveryStart) : default;
    }

    [Fact]
    public void Schedules_are_values_and_refuse_what_makes_no_sense()
    {
        Assert.Equal(UpdateSchedule.RandomOrder(5), UpdateSchedule.RandomOrder(5));
        Assert.NotEqual(UpdateSchedule.RandomOrder(5), UpdateSchedule.RandomOrder(6));
        LocalRule rule = LocalRule.Elementary(110);
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(9), Boundary.Periodic, new RandomStream(4, "start"));
        Assert.Throws<ArgumentException>(() => UpdateSchedule.Synchronous.Evolve(rule, start, Until.Cycle()));
        Evolution capped = UpdateSchedule.Sequential().Evolve(LocalRule.Elementary(51), start, Until.FixedPoint(max: 3));
        Assert.Equal((Outcome.LimitReached, 3L), (capped.Outcome, capped.Steps));
        // Rule 51 turns every cell over: three sweeps leave every cell turned over.
        Assert.Equal(start.Cells.ToArray().Select(cell => (byte)(1 - cell)), capped.Final.Cells.ToArray());
    }

    [Fact]
    public void Reversible_block_rules_are_undone_and_conserve_what_they_permute()
    {
        for (ulong i = 0; i < 24; i++)
        {
            RandomStream stream = new(5, "block", i);
            int[] table = [.. Enumerable.Range(0, 9)];
            stream.Shuffle(table.AsSpan());
            BlockRule rule = new(Alphabet.Digits(3), [.. table]);
            Assert.True(rule.IsReversible);
            Lattice start = Lattice.Random(Alphabet.Digits(3), Shape.Row(20), Boundary.Periodic, stream);
            Lattice now = start;
            for (int t = 0; t < 15; t++)
                now = rule.Step(now, t % 2 == 1);
            for (int t = 14; t >= 0; t--)
                now = rule.Inverse().Step(now, t % 2 == 1);
            Assert.Equal(start, now);
        }

        BlockRule lossy = new(Alphabet.Binary, [0, 0, 2, 3]);
        Assert.False(lossy.IsReversible);
        Assert.Throws<InvalidOperationException>(lossy.Inverse);
    }
}
