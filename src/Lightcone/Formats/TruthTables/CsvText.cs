using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.TruthTables;

/// <summary>Comma-separated values (<see cref="CsvLine"/>); lines that begin with # before the header are comments.</summary>
internal static class CsvText
{
    public static string Format(TruthTableRows rows)
    {
        StringBuilder text = new();
        text.Append("# ").Append(new SignatureLine(rows.Signature!, null).Format()).Append('\n');
        text.Append(CsvLine.Format(rows.Columns)).Append('\n');
        foreach ((_, string[] symbols) in rows.Rows)
            text.Append(CsvLine.Format(symbols)).Append('\n');
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
                string[] fields = CsvLine.Parse(line, new SourceLocation(file, number)).ToArray();
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
}
