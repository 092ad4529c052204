using System.Globalization;
using System.Text.Json;
using Lightcone.Cli;
using Lightcone.Engines;

namespace Lightcone.Comparisons;

/// <summary>What a benchmark found.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Workload">The work.</param>
/// <param name="Against">The peers, in the order of the measurement.</param>
/// <param name="Difference">Whose result was wrong and where; null when all agreed.</param>
/// <param name="Measurement">The times; null when results differ.</param>
/// <param name="Load">The machine's load before the measurement; null where the system does not say.</param>
internal sealed record BenchReport(string Name, Workload Workload, IReadOnlyList<string> Against, string? Difference, Measurement? Measurement, double? Load)
{
    /// <summary>The share of the measured peak that the shortest time amounts to; null without a peak.</summary>
    public double? Fraction => Measurement is { Peak: { } peak } && Workload.Bound is { } bound ? bound.Work / Least(Workload.ProblemSize) / peak / (Workload.ProblemSize?.Threads ?? 1) : null;

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteString("name", Name);
        writer.WriteString("workload", Workload.Name);
        if (Workload.ProblemSize is { } size)
        {
            writer.WriteString("engine", size.Engine);
            writer.WriteNumber("length", size.Length);
            writer.WriteNumber("generations", size.Generations);
            writer.WriteNumber("threads", size.Threads);
        }

        if (Measurement is null)
        {
            writer.WriteNull("seconds");
        }
        else
        {
            WriteSample(writer, "seconds", Measurement.Times[0]);
            JsonNumbers.Number(writer, "cpuSeconds", Measurement.Times[0].Processor);
        }

        writer.WriteBoolean("equal", Difference is null);
        if (Difference is not null)
            writer.WriteString("difference", Difference);
        JsonList.Objects(writer, "against", Enumerable.Range(0, Against.Count), i =>
        {
            writer.WriteString("peer", Against[i]);
            JsonNumbers.Number(writer, "seconds", Measurement?.Times[i + 1].Min);
            JsonNumbers.Number(writer, "median", Measurement?.Times[i + 1].Median);
            JsonNumbers.Number(writer, "ratio", Measurement is null ? null : Ratio(Measurement, i));
            JsonNumbers.Number(writer, "cpuSeconds", Measurement?.Times[i + 1].Processor);
            JsonNumbers.Number(writer, "cpuRatio", Measurement is null ? null : ProcessorRatio(Measurement, i));
        });
        if (Workload.ProblemSize is { } run)
            JsonNumbers.Number(writer, "rate", Measurement is null ? null : run.Updates / Least(run));
        JsonNumbers.Number(writer, "roofline", Fraction);
        writer.WriteString("peak", Workload.Bound?.Probe.Name);
        JsonNumbers.Number(writer, "peakRate", Measurement?.Peak);
        if (Measurement is not null)
            foreach ((string fact, double value) in Workload.Facts(Least(Workload.ProblemSize)))
                JsonNumbers.Number(writer, fact, value);
        if (Measurement is not null)
            writer.WriteNumber("repetitions", Measurement.Times[0].Count);
        writer.WriteString("processor", HostInfo.ProcessorName());
        writer.WriteString("vectors", HostInfo.Vectors());
        JsonNumbers.Number(writer, "load", Load);
    }

    public void WriteText(TextWriter output)
    {
        output.WriteLine(Workload.Name);
        if (Measurement is null)
        {
            output.WriteLine($"  results differ, so no time is reported: {Difference}");
            return;
        }

        output.WriteLine($"  {"lightcone",-12} {Times(Measurement.Times[0])}");
        if (Workload.ProblemSize is { } size)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {size.Engine}{(size.Threads > 1 ? $", {size.Threads} threads" : "")}: {size.Length:N0} cells x {size.Generations:N0} generations, {size.Updates / Least(size):G4} cell updates/s"));
        for (int i = 0; i < Against.Count; i++)
            output.WriteLine($"  {Against[i],-12} {Times(Measurement.Times[i + 1])}   {Text(Ratio(Measurement, i))} times as long, {Text(ProcessorRatio(Measurement, i))} by processor time");
        if (Fraction is { } fraction)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {fraction:P1} of the measured peak, {Measurement.Peak:G4} ({Workload.Bound!.Probe.Name})"));
        foreach ((string fact, double value) in Workload.Facts(Least(Workload.ProblemSize)))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {fact} {value:G4}"));
        string load = Load is { } number ? string.Create(CultureInfo.InvariantCulture, $"load {number:F2} at the start") : "load unknown";
        output.WriteLine($"  results agree{(Against.Count == 0 && Workload.Reference is null ? " (nothing to compare with)" : "")}; {HostInfo.ProcessorName()}, {load}, {Measurement.Times[0].Count} repetitions");
    }

    /// <summary>The shortest time that counts. Of several threads the processor time is the sum, and only the clock on the wall tells what they gained.</summary>
    private double Least(ProblemSize? size) => size is { Threads: > 1 } ? Measurement!.Times[0].Min : Measurement!.Times[0].Least;

    private static double Ratio(Measurement measurement, int peer) => measurement.Times[peer + 1].Min / measurement.Times[0].Min;

    private static double ProcessorRatio(Measurement measurement, int peer) => measurement.Times[peer + 1].Processor / measurement.Times[0].Processor;

    private static string Times(Sample sample) => $"min {Seconds(sample.Min),-10} median {Seconds(sample.Median),-10} processor {Seconds(sample.Processor),-10}";

    private static string Text(double ratio) => ratio.ToString("G4", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{value:G4} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{value * 1e3:G4} ms"),
        >= 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{value * 1e6:G4} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value * 1e9:G4} ns"),
    };

    private static void WriteSample(Utf8JsonWriter writer, string name, Sample sample)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("min", sample.Min);
        writer.WriteNumber("median", sample.Median);
        writer.WriteEndObject();
    }
}
