using System.CommandLine;
using System.Globalization;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Cli;

/// <summary>A trajectory at equal distances in time, and how it came by its distance.</summary>
/// <param name="Run">The trajectory, with what came before the measurement.</param>
/// <param name="Skip">How many of its states came before.</param>
/// <param name="Rate">Samples per unit of time.</param>
/// <param name="Finer">How many times as often as usual it is sampled, for the sake of a spectrum.</param>
/// <param name="Dense">For a dimension: how many states there are for each that is used, so that it may be taken at an uneven moment; otherwise 1.</param>
/// <param name="Folding">Power that the interval folds, or that the usual one would have folded; null when that is nothing to speak of.</param>
internal sealed record SeriesRecording(Trajectory Run, int Skip, double Rate, int Finer, int Dense, SeriesRecording.FoldedPower? Folding)
{
    public const double UsualInterval = 0.05;

    private const double MostSamples = 5e7;
    private const double MostFolded = 0.01;
    private const int Finest = 1 << 12;

    // A component that passes its end for a moment does not rest.
    private const int LeastRest = 16;

    public int Count => Run.Count - Skip;

    /// <param name="kind">The measure.</param>
    /// <param name="parse">What was typed.</param>
    /// <param name="system">The system's options.</param>
    /// <param name="options">The measure's options.</param>
    /// <param name="stretch">The usual interval is taken so many times as long.</param>
    public static SeriesRecording Make(string kind, ParseResult parse, SystemOptions system, MeasureOptions options, double stretch = 1)
    {
        double wait = options.Transient(parse, system.IsMap(parse));
        double[]? from = options.Start(parse);
        if (system.IsMap(parse))
        {
            IMap map = system.ReadMap(parse);
            int steps = MeasureOptions.MapSteps((options.Duration(parse) ?? 10_000) + wait);
            return Of(Whole(InputErrors.Translate(() => Trajectory.Iterate(map, from ?? [.. FlowCatalog.Start(map)], steps))), wait, 1, 1, 1, null);
        }

        IFlow flow = system.ReadFlow(parse);
        Solver solver = options.Trajectories(parse);
        double[] start = from ?? [.. FlowCatalog.Start(flow)];
        double length = (options.Duration(parse) ?? 200) + wait;
        double interval = options.SampleInterval(parse) ?? (stretch * UsualInterval);
        if (length / interval < 3)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{(options.SampleInterval(parse) is null ? "--duration" : "--interval")}: a time of {length:G6} holds fewer than four samples {interval:G6} apart. Use a shorter --interval or a longer --duration."));
        double turn = InputErrors.Translate(() => TurnOf(flow, solver, start, wait, length));
        FoldedPower? folding = null;
        int finer = 1;
        if (kind is "spectrum" or "information")
        {
            // Faster than two samples a turn nothing can be seen, however the samples fall.
            for (; options.SampleInterval(parse) is null && interval > turn / 4 && finer < Finest && length / interval * 2 < MostSamples; finer *= 2)
                interval /= 2;
            folding = Folded(flow, solver, start, wait, length, interval) ?? TooFast(turn, interval);
            if (folding is not null && options.SampleInterval(parse) is null)
            {
                // Until nothing is folded any more: the answer is then that of the flow, and not of the interval.
                FoldedPower first = folding with { IsAnswer = false };
                while (folding is not null && finer < Finest && length / interval * 2 < MostSamples)
                    (finer, interval, folding) = (finer * 2, interval / 2, Folded(flow, solver, start, wait, length, interval / 2) ?? TooFast(turn, interval / 2));
                folding ??= first;
            }

            if (finer > 1)
                folding ??= new(null, 1, 0.5 / UsualInterval, IsAnswer: false);
        }

        int dense = kind == "dimension" && length / interval * 8 <= MostSamples ? 8 : 1;
        if (length / interval * dense > MostSamples)
            throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"a duration of {length:G6} would record more than {MostSamples:N0} samples. Use a shorter --duration or a longer --interval."));
        Trajectory run = Whole(InputErrors.Translate(() => Trajectory.Integrate(flow, start, length, solver, samples: Moments(length * dense / interval, stretch) + 1)));
        return Of(run, wait, 1 / interval, finer, dense, folding) with { IsControlled = solver.Adaptive, Turn = turn };
    }

    /// <summary>The largest number of the whole trajectory, with what came before the measurement.</summary>
    public double Largest()
    {
        double largest = 0;
        foreach (double value in Run.States)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    /// <summary>One component after the wait; level where it is at rest.</summary>
    public double[] Series(int component)
    {
        double[] series = Run.Series(component)[Skip..];
        int from = RestFrom(component);
        series.AsSpan(from).Fill(series[^1]);
        return series;
    }

    /// <summary>The sample after the wait from which on a component is at rest, as far as the solver's tolerance says; the number of samples where it is not at the end, or only for a moment.</summary>
    public int RestFrom(int component)
    {
        if (!IsControlled)
            return Count;
        int from = Math.Max(0, RestFrom(Run.Series(component)) - Skip);
        return from == 0 || Count - from >= Math.Max(LeastRest, Count / 10) ? from : Count;
    }

    /// <summary>The time of a turn of the fastest component; infinite where nothing turns, NaN of a map.</summary>
    public double Turn { get; private init; } = double.NaN;

    /// <summary>Whether the solver controlled its step, so that its tolerance is in what it found.</summary>
    private bool IsControlled { get; init; }

    /// <summary>The components that are at rest, from the wait on or at the end, each with the time after the wait from which on it is.</summary>
    public (string Name, double From)[] AtRest() => [.. Enumerable.Range(0, Run.Dimension).Select(k => (Run.Components[k], From: RestFrom(k))).Where(each => each.From < Count).Select(each => (each.Item1, each.From / (Rate * Dense)))];

    // What is left of a motion that has come to rest is the solver's: ten times the tolerances of the controlled one.
    private static int RestFrom(double[] series)
    {
        double near = (1e-7 * series.Max(Math.Abs)) + 1e-9;
        return Array.FindLastIndex(series, value => Math.Abs(value - series[^1]) > near) + 1;
    }

    /// <summary>
    /// Points for a dimension, some 10,000, spread over the whole run: the cost is quadratic. Of a flow each is taken at a random moment of its interval: an interval that nearly divides a turn
    /// would otherwise put the points of a limit cycle into heaps.
    /// </summary>
    public (double[] Points, int Kept, int Theiler) Points()
    {
        const int most = 10_000, near = 50;
        int whole = Count / Dense;
        int every = Math.Max(1, (whole + (most / 2)) / most);
        int kept = whole / every;
        double[] points = new double[kept * Run.Dimension];
        RandomStream stream = new(1, "measure/dimension");
        for (int i = 0; i < kept; i++)
        {
            int at = Skip + (i * every * Dense) + (Dense > 1 ? (int)(stream.NextDouble() * Dense * every) : 0);
            Run[Math.Min(at, Run.Count - 1)].CopyTo(points.AsSpan(i * Run.Dimension));
        }

        // What follows within a turn is near in time only.
        double turn = double.IsFinite(Turn) ? Math.Min(Turn * Rate, whole / 10.0) : 0;
        return (points, kept, Math.Max(1, (int)(Math.Max(near, turn) / every)) + (Dense > 1 ? 1 : 0));
    }

    // What was given up once is not begun again.
    private static Trajectory Whole(Trajectory run) => run.Interruption is not { } interruption
        ? run
        : throw new InputException(interruption.ToString().Replace("Use a shorter step.", "Use a shorter --step, or --solver dp5, which controls it.", StringComparison.Ordinal));

    private static SeriesRecording Of(Trajectory run, double wait, double rate, int finer, int dense, FoldedPower? folding) =>
        new(run, Math.Max(0, Math.Min(run.Count - 2, (int)Math.Round(wait * rate * dense))), rate, finer, dense, folding);

    // As many as a prime: no turn then falls on the same few moments again and again.
    private static int Moments(double count, double stretch)
    {
        int moments = (int)Math.Round(count);
        while (stretch < 1 && Enumerable.Range(2, (int)Math.Sqrt(moments)).Any(factor => moments % factor == 0))
            moments++;
        return moments;
    }

    // The time of a turn of the fastest component; a fixed step that cannot follow it is refused.
    private static double TurnOf(IFlow flow, Solver solver, double[] start, double wait, double length)
    {
        if (!solver.Adaptive && solver.Tableau == Tableau.RungeKutta4)
            FixedStep.Require(flow, start, solver.Step, length);
        if (solver.Adaptive)
            RequireSteps(flow, solver, start, length);
        double[] from = wait > 0 ? Whole(Trajectory.Integrate(flow, start, wait, solver, samples: 2)).Final.ToArray() : start;
        return FixedStep.Motion(flow, from, length - wait).Turn;
    }

    // How far a first stretch of steps comes says whether all of them can be taken; not where they began, which may be a fast way to a slow motion.
    private static void RequireSteps(IFlow flow, Solver solver, double[] start, double length)
    {
        const int trial = 100_000;
        if (After(trial) is not { } first || After(2 * trial) is not { } second)
            return;
        double needed = trial * length / (second - first);
        if (needed > solver.MaximumSteps)
            throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"a time of {length:G6} would take {solver.Name} some {needed:G2} steps ({trial:N0} came {second - first:G2} on); at most {solver.MaximumSteps:N0} are taken. The flow is stiff; use a shorter --duration and --transient."));

        double? After(int steps) => Trajectory.Integrate(flow, start, length, solver.Within(steps), samples: 2).Interruption is Interruption.TooManySteps many ? many.Time : null;
    }

    // With fewer than two samples a turn nothing is seen, even where the samples fall so that nothing seems folded.
    private static FoldedPower? TooFast(double turn, double interval) => interval > turn / 2 ? new(null, 1, 0.5 / interval, IsAnswer: true) : null;

    // The same trajectory, sampled more than eight times as often: what lies above the highest frequency of the interval would be folded below it.
    private static FoldedPower? Folded(IFlow flow, Solver solver, double[] start, double wait, double length, double interval)
    {
        double seen = Math.Min(length, wait + (2_048 * interval));
        // Not eight: a frequency that eight times the rate divides would look like rest.
        int samples = (int)Math.Min(MostSamples, Math.Ceiling(seen / interval * 8.37)) + 1;
        Trajectory run = Whole(InputErrors.Translate(() => Trajectory.Integrate(flow, start, seen, solver, samples)));
        double rate = (samples - 1) / seen, highest = 0.5 / interval;
        int skip = Math.Min((int)(wait * rate), run.Count / 2);
        FoldedPower? worst = null;
        for (int k = 0; k < run.Dimension; k++)
        {
            double[] series = run.Series(k)[skip..];
            if (solver.Adaptive && RestFrom(run.Series(k)) <= skip)
                continue;
            // In two halves at most, for narrow lines; and the window makes a line two frequencies wide to each side, so that one below the highest reaches above it.
            PowerSpectrum spectrum = PowerSpectrum.Estimate(series, rate, Half(series.Length));
            double total = 0, above = 0, wide = highest + (2 * rate / spectrum.SegmentLength);
            for (int f = 0; f < spectrum.Density.Length; f++)
                (total, above) = (total + spectrum.Density[f], above + (spectrum.Frequencies[f] > wide ? spectrum.Density[f] : 0));
            if (above > MostFolded * total && above / total > (worst?.Share ?? 0))
                worst = new(run.Components[k], above / total, highest, IsAnswer: true);
        }

        return worst;
    }

    // About half of a number, or all of a small one, without large prime factors.
    private static int Half(int count)
    {
        int half = count < 2_142 ? count : count / 2;
        while (half > 1 && Enumerable.Range(2, 6).Aggregate(half, static (rest, factor) => Without(rest, factor)) > 1)
            half--;
        return half;

        static int Without(int rest, int factor)
        {
            while (rest % factor == 0)
                rest /= factor;
            return rest;
        }
    }

    /// <summary>Power above the highest frequency that an interval shows.</summary>
    /// <param name="Component">The component that has most of it; null where a turn is shorter than two samples.</param>
    /// <param name="Share">Its share of the component's power.</param>
    /// <param name="Highest">The highest frequency.</param>
    /// <param name="IsAnswer">Whether the answer suffers from it; otherwise a shorter interval was taken.</param>
    internal sealed record FoldedPower(string? Component, double Share, double Highest, bool IsAnswer);
}
