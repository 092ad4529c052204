using System.Collections.Immutable;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests.Systems;

/// <summary>Laws that hold for every flow and map of the catalog.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class FlowLawTests
{
    public static TheoryData<string> Flows => [.. FlowCatalog.FlowNames];

    public static TheoryData<string> Maps => [.. FlowCatalog.MapNames];

    [Theory]
    [MemberData(nameof(Flows))]
    public void Jacobian_agrees_with_finite_differences(string name)
    {
        IFlow flow = FlowCatalog.Flow(name);
        RandomStream stream = new(3, name);
        for (int trial = 0; trial < 20; trial++)
        {
            double[] state = RandomState(stream, flow.Dimension);
            Assert.InRange(flow.JacobianError(state, time: trial * 0.37), 0, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Divergence_is_the_trace_of_the_jacobian(string name)
    {
        IFlow flow = FlowCatalog.Flow(name);
        RandomStream stream = new(4, name);
        for (int trial = 0; trial < 20; trial++)
        {
            double[] state = RandomState(stream, flow.Dimension);
            double[] jacobian = flow.JacobianAt(state);
            double trace = Enumerable.Range(0, flow.Dimension).Sum(i => jacobian[(i * flow.Dimension) + i]);
            Assert.Equal(trace, flow.DivergenceAt(state), 1e-9 * (1 + Math.Abs(trace)));
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Jacobian_and_determinant_of_a_map_agree_with_finite_differences(string name)
    {
        IMap map = FlowCatalog.Map(name);
        int n = map.Dimension;
        RandomStream stream = new(5, name);
        for (int trial = 0; trial < 20; trial++)
        {
            // Away from the seam of the standard map, where its image jumps by a whole turn.
            double[] state = [.. Enumerable.Range(0, n).Select(_ => 0.5 + stream.NextDouble())];
            double[] jacobian = new double[n * n];
            map.Jacobian(FlowEvaluation.Scalars(state), FlowEvaluation.Scalars(jacobian.AsSpan()));
            for (int j = 0; j < n; j++)
            {
                double[] above = [.. state], below = [.. state];
                above[j] += 1e-6;
                below[j] -= 1e-6;
                double[] up = map.NextAt(above), down = map.NextAt(below);
                for (int i = 0; i < n; i++)
                    Assert.Equal((up[i] - down[i]) / 2e-6, jacobian[(i * n) + j], 1e-7);
            }

            double determinant = n == 1 ? jacobian[0] : (jacobian[0] * jacobian[3]) - (jacobian[1] * jacobian[2]);
            Assert.Equal(determinant, map.Determinant(FlowEvaluation.Scalars(state)).Value, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void One_trajectory_and_sixteen_side_by_side_have_the_same_bytes(string name)
    {
        IFlow flow = FlowCatalog.Flow(name);
        int n = flow.Dimension, samples = 6;
        ImmutableArray<double> usual = FlowCatalog.Start(flow);
        double[] starts = [.. Enumerable.Range(0, 21).SelectMany(k => usual.Select((v, i) => v + (0.01 * k) + (0.003 * i)))];
        Ensemble many = Ensemble.Integrate(flow, starts, duration: 1, samples);
        for (int k = 0; k < 21; k++)
        {
            Trajectory one = Trajectory.Integrate(flow, starts.AsSpan(k * n, n), 1, Solver.RungeKutta4(0.01));
            for (int s = 0; s < samples; s++)
                Assert.True(one[s * 20].SequenceEqual(many[k, s]), $"{name}, trajectory {k}, sample {s}");
        }
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Registers_and_memory_give_the_same_bytes(string name)
    {
        IFlow flow = FlowCatalog.Flow(name);
        Opaque hidden = new(flow);
        ImmutableArray<double> usual = FlowCatalog.Start(flow);
        double[] starts = [.. Enumerable.Range(0, 9).SelectMany(k => usual.Select((v, i) => v + (0.01 * k) + (0.003 * i)))];
        Assert.Equal(Ensemble.Integrate(hidden, starts, 1, 7).Values, Ensemble.Integrate(flow, starts, 1, 7).Values);
        AssertSame(LyapunovSpectrum.Estimate(hidden, usual.AsSpan(), 0.5, 0.2, every: 7), LyapunovSpectrum.Estimate(flow, usual.AsSpan(), 0.5, 0.2, every: 7));
        foreach ((LyapunovSpectrum expected, LyapunovSpectrum actual) in LyapunovSpectrum.EstimateEnsemble(hidden, starts, 0.5).Zip(LyapunovSpectrum.EstimateEnsemble(flow, starts, 0.5)))
            AssertSame(expected, actual);
        double[] features = [0.3, -1, 0, 0.7, 0.2];
        foreach (bool single in new[] { true, false })
            Assert.Equal(
                new TrajectoryEncoder<Opaque>(hidden, 9, 1) { SinglePrecision = single }.EncodeBatch(features, 1).Values,
                new TrajectoryEncoder<IFlow>(flow, 9, 1) { SinglePrecision = single }.EncodeBatch(features, 1).Values);
    }

    [Fact]
    public void A_flow_of_ones_own_runs_in_registers_with_the_same_bytes()
    {
        Halvorsen own = new(1.4);
        Assert.Equal(0, own.JacobianError([0.3, -0.2, 0.5]), 1e-8);
        double[] starts = [.. Enumerable.Range(0, 33).Select(static i => 0.01 * i)];
        Assert.Equal(Ensemble.Integrate(new Opaque(own), starts, 1, 5).Values, Ensemble.Integrate(own, starts, 1, 5).Values);
        AssertSame(LyapunovSpectrum.Estimate(new Opaque(own), [1, 0, 0], 2), LyapunovSpectrum.Estimate(own, [1, 0, 0], 2));
    }

    [Fact]
    public void A_system_made_without_arguments_has_the_defaults_of_the_catalog()
    {
        IFlow[] made =
        [
            new MixedOscillator(), new ForcedDuffing(), new Lorenz(), new Rossler(), new Thomas(), new NoseHoover(), new SprottC(),
            new Chua(), new Chen(), new Aizawa(), new Lorenz96(), new MackeyGlass(), new HopfNormalForm(),
        ];
        Assert.Equal(FlowCatalog.FlowNames, made.Select(f => f.Name));
        foreach (IFlow flow in made)
            Assert.Equal(FlowCatalog.Flow(flow.Name).Parameters, flow.Parameters);
    }

    [Fact]
    public void Overrides_reach_their_parameter_and_no_other()
    {
        foreach (string name in FlowCatalog.FlowNames)
        {
            ImmutableArray<Parameter> before = FlowCatalog.Flow(name).Parameters;
            for (int i = 0; i < before.Length; i++)
            {
                double value = before[i].Value + 1;
                ImmutableArray<Parameter> after = FlowCatalog.Flow(name, new Parameter(before[i].Name, value).ToString()).Parameters;
                Assert.Equal(before.SetItem(i, before[i] with { Value = value }), after);
            }
        }
    }

    [Theory]
    [InlineData("lorentz", "rho=2", "lorenz, rossler")]
    [InlineData("lorenz", "tau=2", "sigma=10, rho=28")]
    [InlineData("lorenz", "rho", "name=value")]
    [InlineData("lorenz", "rho=NaN", "finite")]
    [InlineData("lorenz96", "n=4.5", "whole number")]
    public void Unknown_systems_and_parameters_are_answered_with_the_known_ones(string name, string parameter, string part)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => FlowCatalog.Flow(name, parameter));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flows_with_equal_parameters_are_equal()
    {
        Assert.Equal(new MackeyGlass(), new MackeyGlass());
        Assert.NotEqual(new MackeyGlass(), new MackeyGlass(nodes: 24));
        Assert.NotEqual(new MackeyGlass(), new MackeyGlass(tau: 30));
        Assert.Equal(new MackeyGlass(n: 8).GetHashCode(), new MackeyGlass(n: 8).GetHashCode());
    }

    // Mackey-Glass by the method of steps: classical Runge-Kutta with the delay a whole number of steps and the midpoints of the history by cubic interpolation.
    [Fact]
    public void Mackey_glass_agrees_with_the_method_of_steps()
    {
        const int perDelay = 1700;
        const double h = 17.0 / perDelay, end = 60;
        List<double> x = [.. Enumerable.Repeat(1.2, perDelay + 1)];
        double F(double now, double then) => (0.2 * then / (1 + Math.Pow(then, 10))) - (0.1 * now);
        for (int step = 0; step < (int)(end / h + 0.5); step++)
        {
            int i = x.Count - 1;
            double d0 = x[i - perDelay], d1 = x[i - perDelay + 1];
            double before = i - perDelay > 0 ? x[i - perDelay - 1] : d0, after = i - perDelay + 2 < x.Count ? x[i - perDelay + 2] : d1;
            double middle = ((9 * (d0 + d1)) - before - after) / 16;
            double k1 = F(x[i], d0), k2 = F(x[i] + (h / 2 * k1), middle), k3 = F(x[i] + (h / 2 * k2), middle), k4 = F(x[i] + (h * k3), d1);
            x.Add(x[i] + (h / 6 * (k1 + (2 * k2) + (2 * k3) + k4)));
        }

        double[] Error(int nodes)
        {
            MackeyGlass flow = new(nodes: nodes);
            double[] start = [.. Enumerable.Repeat(1.2, flow.Dimension)];
            return [Math.Abs(Trajectory.Integrate(flow, start, end, Solver.RungeKutta4(0.02)).Final[0] - x[^1])];
        }

        double coarse = Error(10)[0], fine = Error(40)[0];
        Assert.InRange(fine, 0, 2e-4);
        Assert.True(fine < coarse / 4, $"10 nodes {coarse}, 40 nodes {fine}");
    }

    private static double[] RandomState(RandomStream stream, int n) => [.. Enumerable.Range(0, n).Select(_ => (3 * stream.NextDouble()) - 1.4)];

    private static void AssertSame(LyapunovSpectrum expected, LyapunovSpectrum actual)
    {
        Assert.Equal(expected.Exponents, actual.Exponents);
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected.MeanDivergence), BitConverter.DoubleToUInt64Bits(actual.MeanDivergence));
    }

    /// <summary>A flow whose nature nobody can see.</summary>
    private readonly record struct Opaque(IFlow Inner) : IFlow
    {
        public string Name => Inner.Name;

        public int Dimension => Inner.Dimension;

        public ImmutableArray<Parameter> Parameters => Inner.Parameters;

        public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
            where T : unmanaged, IReal<T> => Inner.Derivative(time, state, derivative);

        public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
            where T : unmanaged, IReal<T> => Inner.Jacobian(time, state, jacobian);

        public T Divergence<T>(double time, ReadOnlySpan<T> state)
            where T : unmanaged, IReal<T> => Inner.Divergence(time, state);
    }

    /// <summary>The cyclic flow of Halvorsen, x' = -a x - 4 y - 4 z - y^2, as a user would write it.</summary>
    private readonly record struct Halvorsen(double A) : IFlow3<Halvorsen>
    {
        public string Name => "halvorsen";

        public int Dimension => 3;

        public ImmutableArray<Parameter> Parameters => [new("a", A)];

        public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
            where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

        public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
            where T : unmanaged, IReal<T>
        {
            dx = (-A * x) - (4 * (y + z)) - (y * y);
            dy = (-A * y) - (4 * (z + x)) - (z * z);
            dz = (-A * z) - (4 * (x + y)) - (x * x);
        }

        public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
            where T : unmanaged, IReal<T>
        {
            (jacobian[0], jacobian[1], jacobian[2]) = (-A, -4 - (2 * state[1]), -4);
            (jacobian[3], jacobian[4], jacobian[5]) = (-4, -A, -4 - (2 * state[2]));
            (jacobian[6], jacobian[7], jacobian[8]) = (-4 - (2 * state[0]), -4, -A);
        }

        public T Divergence<T>(double time, ReadOnlySpan<T> state)
            where T : unmanaged, IReal<T> => -3 * A;
    }
}
