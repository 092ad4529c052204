using System.Globalization;
using Lightcone.Experiments.Studies;

namespace Lightcone.Cli;

/// <summary>A coverage table as a user reads it.</summary>
internal static class CoverageText
{
    public static Measurement Of(CoverageStudy.Result found) => new(
        writer =>
        {
            writer.WriteString("system", found.System);
            writer.WriteNumber("runs", found.Runs);
            JsonList.Objects(writer, "rows", found.Rows, row =>
            {
                writer.WriteString("estimate", row.Name);
                JsonNumbers.Number(writer, "longRun", row.LongRun);
                JsonNumbers.Number(writer, "scatter", row.Scatter);
                JsonNumbers.Number(writer, "halfWidth", row.HalfWidth);
                writer.WriteNumber("covered", row.Covered);
            });
        },
        string.Create(CultureInfo.InvariantCulture, $"{found.System}, {found.Runs} starts, {found.Length}\nestimate       long run    scatter  stated 95 %  holding\n") + string.Join('\n', found.Rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Name,-12} {row.LongRun,10:F5} {row.Scatter,10:G2} {row.HalfWidth,12:G2}  {row.Covered} of {found.Runs}"))));
}
