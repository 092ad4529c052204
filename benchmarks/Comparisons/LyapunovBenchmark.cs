using System.CommandLine;
using System.Globalization;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Lyapunov exponents of the Lorenz system, one trajectory or several at a time.</summary>
internal static class LyapunovBenchmark
{
    /// <summary>Short enough that trajectories of different programs, whose roundings differ, are still together at the end: exp(0.9 x 20) x 1e-16 is 1e-8.</summary>
    private const int Steps = 2_000;
    private const double Step = 0.01;
    private const int Every = 10;

    /// <summary>As many as the library takes at a time, and one alone.</summary>
    private static readonly int[] Counts = [8, 1];

    public static Benchmark Create()
    {
        Option<int> trajectories = new("--trajectories") { Description = "lyapunov: how many trajectories are followed; the library takes eight at a time.", HelpName = "N", DefaultValueFactory = static _ => Counts[0] };
        return new("lyapunov", $"Lyapunov exponents of the Lorenz system, {Steps} steps, QR every {Every}.", ["numpy", "numpy-batch"], (parse, all) => all ? Counts.Select(Workload) : [Workload(parse.GetValue(trajectories))]) { Options = [trajectories] };
    }

    private static Workload Workload(int count)
    {
        if (count is < 1 or > 4096)
            throw new InputException($"--trajectories {count}: expected 1 to 4096.");
        double[] starts = [.. Enumerable.Range(0, count).SelectMany(static i => new[] { 1 + (0.5 * i), 1 - (0.25 * i), 20 + (0.125 * i) })];
        LyapunovSpectrum[] spectra = [];
        // One trajectory alone goes the scalar way, as LyapunovSpectrum.Estimate does for everybody.
        InProcess own = new(
            () => spectra = count == 1 ? [LyapunovSpectrum.Estimate(new Lorenz(), starts, Steps * Step, step: Step, every: Every)] : LyapunovSpectrum.EstimateEnsemble(new Lorenz(), starts, Steps * Step, step: Step, every: Every),
            () => WorkResult.Of(("exponents", [.. spectra.SelectMany(static each => each.Exponents)])));
        return new(string.Create(CultureInfo.InvariantCulture, $"lyapunov Lorenz, {count} {(count == 1 ? "trajectory" : "trajectories")} of {Steps} steps, QR every {Every}"), own, [Python("numpy"), Python("numpy-batch")])
        {
            Reference = () => WorkResult.Of(("exponents", [.. Enumerable.Range(0, count).SelectMany(i => LorenzReference.Exponents(starts.AsSpan(3 * i, 3), Steps, Step, Every))])),
            Tolerance = 1e-6,
            Facts = seconds => [("nanosecondsPerStepAndTrajectory", seconds / Steps / count * 1e9)],
        };

        Peer Python(string method) => new(method, () => PythonPeer.Start(
            method, "lyapunov", [("numpy", "apt-get install python3-numpy libopenblas0-pthread")], [$"method={method}", $"steps={Steps}"], [("starts", NpyArray.FromDoubles(starts, count, 3))]));
    }
}
