using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Formats.TruthTables;

/// <summary>Truth tables: a row for each neighborhood, a column for each position and one for the result, as CSV or JSON (docs/rule-files.md).</summary>
/// <remarks>A table holds one function, a rule or a readout; networks, boundary and task stay behind. Alphabets and their order stand in a comment (CSV) or a member (JSON); where that is missing, names of digits give the alphabet of digits and other names one in the order of their occurrence.</remarks>
public static class TruthTable
{
    /// <summary>Writes CSV.</summary>
    public static string FormatCsv(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return CsvText.Format(TruthTableRows.Of(rule));
    }

    /// <summary>Writes JSON, format <c>truth-table</c>, version 1.</summary>
    public static string FormatJson(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return TableJson.Format(TruthTableRows.Of(rule));
    }

    /// <summary>Reads CSV; rows may stand in any order and be repeated.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">A neighborhood is missing or contradicted, a symbol or column unknown. The message names the line.</exception>
    public static LocalRule ParseCsv(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CsvText.Parse(text, file).ToRule(file);
    }

    /// <summary>Reads JSON; rows may stand in any order and be repeated.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">A neighborhood is missing or contradicted, a symbol or column unknown. The message names the row.</exception>
    public static LocalRule ParseJson(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TableJson.Parse(text, file).ToRule(file);
    }
}
