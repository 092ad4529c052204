using System.Globalization;
using System.Text.Json;
using Lightcone.Cli;
using Lightcone.Engines;

namespace Lightcone.Comparisons;

/// <summary>Several workloads of one kind, for instance all elementary rules: the worst and the median share of the peak, and how many gave a wrong result.</summary>
internal sealed record BenchSummary(int Count, double? Worst, double? Median, int Failures)
{
    /// <summary>The summary of two or more reports of one benchmark; null for others.</summary>
    public static BenchSummary? Of(IReadOnlyCollection<BenchReport> reports)
    {
        if (reports.Count < 2 || reports.Select(static report => report.Name).Distinct().Count() > 1)
            return null;
        double[] fractions = [.. reports.Select(static report => report.Fraction).OfType<double>().Order()];
        int failures = reports.Count(static report => report.Difference is not null);
        return fractions.Length == 0
            ? new(reports.Count, null, null, failures)
            : new(reports.Count, fractions[0], (fractions[(fractions.Length - 1) / 2] + fractions[fractions.Length / 2]) / 2, failures);
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        JsonNumbers.Number(writer, "worst", Worst);
        JsonNumbers.Number(writer, "median", Median);
        writer.WriteNumber("failures", Failures);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Count} workloads{(Worst is null ? "" : $": worst {Worst:P1}, median {Median:P1} of the measured peak")}; {Failures} with wrong results");
}
