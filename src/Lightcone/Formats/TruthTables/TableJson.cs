using System.Text.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.TruthTables;

/// <summary>A truth table as JSON: columns, rows of symbol names, and, in files of ours, the signature.</summary>
internal static class TableJson
{
    private const string FormatName = "truth-table";
    private const int Version = 1;

    public static string Format(TruthTableRows rows) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", FormatName);
        writer.WriteNumber("version", Version);
        writer.WriteStartObject("signature");
        SignatureJson.Write(writer, rows.Signature!);
        writer.WriteEndObject();
        writer.WritePropertyName("columns");
        writer.WriteRawValue(Row(rows.Columns));
        writer.WriteStartArray("rows");
        foreach ((_, string[] symbols) in rows.Rows)
            writer.WriteRawValue(Row(symbols));
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static TruthTableRows Parse(string text, string? file)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText json = new(document.RootElement, file, "$");
        json.RequireFormat(FormatName, Version);
        string[] columns = json.Strings("columns");
        List<(int, string[])> rows = [];
        foreach (JsonText row in json.Items("rows"))
        {
            string[] symbols = [.. row.Items().Select(static item => item.Text())];
            if (symbols.Length != columns.Length)
                throw row.Error(null, $"this row has {symbols.Length} symbols, there are {columns.Length} columns");
            rows.Add((rows.Count + 1, symbols));
        }

        return new TruthTableRows([.. columns], [.. rows], json.Find("signature") is { } signature ? SignatureJson.Read(signature) : null);
    }

    /// <summary>A list on a line of its own.</summary>
    private static string Row(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(static value => JsonText.Quote(value)))}]";
}
