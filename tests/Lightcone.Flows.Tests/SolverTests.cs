using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;

namespace Lightcone.Flows.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class SolverTests
{
    // x' = -x + sin t has the solution (x0 + 1/2) exp(-t) + (sin t - cos t) / 2.
    private static readonly TextFlow Linear = TextFlow.Parse("x' = -x + sin(t)");

    public static TheoryData<string> Methods => ["euler", "rk4", "dp5", "verlet"];

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("rk4", 4)]
    [InlineData("dp5", 5)]
    public void Errors_shrink_with_the_order_of_the_method(string name, int order)
    {
        Tableau tableau = name switch { "euler" => Tableau.Euler, "rk4" => Tableau.RungeKutta4, _ => Tableau.DormandPrince54 };
        TextFlow pendulum = TextFlow.Parse("q' = p; p' = -sin(q)");
        double[] exact = Trajectory.Integrate(pendulum, [1, 0], 3, Solver.DormandPrince(1e-13, 1e-14), samples: 16).States.ToArray();
        double[] steps = order == 1 ? [0.01, 0.005, 0.0025] : [0.2, 0.1, 0.05, 0.025];
        double slope = Slope(steps, h => Trajectory.Integrate(pendulum, [1, 0], 3, Solver.Fixed(tableau, h), samples: 16).States.ToArray().Zip(exact, (a, b) => Math.Abs(a - b)).Max());
        Assert.InRange(slope, order - 0.25, order + 0.25);
    }

    [Fact]
    public void Verlet_has_order_two_and_keeps_the_energy_of_a_pendulum()
    {
        TextFlow pendulum = TextFlow.Parse("q' = p; p' = -sin(q)");
        double[] reference = Trajectory.Integrate(pendulum, [1, 0], 5, Solver.DormandPrince(1e-12, 1e-13)).Final.ToArray();
        double slope = Slope([0.1, 0.05, 0.025], h => Math.Abs(Trajectory.Integrate(pendulum, [1, 0], 5, Solver.Verlet(h)).Final[0] - reference[0]));
        Assert.InRange(slope, 1.9, 2.1);
        Trajectory longRun = Trajectory.Integrate(pendulum, [1, 0], 1000, Solver.Verlet(0.1));
        double[] energies = [.. Enumerable.Range(0, longRun.Count).Select(i => (longRun[i][1] * longRun[i][1] / 2) - Math.Cos(longRun[i][0]))];
        // Bounded for ever: no drift over 1,000 time units.
        Assert.InRange(energies.Max() - energies.Min(), 0, 2e-3);
        Assert.InRange(Math.Abs(energies[^1000..].Average() - energies[..1000].Average()), 0, 5e-5);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-8)]
    [InlineData(1e-11)]
    public void Step_control_keeps_the_error_near_the_tolerance(double tolerance)
    {
        Trajectory circle = Trajectory.Integrate(TextFlow.Parse("x' = y; y' = -x"), [1, 0], 20, Solver.DormandPrince(tolerance, tolerance));
        Assert.InRange(Math.Abs(circle.Final[0] - Math.Cos(20)), 0, 300 * tolerance);
    }

    [Fact]
    public void Dense_output_has_order_four_between_the_steps()
    {
        double Worst(double h)
        {
            Trajectory fine = Trajectory.Integrate(Linear, [1], 2, Solver.Fixed(Tableau.DormandPrince54, h), samples: 173);
            double worst = 0;
            for (int i = 0; i < fine.Count; i++)
            {
                double t = fine.Times[i];
                worst = Math.Max(worst, Math.Abs(fine[i][0] - ((1.5 * Math.Exp(-t)) + ((Math.Sin(t) - Math.Cos(t)) / 2))));
            }

            return worst;
        }

        Assert.InRange(Slope([0.4, 0.2, 0.1], Worst), 4.5, 5.5);
    }

    /// <summary>Ten steps of 0.1 add up to a little less than 1: they fill the time nevertheless, and none is longer than the longest that was allowed, though x' = 1 has no error at all.</summary>
    [Fact]
    public void The_longest_step_is_kept_and_the_last_one_ends_at_the_end()
    {
        Trajectory line = Trajectory.Integrate(TextFlow.Parse("x' = 1"), [1e6], 1, Solver.DormandPrince(maximumStep: 0.1));
        Assert.Equal((10, 0, null), (line.Steps, line.RejectedSteps, line.Interruption));
        Assert.Equal(1, line.Times[^1]);
        Assert.Equal(1e6 + 1, line.Final[0], 1e-9);
    }

    /// <summary>The last stage of a step of Dormand and Prince is the first of the next one: seven evaluations for the first step, six for every other, accepted or not, and one to choose the first. Dense output asks for the slope at the end once a step, however many samples lie in it.</summary>
    [Fact]
    public void Slopes_that_are_known_are_not_computed_again()
    {
        CountedDecay flow = new();
        Trajectory plain = Trajectory.Integrate(flow, [1], 20, Solver.DormandPrince());
        int steps = plain.Steps + plain.RejectedSteps;
        Assert.Equal((6 * steps) + 2, flow.Evaluations);
        flow.Evaluations = 0;
        Trajectory.Integrate(flow, [1], 20, Solver.DormandPrince(), samples: 5_000);
        Assert.InRange(flow.Evaluations, (6 * steps) + 2, (7 * steps) + 2);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Samples_lie_at_equal_distances_and_end_at_the_end(string method)
    {
        Solver solver = method switch { "euler" => Solver.Euler(0.03), "rk4" => Solver.RungeKutta4(0.03), "dp5" => Solver.DormandPrince(), _ => Solver.Verlet(0.03) };
        Trajectory run = Trajectory.Integrate(TextFlow.Parse("x' = y; y' = -x"), [1, 0], 2, solver, samples: 11);
        Assert.Equal(11, run.Count);
        for (int i = 0; i < 11; i++)
            Assert.Equal(0.2 * i, run.Times[i], 1e-12);
        Assert.Equal(2, run.Times[10]);
    }

    // Golden values of the mixed oscillator from (1, 0.2, -1), h = 0.01, alpha 2, beta 0.1: measured twice, in C# prototypes and against the authors' integration.
    [Theory]
    [InlineData(2, 1, 0.53395268, -0.66869222, -0.47734086)]
    [InlineData(2, 4, -0.02952293, 0.03529240, 0.01707649)]
    [InlineData(10, 1, 0.84109364, -0.17911795, -0.08755619)]
    [InlineData(0, 4, 0.91169385, 0.98797907, -0.45168176)]
    [InlineData(-1.5, 4, -7.89920203, -54.83245692, -402.8946771)]
    public void Mixed_oscillator_follows_the_golden_trajectory(double delta, double time, double x, double y, double z)
    {
        Trajectory run = Trajectory.Integrate(new MixedOscillator(delta), [1, 0.2, -1], time);
        Assert.Equal(x, run.Final[0], 1e-8);
        Assert.Equal(y, run.Final[1], 1e-8);
        Assert.Equal(z, run.Final[2], 1e-7);
    }

    [Fact]
    public void Hopf_normal_form_runs_into_its_circle()
    {
        Trajectory run = Trajectory.Integrate(new HopfNormalForm(mu: 0.25), [0.1, 0], 100);
        Assert.Equal(0.5, Math.Sqrt((run.Final[0] * run.Final[0]) + (run.Final[1] * run.Final[1])), 1e-8);
    }

    [Fact]
    public void A_trajectory_that_leaves_the_number_range_says_where_and_when()
    {
        Trajectory run = Trajectory.Integrate(new MixedOscillator(delta: -3), [1, 0.2, -1], 20);
        Interruption.LeftNumberRange left = Assert.IsType<Interruption.LeftNumberRange>(run.Interruption);
        Assert.InRange(left.Time, 5, 8);
        Assert.Equal(left.Time, run.Times[^1], 1e-9);
        Assert.All(run.States.ToArray(), v => Assert.True(double.IsFinite(v)));
        Assert.Contains("delta=-3", left.ToString(), StringComparison.Ordinal);
        Assert.Contains("(component ", left.ToString(), StringComparison.Ordinal);
        Assert.Equal((null, null), (left.Sample, left.Feature));
    }

    [Fact]
    public void A_singularity_ends_an_adaptive_integration_with_advice()
    {
        // x' = x^2 from 1 is 1 / (1 - t).
        Trajectory run = Trajectory.Integrate(TextFlow.Parse("x' = x^2"), [1], 2, Solver.DormandPrince());
        Assert.NotNull(run.Interruption);
        Assert.InRange(run.Interruption.Time, 0.99, 1.0001);
        // The limit of a million steps is far away: a larger one would not help.
        Assert.IsType<Interruption.StepVanished>(run.Interruption);
        Assert.DoesNotContain("limit", run.Interruption.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Broken_contracts_name_what_is_wrong()
    {
        Assert.Contains("3 components", Assert.Throws<ArgumentException>(() => Trajectory.Integrate(new Lorenz(), [1, 2], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Trajectory.Integrate(new Lorenz(), [1, 2, double.NaN], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Trajectory.Integrate(new Lorenz(), [1, 2, 3], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Solver.RungeKutta4(0));
        Assert.Contains("At least two samples", Assert.Throws<ArgumentOutOfRangeException>(() => Trajectory.Integrate(new Lorenz(), [1, 2, 3], 1, samples: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Trajectory.Integrate(new Lorenz(), [1, 2, 3], 1, Solver.Verlet()));
        Assert.Throws<ArgumentException>(() => new Tableau("bad", 1, [0, 0.5], [[], [0.4]], [0.5, 0.5]));
    }

    /// <summary>x' = -x, and how often it was asked.</summary>
    private sealed class CountedDecay : IFlow
    {
        public int Evaluations { get; set; }

        public string Name => "counted";

        public int Dimension => 1;

        public System.Collections.Immutable.ImmutableArray<Parameter> Parameters => [];

        public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
            where T : unmanaged, IReal<T>
        {
            Evaluations++;
            derivative[0] = -state[0];
        }

        public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
            where T : unmanaged, IReal<T> => jacobian[0] = -1;

        public T Divergence<T>(double time, ReadOnlySpan<T> state)
            where T : unmanaged, IReal<T> => -1;
    }

    // The slope of log error over log step by least squares.
    private static double Slope(double[] steps, Func<double, double> error)
    {
        (double X, double Y)[] points = [.. steps.Select(h => (Math.Log(h), Math.Log(error(h))))];
        double mx = points.Average(p => p.X), my = points.Average(p => p.Y);
        return points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));
    }
}
