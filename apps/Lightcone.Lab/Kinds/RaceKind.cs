using System.Globalization;
using Lightcone.Engines;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Runs every engine that can on one input: how fast, whether all say the same, and which one is picked unasked and why.</summary>
internal sealed class RaceKind() : JobKind<RaceSettings, RaceResult>("race", "Runs every engine that can on one input, and compares their speed and their hashes.")
{
    private const double EnoughSeconds = 0.2;
    private const int EnoughRuns = 9;

    /// <inheritdoc/>
    protected override (RaceSettings Settings, Func<JobContext, RaceResult> Work) Prepare(RaceSettings settings, LabLimits limits)
    {
        Require.Range("settings.mostSeconds", settings.MostSeconds, 0.01, 60);
        Subject subject = Subject.Of(settings.Task, settings.Automaton);
        RaceSettings whole = settings with { On = RunLatticeKind.WithSeed(settings.On) };
        Lattice initial = LatticeInput.Place(subject, whole.On, limits);
        Until until = LatticeInput.End(subject, initial, settings.Steps, limits);
        return (whole, context => Run(subject, initial, until, settings.MostSeconds, context));
    }

    private static RaceResult Run(Subject subject, Lattice initial, Until until, double mostSeconds, JobContext context)
    {
        CompiledRule chosen = subject.Compile(Engine.Auto);
        RunPlan plan = chosen.Plan(initial, until);
        RunPlan.EngineCost[] costs = [.. (subject.Automaton.Network?.Compile() ?? chosen).Costs(initial, until)];
        List<RaceEntry> entries = [];
        long steps = 0;
        foreach ((int index, RunPlan.EngineCost cost) in costs.Index())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress((double)index / costs.Length, $"The {cost.Engine.Name} engine.");
            RaceEntry entry = Refusal(subject, cost, mostSeconds) is { } refusal
                ? new(cost.Engine.Name, refusal, cost.Seconds, null, null, 0, null)
                : Measure(subject, cost, initial, until, context, ref steps);
            entries.Add(entry);
            context.Tell("engine", entry);
        }

        return new(initial.Count, steps, plan.Engine.Name, plan.Reason, entries.Where(static entry => entry.Hash is not null).DistinctBy(static entry => entry.Hash).Count() <= 1, [.. entries]);
    }

    private static string? Refusal(Subject subject, RunPlan.EngineCost cost, double most) =>
        cost.Refusal ?? (cost.Engine == Engine.Network && subject.Automaton.Network is null ? "it runs a network, and this rule is a table."
            : cost.Seconds > most ? string.Create(CultureInfo.InvariantCulture, $"it may take {cost.Seconds:G3} s, longer than the {most:G3} s that were allowed.") : null);

    private static RaceEntry Measure(Subject subject, RunPlan.EngineCost cost, Lattice initial, Until until, JobContext context, ref long steps)
    {
        CompiledRule compiled = subject.Compile(cost.Engine);
        List<double> seconds = [];
        // The first one makes tables and code.
        Evolution evolution = compiled.Evolve(initial, until, null, context.Cancellation);
        double spent = 0;
        while (seconds.Count == 0 || (spent < EnoughSeconds && seconds.Count < EnoughRuns))
        {
            long begin = context.Clock.GetTimestamp();
            evolution = compiled.Evolve(initial, until, null, context.Cancellation);
            seconds.Add(context.Clock.GetElapsedTime(begin).TotalSeconds);
            spent += seconds[^1];
        }

        steps = until is Until.StepCount count ? count.Count : evolution.Steps;
        double median = Foundation.Statistics.Summary.Of(seconds).Median;
        return new(cost.Engine.Name, null, cost.Seconds, median, median > 0 ? initial.Count * (double)Math.Max(1, steps) / median : null, seconds.Count, evolution.Final.Hash);
    }
}
