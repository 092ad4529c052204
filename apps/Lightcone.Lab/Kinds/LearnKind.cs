using System.Globalization;
using System.Text;
using Lightcone.Formats;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Lessons;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Lab.Kinds;

/// <summary>Learns a task's rule from single steps, and tells how its table becomes certain.</summary>
internal sealed class LearnKind() : JobKind<LearnSettings, LearnResult>("learn", "Learns a task's rule from single steps; examples may be left out or poisoned.")
{
    private const int MostHidden = 512;

    /// <inheritdoc/>
    protected override (LearnSettings Settings, Func<JobContext, LearnResult> Work) Prepare(LearnSettings settings, LabLimits limits)
    {
        LocalTask task = TaskCatalog.Find(settings.Task);
        if (settings.Hidden is { } hidden)
            Require.Range("settings.hidden", hidden, 1, MostHidden);
        Require.Word("settings.preset", settings.Preset, "default", "paper");
        Transitions examples = Examples(task, settings.Changes ?? []);
        LearnSettings whole = settings with { Seed = Seed(settings.Seed) };
        ChaosTraining recipe = (settings.Preset == "paper" ? ChaosTraining.Paper : ChaosTraining.Default) with { Seed = whole.Seed!.Value };
        return (whole, context => Learn(task, examples, recipe, settings.Hidden, context));
    }

    private static Transitions Examples(LocalTask task, ExampleChange[] changes)
    {
        if (changes.Length == 0)
            return Transitions.Of(task.Rule);
        Signature signature = task.Rule.Signature;
        Dictionary<int, int?> changed = [];
        foreach ((int index, ExampleChange change) in changes.Index())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"settings.changes[{index}]");
            Require.Range($"{place}.neighborhood", change.Neighborhood, 0, signature.DomainSize - 1);
            if (change.Symbol is { } symbol)
                Require.Range($"{place}.symbol", symbol, 0, signature.Output.Size - 1);
            if (!changed.TryAdd(change.Neighborhood, change.Symbol))
                throw ProblemException.At($"{place}.neighborhood", "each neighborhood once", $"{change.Neighborhood} again", "Leave one of them out.");
        }

        if (changed.Values.Count(static symbol => symbol is null) == signature.DomainSize)
            throw ProblemException.At("settings.changes", "at least one example that is left", "none", "Leave fewer out.");
        return Lesson.Examples(task, changed);
    }

    private static LearnResult Learn(LocalTask task, Transitions examples, ChaosTraining recipe, int? hidden, JobContext context)
    {
        Automaton learned = Automaton.Learn(task, examples, recipe, hidden, new TableWatch(task, examples, recipe, context), context.Cancellation);
        NeuralRule network = learned.Network!;
        byte[] table = learned.Rule.Table.ToArray(), right = task.Rule.Table.ToArray();
        return new(
            learned.Rule.Equals(task.Rule) && Equals(learned.Readout, task.Readout),
            learned.Parameters,
            Math.Min(network.Training.Margin, learned.ReadoutNetwork?.Training.Margin ?? double.PositiveInfinity),
            network.Training.Restarts + (learned.ReadoutNetwork?.Training.Restarts ?? 0),
            [.. Enumerable.Range(0, table.Length).Where(index => table[index] != right[index])],
            [.. examples.Unseen],
            learned.Rule.Hash,
            LabJson.Parse(Encoding.UTF8.GetString(FileFormat.Json.Format(learned, task.Name))));
    }

    /// <summary>Turns the progress of a training into events.</summary>
    private sealed class TableWatch(LocalTask task, Transitions examples, ChaosTraining recipe, JobContext context) : IProgress<FittingProgress>
    {
        private readonly Lesson lesson = new(task, examples, recipe.TargetMargin);

        public void Report(FittingProgress value)
        {
            string part = value.IsReadout ? "readout" : "rule";
            context.Progress(lesson.Share(value, recipe.MaxSteps), lesson.Sentence(value));
            context.Tell("loss", new LossEvent(part, value.Attempt, value.Step, value.Loss, value.Margin, value.Wrong, lesson.Shown(value.IsReadout)));
            TableEntry[] changed = [.. lesson.Changed(value).Select(static entry => new TableEntry(entry.Neighborhood, entry.Symbol, entry.Margin, entry.State))];
            if (changed.Length > 0)
                context.Tell("entries", new EntriesEvent(part, value.Attempt, value.Step, changed));
        }
    }
}
