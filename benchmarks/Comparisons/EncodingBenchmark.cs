using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>The digits set as trajectories, the encoding of the paper's first experiment.</summary>
internal static class EncodingBenchmark
{
    private const int Samples = 30;
    private const int Steps = 400;
    private const double Step = 0.01;

    public static Benchmark Create()
    {
        Option<int?> count = new("--count") { Description = "encode: only so many digits, for slow peers; left out, all 1,797.", HelpName = "N" };
        return new("encode", $"Digits as trajectories of the mixed oscillator: 64 features, Runge-Kutta, {Steps} steps, {Samples} samples.", ["numba", "numpy", "scipy"], (parse, _) => [Workload(parse.GetValue(count))]) { Options = [count] };
    }

    private static Workload Workload(int? count)
    {
        Experiments.Data.Samples digits = Experiments.Data.Samples.Digits().Standardized();
        int samples = count ?? digits.Count;
        if (samples < 1 || samples > digits.Count)
            throw new InputException($"--count {samples}: expected 1 to {digits.Count}.");
        double[] values = Array.ConvertAll(digits.Values[..(samples * digits.Features)].ToArray(), static x => (double)x);
        TrajectoryEncoder<MixedOscillator> encoder = PaperEncoders.Classification(delta: 2);
        Sequences? encoded = null;
        InProcess own = new(() => encoded = encoder.EncodeBatch(values, samples), () => WorkResult.Of(("sequences", Array.ConvertAll(encoded!.Values.ToArray(), static x => (double)x))));
        double steps = (double)values.Length * Steps;
        return new(string.Create(CultureInfo.InvariantCulture, $"encode {samples} digits of {digits.Features} features, {Steps} Runge-Kutta steps each"), own, [Python("numba"), Python("numpy"), Python("scipy") with { Tolerance = 1e-4 }])
        {
            Reference = () => Plain(values, samples),
            Tolerance = 1e-6,
            Facts = seconds => [("nanosecondsPerStep", seconds / steps * 1e9)],
        };

        Peer Python(string method) => new(method, () => PythonPeer.Start(
            method, "encode", [("numpy", "apt-get install python3-numpy"), (method, $"apt-get install python3-{method}")], [$"method={method}", $"samples={Samples}"],
            [("digits", NpyArray.FromDoubles(values, samples, digits.Features))]));
    }

    /// <summary>The same written out: one trajectory, one step, one number at a time.</summary>
    private static WorkResult Plain(double[] values, int samples)
    {
        int features = values.Length / samples;
        double[] sequences = new double[samples * Samples * 3 * features];
        for (int i = 0; i < samples; i++)
        {
            double largest = values.AsSpan(i * features, features).ToArray().Max(Math.Abs);
            for (int j = 0; j < features; j++)
            {
                double v = values[(i * features) + j] / (largest == 0 ? 1 : largest);
                Follow(v, sequences, ((i * Samples * features) + j) * 3, 3 * features);
            }
        }

        return WorkResult.Of(("sequences", Array.ConvertAll(sequences, static x => (double)(float)x)));
    }

    private static void Follow(double v, double[] sequences, int at, int stride)
    {
        (double X, double Y, double Z) state = (v, 0.2 * v, -v);
        for (int step = 0, k = 0; step < Steps; step++)
        {
            (double X, double Y, double Z) k1 = Derivative(state), k2 = Derivative(Along(state, k1, Step / 2)), k3 = Derivative(Along(state, k2, Step / 2)), k4 = Derivative(Along(state, k3, Step));
            (double X, double Y, double Z) after = Along(state, (k1.X + (2 * k2.X) + (2 * k3.X) + k4.X, k1.Y + (2 * k2.Y) + (2 * k3.Y) + k4.Y, k1.Z + (2 * k2.Z) + (2 * k3.Z) + k4.Z), Step / 6);
            for (; k < Samples && Math.Min(k * Steps / (Samples - 1), Steps - 1) == step; k++)
            {
                double fraction = ((double)k * Steps / (Samples - 1)) - step;
                int to = at + (k * stride);
                sequences[to] = state.X + (fraction * (after.X - state.X));
                sequences[to + 1] = state.Y + (fraction * (after.Y - state.Y));
                sequences[to + 2] = state.Z + (fraction * (after.Z - state.Z));
            }

            state = after;
        }
    }

    private static (double X, double Y, double Z) Along((double X, double Y, double Z) s, (double X, double Y, double Z) d, double h) => (s.X + (h * d.X), s.Y + (h * d.Y), s.Z + (h * d.Z));

    private static (double X, double Y, double Z) Derivative((double X, double Y, double Z) s) =>
        (s.Y, (-2 * s.X) - (0.1 * s.X * s.X * s.X) - (2 * s.Y) + (0.1 * s.Z), -s.X - (2 * s.Z) + (0.1 * s.X * s.Y));
}
