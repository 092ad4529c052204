using System.Text.Json;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Cli;

/// <summary>A summary of runs in JSON: all of it.</summary>
internal static class JsonSummary
{
    public static void Write(Utf8JsonWriter writer, string name, Summary summary)
    {
        writer.WriteStartObject(name);
        JsonNumbers.Number(writer, "min", summary.Min);
        JsonNumbers.Number(writer, "median", summary.Median);
        JsonNumbers.Number(writer, "max", summary.Max);
        JsonNumbers.Number(writer, "mean", summary.Mean);
        JsonNumbers.Number(writer, "sd", summary.Deviation);
        writer.WriteNumber("n", summary.Count);
        writer.WriteEndObject();
    }
}
