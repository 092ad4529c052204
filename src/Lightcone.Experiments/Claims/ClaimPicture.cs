using System.Globalization;
using System.Net;
using System.Text;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>What was published, what came out and what came out under the control, on one axis: means with their 95 % intervals, and the range of all seeds behind them.</summary>
internal static class ClaimPicture
{
    private const int Width = 720;
    private const int Left = 190;
    private const int Right = 40;
    private const int RowHeight = 30;
    private const int Ticks = 4;

    public static string Draw(ClaimRecord record)
    {
        List<Row> rows = [];
        for (int arm = 0; arm < record.Published.Value.Length; arm++)
            rows.Add(new($"published{Which(record, arm)}", record.Published.Value[arm], record.Published.Interval(arm), null, "#666666"));
        Add(rows, record, "ours", record.Ours, "#0072b2");
        Add(rows, record, "control", record.Control.Ours, "#d55e00");
        double low = Math.Min(0, rows.Min(static row => Math.Min(row.Interval.Low, row.All?.Low ?? row.Interval.Low))), high = Math.Max(0, rows.Max(static row => Math.Max(row.Interval.High, row.All?.High ?? row.Interval.High)));
        if (high == low)
            high = low + 1;
        double At(double value) => Left + ((value - low) / (high - low) * (Width - Left - Right));
        int bottom = (rows.Count * RowHeight) + 16;
        StringBuilder svg = new();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{bottom + 48}\" font-family=\"sans-serif\" font-size=\"13\">");
        Line(svg, $"<title>{WebUtility.HtmlEncode(record.Title)}</title>");
        Line(svg, $"<rect width=\"{Width}\" height=\"{bottom + 48}\" fill=\"white\"/>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double value = low + ((high - low) * tick / Ticks);
            Line(svg, $"<line x1=\"{At(value):0.##}\" x2=\"{At(value):0.##}\" y1=\"8\" y2=\"{bottom}\" stroke=\"#dddddd\"/>");
            Line(svg, $"<text x=\"{At(value):0.##}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{ClaimPage.Number(value)}</text>");
        }

        Line(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{bottom + 38}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(record.Published.Unit)}</text>");
        foreach ((int i, Row row) in rows.Index())
        {
            int y = 16 + (i * RowHeight) + (RowHeight / 2) - 8;
            Line(svg, $"<text x=\"{Left - 12}\" y=\"{y + 5}\" text-anchor=\"end\">{WebUtility.HtmlEncode(row.Name)}</text>");
            if (row.All is { } all)
                Line(svg, $"<line x1=\"{At(all.Low):0.##}\" x2=\"{At(all.High):0.##}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{row.Color}\" stroke-opacity=\"0.35\"/>");
            Line(svg, $"<line x1=\"{At(row.Interval.Low):0.##}\" x2=\"{At(row.Interval.High):0.##}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{row.Color}\" stroke-width=\"4\"/>");
            Line(svg, $"<circle cx=\"{At(row.Value):0.##}\" cy=\"{y}\" r=\"5\" fill=\"{row.Color}\"/>");
        }

        Line(svg, $"</svg>");
        return $"{svg}";
    }

    private static void Add(List<Row> rows, ClaimRecord record, string name, ArmSummary? summary, string color)
    {
        for (int arm = 0; summary is not null && arm < summary.Value.Length; arm++)
            rows.Add(new(name + Which(record, arm), summary.Value[arm], summary.Interval95[arm], new(summary.Min[arm], summary.Max[arm]), color));
    }

    private static string Which(ClaimRecord record, int arm) => record.Ours!.Value.Length == 1 ? "" : arm == 0 ? ", first arm" : ", second arm";

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private sealed record Row(string Name, double Value, ConfidenceInterval Interval, ConfidenceInterval? All, string Color);
}
