using System.Text.Json;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Lab.Lessons;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Lab.Wasm;

/// <summary>Learning in the page: a task from its single steps, with events in the words of the server, and rules from a visitor's own lines.</summary>
internal static class Teaching
{
    /// <summary>Trains until the table is certain; what happens meanwhile is told.</summary>
    /// <param name="request">Task, seed, and examples that are changed, as the server takes them.</param>
    /// <param name="tell">Takes an event: its type and its data.</param>
    /// <returns>The result, as the server gives it.</returns>
    /// <exception cref="InputException">The task is none, or nothing learns these examples.</exception>
    public static string Train(JsonElement request, Action<string> tell)
    {
        LocalTask task = TaskCatalog.Find(request.GetProperty("task").GetString()!);
        Dictionary<int, int?> changes = request.GetProperty("changes").EnumerateArray().ToDictionary(
            static change => change.GetProperty("neighborhood").GetInt32(), static change => change.GetProperty("symbol") is { ValueKind: JsonValueKind.Number } symbol ? symbol.GetInt32() : (int?)null);
        Transitions examples = Lesson.Examples(task, changes);
        ChaosTraining recipe = ChaosTraining.Default with { Seed = request.GetProperty("seed").GetUInt64() };
        Automaton learned = Automaton.Learn(task, examples, recipe, null, new Watch(new Lesson(task, examples, recipe.TargetMargin), recipe.MaxSteps, tell), CancellationToken.None);
        NeuralRule network = learned.Network!;
        return Reply.Of(writer =>
        {
            writer.WriteBoolean("exact", learned.Rule.Equals(task.Rule) && Equals(learned.Readout, task.Readout));
            writer.WriteNumber("parameters", learned.Parameters);
            writer.WriteNumber("margin", Math.Min(network.Training.Margin, learned.ReadoutNetwork?.Training.Margin ?? double.MaxValue));
            writer.WriteNumber("restarts", network.Training.Restarts + (learned.ReadoutNetwork?.Training.Restarts ?? 0));
            WriteNumbers(writer, "wrong", Enumerable.Range(0, learned.Rule.Table.Length).Where(index => learned.Rule.Table[index] != task.Rule.Table[index]));
            WriteNumbers(writer, "guesses", examples.Unseen);
            writer.WriteString("hash", learned.Rule.Hash);
            writer.WritePropertyName("automaton");
            writer.WriteRawValue(FileFormat.Json.Format(learned, task.Name));
        });
    }

    /// <summary>Learns a rule from lines, each a question with its answer, and finds the task that it is.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="numberBase">The base of numerals.</param>
    /// <param name="isReversed">Whether lines are read from their other end.</param>
    /// <exception cref="InputException">A line is none, or no rule gives these answers.</exception>
    public static (AnswerFit Fit, Subject Subject) Answers(string text, int numberBase, bool isReversed)
    {
        AlignedPairs pairs = AlignedPairs.Parse(text, numberBase, "line");
        pairs = isReversed ? pairs.Reverse() : pairs;
        foreach (LocalTask task in TaskCatalog.All.Where(task => task.Specification is { } machine && IsGivenBy(machine, pairs)))
        {
            AnswerFit named = AnswerFit.Of(pairs, task);
            Automaton automaton = named.Automaton;
            if (automaton.Rule.State.Equals(task.Rule.State) && Equals(automaton.Rule.Frozen, task.Rule.Frozen) && Verdict.Examine(automaton, task) is Certificate)
                return (named, new(task.Name, task, automaton with { Task = task.Name }));
        }

        AnswerFit fit = AnswerFit.Of(pairs);
        return (fit, new("your lines", null, fit.Automaton));
    }

    /// <summary>Whether a machine gives every answer, by the names of its symbols.</summary>
    private static bool IsGivenBy(Transducer machine, AlignedPairs pairs)
    {
        if (!machine.Input.Equals(pairs.Input) || !machine.Output.Equals(pairs.Output))
            return false;
        return pairs.Pairs.All(pair =>
        {
            byte[] found = machine.Run(pair.Input.AsSpan());
            return found.AsSpan(found.Length - pair.Output.Length).SequenceEqual(pair.Output.AsSpan());
        });
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (int number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private sealed class Watch(Lesson lesson, int most, Action<string> tell) : IProgress<FittingProgress>
    {
        public void Report(FittingProgress value)
        {
            Tell("progress", writer =>
            {
                writer.WriteNumber("share", lesson.Share(value, most));
                writer.WriteString("text", lesson.Sentence(value));
            });
            Tell("loss", writer =>
            {
                WriteWhere(writer, value);
                writer.WriteNumber("loss", double.IsFinite(value.Loss) ? value.Loss : double.MaxValue);
                writer.WriteNumber("margin", double.IsFinite(value.Margin) ? value.Margin : -double.MaxValue);
                writer.WriteNumber("wrong", value.Wrong);
                writer.WriteNumber("examples", lesson.Shown(value.IsReadout));
            });
            LessonEntry[] changed = [.. lesson.Changed(value)];
            if (changed.Length == 0)
                return;
            Tell("entries", writer =>
            {
                WriteWhere(writer, value);
                writer.WriteStartArray("entries");
                foreach (LessonEntry entry in changed)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("neighborhood", entry.Neighborhood);
                    writer.WriteNumber("symbol", entry.Symbol);
                    writer.WriteNumber("margin", entry.Margin);
                    writer.WriteString("state", entry.State);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }

        private static void WriteWhere(Utf8JsonWriter writer, FittingProgress value)
        {
            writer.WriteString("part", value.IsReadout ? "readout" : "rule");
            writer.WriteNumber("attempt", value.Attempt);
            writer.WriteNumber("step", value.Step);
        }

        private void Tell(string type, Action<Utf8JsonWriter> data) => tell(Reply.Of(writer =>
        {
            writer.WriteString("type", type);
            writer.WriteStartObject("data");
            data(writer);
            writer.WriteEndObject();
        }));
    }
}
