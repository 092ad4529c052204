using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.TruthTables;

/// <summary>Comma-separated values (RFC 4180): fields with commas or quotes stand in quotes, a quote within is doubled; lines that begin with # before the header are comments.</summary>
internal static class CsvText
{
    public static string Format(TruthTableRows rows)
    {
        StringBuilder text = new();
        text.Append("# ").Append(new SignatureLine(rows.Signature!, null).Format()).Append('\n');
        Line(text, rows.Columns);
        foreach ((_, string[] symbols) in rows.Rows)
            Line(text, symbols);
        return text.ToString();
    }

    public static TruthTableRows Parse(string text, string? file)
    {
        Signature? signature = null;
        string[]? header = null;
        List<(int, string[])> rows = [];
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (header is null && line.StartsWith('#'))
                signature ??= SignatureLine.TryParse(line, file, number)?.Signature;
            else if (line.Length > 0)
            {
                string[] fields = Fields(line, new SourceLocation(file, number));
                if (header is not null && fields.Length != header.Length)
                    throw new InputException($"this row has {fields.Length} fields, the header has {header.Length}.", new SourceLocation(file, number));
                if (header is null)
                    header = fields;
                else
                    rows.Add((number, fields));
            }
        }

        return header is null
            ? throw new InputException("no header was found. The first line names the columns, for instance state[-1],state[0],state[1],next.", new SourceLocation(file, 1))
            : new TruthTableRows([.. header], [.. rows], signature);
    }

    private static void Line(StringBuilder text, IEnumerable<string> fields)
    {
        bool first = true;
        foreach (string field in fields)
        {
            if (!first)
                text.Append(',');
            first = false;
            bool quoted = field.AsSpan().IndexOfAny(',', '"', '#') >= 0;
            text.Append(quoted ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
        }

        text.Append('\n');
    }

    private static string[] Fields(string line, SourceLocation place)
    {
        List<string> fields = [];
        StringBuilder field = new();
        for (int i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || line[i] == ',')
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
                continue;
            }

            if (line[i] != '"')
            {
                field.Append(line[i]);
                continue;
            }

            for (i++; i < line.Length && (line[i] != '"' || (i + 1 < line.Length && line[i + 1] == '"')); i++)
            {
                if (line[i] == '"')
                    i++;
                field.Append(line[i]);
            }

            if (i == line.Length)
                throw new InputException("a quote is opened in this line and not closed.", place);
        }

        return [.. fields];
    }
}
