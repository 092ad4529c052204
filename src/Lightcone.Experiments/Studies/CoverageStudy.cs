using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Studies;

/// <summary>How often the intervals of an estimate hold its long-run value: the estimate is made from many starts along one long trajectory, and each is held against the mean of all.</summary>
/// <remarks>The mean of all has an error of its own, by the square root of their number smaller than that of one; a share of 95 % is therefore met as 93 to 97 % at 50 starts and a little below at few.</remarks>
public sealed record CoverageStudy
{
    /// <summary>Starts, at least 2. Default 50.</summary>
    public int Runs { get; init; } = 50;

    /// <summary>The time (steps, for a map) of each estimate. Default 100.</summary>
    public double Duration { get; init; } = 100;

    /// <summary>The time before each estimate, and before the first start. Default 20.</summary>
    public double Transient { get; init; } = 20;

    /// <summary>The step of the exponents of a flow. Default 0.01.</summary>
    public double Step { get; init; } = 0.01;

    /// <summary>The exponents of a flow.</summary>
    /// <param name="flow">The flow; use one without explicit time.</param>
    /// <param name="start">The start of the long trajectory.</param>
    /// <param name="cancellation">Ends the study between two estimates with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The start does not fit, a number is out of its range, or a trajectory ends early.</exception>
    public Result Exponents(IFlow flow, ReadOnlySpan<double> start, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThan(Runs, 2);
        // Closer starts would follow each other, and the same stretch would count twice.
        double apart = Duration + Transient;
        Trajectory along = Trajectory.Integrate(flow, start, apart * Runs, Solver.RungeKutta4(Step), samples: Runs + 1);
        if (along.Interruption is { } early)
            throw new ArgumentException($"{early}", nameof(flow));
        List<LyapunovSpectrum> spectra = [];
        for (int first = 1; first <= Runs; first += 16)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(16, Runs + 1 - first);
            spectra.AddRange(LyapunovSpectrum.EstimateEnsemble(flow, along.States.Slice(first * flow.Dimension, count * flow.Dimension), Duration, Transient, Step));
        }

        return Held(spectra, flow.Components, string.Create(CultureInfo.InvariantCulture, $"duration {Duration:G6}, transient {Transient:G6}, step {Step:G6}"));
    }

    /// <summary>The exponents of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="start">The start of the long orbit.</param>
    /// <param name="cancellation">Ends the study between two estimates with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The start does not fit, a number is out of its range, or an orbit ends early.</exception>
    public Result Exponents(IMap map, ReadOnlySpan<double> start, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(Runs, 2);
        List<LyapunovSpectrum> spectra = [];
        foreach (double[] from in Starts(map, start))
        {
            cancellation.ThrowIfCancellationRequested();
            spectra.Add(LyapunovSpectrum.EstimateMap(map, from, (int)Duration, (int)Transient));
        }

        return Held(spectra, map.Components, string.Create(CultureInfo.InvariantCulture, $"{(int)Duration} steps, transient {(int)Transient}"));
    }

    /// <summary>The correlation dimension of a map's attractor, against the mean of all runs.</summary>
    /// <param name="map">The map; <see cref="Duration"/> points are taken from each start.</param>
    /// <param name="start">The start of the long orbit.</param>
    /// <param name="cancellation">Ends the study between two estimates with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The start does not fit, a number is out of its range, or an orbit ends early.</exception>
    public Result Dimension(IMap map, ReadOnlySpan<double> start, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        List<(double, double)> found = [];
        foreach (double[] from in Starts(map, start))
        {
            cancellation.ThrowIfCancellationRequested();
            CorrelationDimension one = CorrelationDimension.Estimate(Trajectory.Iterate(map, from, (int)Duration).States, map.Dimension);
            found.Add((one.Value, one.HalfWidth));
        }

        return new(map.Name, Runs, string.Create(CultureInfo.InvariantCulture, $"{(int)Duration} points"), [Row.Of("dimension", found)]);
    }

    private double[][] Starts(IMap map, ReadOnlySpan<double> start)
    {
        int apart = (int)Duration + (int)Transient;
        Trajectory along = Trajectory.Iterate(map, start, apart * Runs);
        if (along.Interruption is { } early)
            throw new ArgumentException($"{early}", nameof(map));
        return [.. Enumerable.Range(0, Runs).Select(run => along[(run * apart) + (int)Transient].ToArray())];
    }

    private static Result Held(List<LyapunovSpectrum> spectra, ImmutableArray<string> components, string length)
    {
        if (spectra.Find(static each => each.Interruption is not null) is { } early)
            throw new ArgumentException($"{early.Interruption}", nameof(spectra));
        if (spectra.Find(static each => !each.IsConsistent) is { } wrong)
            throw new ArgumentException(wrong.Doubts[0], nameof(spectra));
        return new(spectra[0].System, spectra.Count, length, [.. components.Select((_, i) => Row.Of($"exponent {i + 1}", spectra.ConvertAll(each => (each.Exponents[i], each.HalfWidths[i]))))]);
    }

    /// <summary>The table.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Runs">Starts.</param>
    /// <param name="Length">The length of an estimate in words.</param>
    /// <param name="Rows">One for each number that was estimated.</param>
    public sealed record Result(string System, int Runs, string Length, ImmutableArray<Row> Rows);

    /// <summary>One number that was estimated from every start.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="LongRun">The mean over all starts.</param>
    /// <param name="Scatter">The standard deviation over the starts: the true standard error.</param>
    /// <param name="HalfWidth">The median of the half widths that were stated.</param>
    /// <param name="Covered">How many of the intervals hold the long-run value.</param>
    public sealed record Row(string Name, double LongRun, double Scatter, double HalfWidth, int Covered)
    {
        internal static Row Of(string name, List<(double Value, double HalfWidth)> found)
        {
            Summary values = Summary.Of(found.Select(static each => each.Value));
            return new(name, values.Mean, values.Deviation, Quantiles.Median(found.Select(static each => each.HalfWidth)), found.Count(each => Math.Abs(each.Value - values.Mean) <= each.HalfWidth + 1e-12));
        }
    }
}
