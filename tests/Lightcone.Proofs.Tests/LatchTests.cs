using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Rules whose cells also read themselves, one-way otherwise.</summary>
public sealed class LatchTests
{
    [Fact]
    public void Once_on_always_on_is_a_latch_whose_fixed_point_depends_on_the_start()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-1, 0), n => (byte)(n[0] | n[1]));
        Convergence convergence = Examine(rule, Boundary.Fixed());
        Assert.Equal((ProofStatus.Proved, "n", false), (convergence.Status, $"{convergence.StepBound}", convergence.IsUnique));
        Assert.Equal(new ConvergenceArgument.OneWay(new Offset(1), 1, true, 1, false, convergence.StepBound!), Assert.IsType<ConvergenceArgument.OneWay>(convergence.Argument));
        Assert.EndsWith("A cell also reads itself (a latch): with its other inputs held still it comes to rest within 1 step, for every such context. The fixed point may depend on the start.", convergence.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_that_climbs_to_its_lower_neighbor_s_level_forgets_the_start()
    {
        // Every symbol climbs to 3 within three steps, whatever stands below.
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.Of(-1, 0), n => n[0] == 0 ? (byte)3 : (byte)Math.Min(3, n[1] + 1));
        Convergence convergence = Examine(rule, Boundary.Fixed());
        Assert.Equal((ProofStatus.Proved, "3n", true), (convergence.Status, $"{convergence.StepBound}", convergence.IsUnique));
    }

    [Fact]
    public void A_cell_that_only_reads_itself_comes_to_rest_on_every_boundary()
    {
        LocalRule falling = LocalRule.FromFunction(Alphabet.Digits(5), Neighborhood.Own, n => (byte)Math.Max(0, n[0] - 1));
        foreach (Boundary boundary in new[] { Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(2) })
            Assert.Equal((ProofStatus.Proved, "4", true), (Examine(falling, boundary).Status, $"{Examine(falling, boundary).StepBound}", Examine(falling, boundary).IsUnique));
    }

    [Fact]
    public void A_cell_that_can_toggle_is_no_latch()
    {
        LocalRule toggle = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-1, 0), n => (byte)(n[0] == 1 ? 1 - n[1] : n[1]));
        Assert.Equal(ProofStatus.NotProved, Examine(toggle, Boundary.Fixed(1)).Status);
    }

    [Fact]
    public void Whatever_is_proved_for_random_one_way_rules_holds_on_small_rows()
    {
        int latches = 0;
        int unique = 0;
        int[][] shapes = [[-1, 0], [-2, 0], [0, 1], [-2, -1, 0], [0, 2, 3]];
        for (int i = 0; i < 600; i++)
        {
            RandomStream stream = new(30, "latches", (ulong)i);
            int size = 2 + stream.NextInt32(2);
            int[] offsets = shapes[stream.NextInt32(shapes.Length)];
            int own = Array.IndexOf(offsets, 0);
            LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(size), Neighborhood.Of(offsets), n => stream.NextInt32(3) > 0 ? n[own] : (byte)stream.NextInt32(size));
            Boundary wall = Boundary.Fixed((byte)stream.NextInt32(size));
            Convergence convergence = Examine(rule, wall);
            if (convergence.Status != ProofStatus.Proved)
                continue;
            latches += convergence.Potential is null ? 1 : 0;
            unique += convergence.IsUnique ? 1 : 0;
            for (int n = 1; n <= 6; n++)
            {
                ConfigurationGraph graph = new(rule, wall, Shape.Row(n));
                Assert.Null(graph.FindCycle());
                Assert.True(graph.LongestTransient <= convergence.StepBound!.Evaluate(n), $"{rule}, {wall}, {n} cells: {graph.LongestTransient} > {convergence.StepBound}");
                if (convergence.IsUnique)
                    Assert.Equal(1, FixedPointTests.CountByHand(rule, wall, n));
            }
        }

        Assert.InRange(latches, 50, 600);
        Assert.InRange(unique, 10, 600);
    }

    [Fact]
    public void A_latch_in_two_dimensions_comes_to_rest_within_its_bound()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(new Offset(0, 0), new Offset(-1, 0), new Offset(0, -1)), n => (byte)(n[0] | (n[1] & n[2])));
        Convergence convergence = Examine(rule, Boundary.Fixed(1));
        Assert.Equal((ProofStatus.Proved, "w+h-1", false), (convergence.Status, $"{convergence.StepBound}", convergence.IsUnique));
        ConfigurationGraph graph = new(rule, Boundary.Fixed(1), Shape.Grid(4, 3));
        Assert.Null(graph.FindCycle());
        Assert.Equal(6, graph.LongestTransient);
    }

    private static Convergence Examine(LocalRule rule, Boundary boundary) => ConvergenceLevel.Examine(rule, boundary);
}
