using System.Globalization;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Lightcone.Tasks;

namespace Lightcone.Lab.Kinds;

/// <summary>Runs a rule on one input.</summary>
internal sealed class RunLatticeKind() : JobKind<RunSettings, RunOutcome>("run", "Runs a rule on one input.")
{
    private const int MostShown = 65_536;

    /// <inheritdoc/>
    protected override (RunSettings Settings, Func<JobContext, RunOutcome> Work) Prepare(RunSettings settings, LabLimits limits)
    {
        Subject subject = Subject.Of(settings.Task, settings.Automaton);
        RunSettings whole = settings with { On = WithSeed(settings.On) };
        Engine engine = settings.Engine is null
            ? Engine.Auto
            : Engine.Find(settings.Engine) ?? throw ProblemException.At("settings.engine", string.Join(", ", Engine.All.Select(static each => each.Name)), $"'{settings.Engine}'", "Choose one of them, or leave it out.");
        Lattice initial = LatticeInput.Place(subject, whole.On, limits);
        Until until = LatticeInput.End(subject, initial, settings.Steps, limits);
        CompiledRule compiled = subject.Compile(engine);
        RunPlan plan = compiled.Plan(initial, until);
        return (whole, context => Run(subject, compiled, initial, until, plan, context));
    }

    /// <summary>The settings of an input; a random one has a seed.</summary>
    public static InputSettings WithSeed(InputSettings on) => on.Random is null ? on : on with { Seed = Seed(on.Seed) };

    private static RunOutcome Run(Subject subject, CompiledRule compiled, Lattice initial, Until until, RunPlan plan, JobContext context)
    {
        long begin = context.Clock.GetTimestamp();
        Evolution evolution = compiled.Evolve(initial, until, new Steps(context, until), context.Cancellation);
        double seconds = context.Clock.GetElapsedTime(begin).TotalSeconds;
        return new(
            evolution.Engine,
            plan.Reason,
            initial.Count,
            evolution.Steps,
            evolution.Outcome switch { Outcome.FixedPoint => "fixed-point", Outcome.Cycle => "cycle", Outcome.StepsDone => "steps-done", _ => "limit-reached" },
            evolution.Advice,
            evolution.Attractor?.Period,
            evolution.Attractor?.Transient,
            initial.Count <= MostShown && evolution.Converged ? AnswerOf(subject, evolution.Final) : null,
            initial.Count <= MostShown ? evolution.Final.ToString() : null,
            evolution.Final.Hash,
            evolution.CellUpdates,
            seconds);
    }

    private static string? AnswerOf(Subject subject, Lattice final) => subject.Task is ArithmeticTask task
        ? $"{task.Decode(final, subject.Automaton.Readout)}"
        : subject.Automaton.Readout?.Map(final).ToString();

    private sealed class Steps(JobContext context, Until until) : IProgress<long>
    {
        public void Report(long value) => context.Progress(
            until is Until.StepCount { Count: > 0 } count ? (double)value / count.Count : 0, string.Create(CultureInfo.InvariantCulture, $"{EditDistance.Count(value, "step")}."));
    }
}
