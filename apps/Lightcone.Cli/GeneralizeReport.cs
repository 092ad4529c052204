using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Accuracy against length as tables and as JSON.</summary>
internal static class GeneralizeReport
{
    public static void WriteText(TextWriter output, LengthStudy study, ImmutableArray<LengthRow> rows)
    {
        SequenceTraining training = study.Training;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{study.Task}, {EditDistance.Count(study.Seeds, "seed")} from {study.Seed}: whole answers right, in %, smallest, median and largest over the seeds, and the median share of right bits"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"networks: {training.Examples:N0} sequences of 1 to {training.LongestLength}, {training.Epochs} epochs, batches of {training.BatchSize}, Adam {training.LearningRate}, clipped at {training.ClipNorm}"));
        foreach (bool chains in new[] { false, true })
        {
            LengthRow[] part = [.. rows.Where(row => row.IsChain == chains)];
            if (part.Length == 0)
                continue;
            output.WriteLine();
            if (chains)
                output.WriteLine($"the same against the longest chain of influence, at {study.ChainLength} digits or cells");
            string[][] cells =
            [
                ["model", "parameters", chains ? "chain" : "length", "inputs", "min", "median", "max", "bits"],
                .. part.Select(static row => new[] { row.Model, Whole(row.Parameters), Whole(row.Number), Whole(row.Samples), Percent(row.Exact.Min), Percent(row.Exact.Median), Percent(row.Exact.Max), Percent(row.Bits.Median) }),
            ];
            TextTable.Write(output, cells);
        }

        IGrouping<string, LengthRow>[] automata = [.. rows.Where(static row => row.Certified is not null).GroupBy(static row => row.Model)];
        if (automata.Length > 0)
            output.WriteLine();
        foreach (IGrouping<string, LengthRow> model in automata)
            output.WriteLine($"{model.Key}: {model.First().Certified} of {study.Seeds} certified{(model.Key == LengthStudy.Control ? "; the automaton with one entry of its table changed" : "")}");
    }

    public static void WriteJson(Terminal terminal, LengthStudy study, ImmutableArray<LengthRow> rows, ImmutableArray<RunSpec> runs) => terminal.Json(writer =>
    {
        writer.WriteString("task", study.Task);
        writer.WriteNumber("steps", study.Steps);
        writer.WriteNumber("seed", study.Seed);
        writer.WriteNumber("seeds", study.Seeds);
        writer.WriteNumber("chainLength", study.ChainLength);
        writer.WriteStartArray("rows");
        foreach (LengthRow row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("model", row.Model);
            writer.WriteNumber("parameters", row.Parameters);
            if (row.Certified is { } certified)
                writer.WriteNumber("certified", certified);
            writer.WriteNumber(row.IsChain ? "chain" : "length", row.Number);
            writer.WriteNumber("samples", row.Samples);
            JsonSummary.Write(writer, "exact", row.Exact);
            JsonSummary.Write(writer, "bits", row.Bits);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("runs");
        foreach (RunSpec run in runs)
            writer.WriteStringValue(run.Hash);
        writer.WriteEndArray();
    });

    private static string Whole(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
