using System.Globalization;
using System.Text;
using Lightcone.Foundation.Input;
using Lightcone.Formats;
using Lightcone.Lab.Jobs;
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

        int[] shown = [.. Enumerable.Range(0, signature.DomainSize).Where(index => !changed.TryGetValue(index, out int? symbol) || symbol is not null)];
        if (shown.Length == 0)
            throw ProblemException.At("settings.changes", "at least one example that is left", "none", "Leave fewer out.");
        byte[] neighborhoods = new byte[shown.Length * signature.Positions];
        for (int i = 0; i < shown.Length; i++)
            signature.Unpack(shown[i], neighborhoods.AsSpan(i * signature.Positions, signature.Positions));
        return Transitions.FromExamples(signature, neighborhoods, [.. shown.Select(index => changed.TryGetValue(index, out int? symbol) ? (byte)symbol!.Value : task.Rule.Table[index])]);
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
        private const int MostEntries = 4_096;
        private readonly Dictionary<(bool IsReadout, int Neighborhood), (int Symbol, string State)> told = [];

        public void Report(FittingProgress value)
        {
            string part = value.IsReadout ? "readout" : "rule";
            LocalRule goal = value.IsReadout ? task.Readout! : task.Rule;
            int shown = value.IsReadout ? goal.Signature.DomainSize : examples.Seen.Length;
            double done = (double)value.Step / recipe.MaxSteps;
            context.Progress(
                task.Readout is null ? done : (done + (value.IsReadout ? 1 : 0)) / 2,
                string.Create(CultureInfo.InvariantCulture, $"{part}: {(value.Attempt == 0 ? "" : $"attempt {value.Attempt + 1}, ")}{EditDistance.Count(value.Step, "step")}, {value.Wrong} of {shown} wrong."));
            context.Tell("loss", new LossEvent(part, value.Attempt, value.Step, value.Loss, value.Margin, value.Wrong, shown));
            if (goal.Signature.DomainSize > MostEntries)
                return;
            TableEntry[] changed = [.. Changed(value, goal)];
            if (changed.Length > 0)
                context.Tell("entries", new EntriesEvent(part, value.Attempt, value.Step, changed));
        }

        private IEnumerable<TableEntry> Changed(FittingProgress value, LocalRule goal)
        {
            byte[] table = value.Network.ToRule().Table.ToArray();
            for (int index = 0; index < table.Length; index++)
            {
                bool isShown = value.IsReadout || examples.Counts[index] > 0;
                byte expected = value.IsReadout ? goal.Table[index] : isShown ? examples.ResultOf(index) : table[index];
                double margin = value.Network.Margin(index, table[index]);
                string state = !isShown ? "guess" : table[index] != expected ? "wrong" : margin >= recipe.TargetMargin ? "certain" : "open";
                if (told.TryGetValue((value.IsReadout, index), out (int Symbol, string State) last) && last == (table[index], state))
                    continue;
                told[(value.IsReadout, index)] = (table[index], state);
                yield return new(index, table[index], margin, state);
            }
        }
    }
}
