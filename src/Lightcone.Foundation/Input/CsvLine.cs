using System.Globalization;
using System.Numerics;
using System.Text;

namespace Lightcone.Foundation.Input;

/// <summary>
/// A line of separated values (RFC 4180): a field with a separator or quotes in it stands in quotes, a quote within is doubled, blanks around a field are dropped. A field ends
/// with its line. Every reader and writer of such files in this project goes through here, so that all of them mean the same.
/// </summary>
public sealed class CsvLine
{
    private readonly string text;
    private readonly List<(int Begin, int End, string? Unquoted)> fields;

    private CsvLine(string text, SourceLocation place, List<(int Begin, int End, string? Unquoted)> fields)
    {
        (this.text, this.fields) = (text, fields);
        Place = place;
    }

    /// <summary>File and line.</summary>
    public SourceLocation Place { get; }

    /// <summary>The number of fields, at least 1.</summary>
    public int Count => fields.Count;

    /// <summary>The content of a field, without quotes and the blanks around it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such field.</exception>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            (int begin, int end, string? unquoted) = fields[index];
            return unquoted is null ? text.AsSpan(begin, end - begin).Trim() : unquoted;
        }
    }

    /// <summary>Whether no field is a number: such a first line names the columns.</summary>
    public bool IsHeader
    {
        get
        {
            for (int i = 0; i < Count; i++)
                if (double.TryParse(this[i], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                    return false;
            return true;
        }
    }

    /// <summary>Reads the lines that are not blank.</summary>
    /// <param name="reader">The text, from its beginning.</param>
    /// <param name="file">A name for error messages.</param>
    /// <param name="separator">What stands between fields; default a comma.</param>
    /// <exception cref="InputException">A quote is not closed, or something follows a closed one; the message says file:line:column.</exception>
    public static IEnumerable<CsvLine> Read(TextReader reader, string? file = null, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(reader);
        int line = 0;
        while (reader.ReadLine() is string text)
        {
            line++;
            if (!text.AsSpan().Trim().IsEmpty)
                yield return Parse(text, new SourceLocation(file, line), separator);
        }
    }

    /// <summary>Reads one line.</summary>
    /// <param name="text">The line, without its end.</param>
    /// <param name="place">File and line, for error messages.</param>
    /// <param name="separator">What stands between fields; default a comma.</param>
    /// <exception cref="InputException">A quote is not closed, or something follows a closed one; the message says file:line:column.</exception>
    public static CsvLine Parse(string text, SourceLocation place = default, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(int, int, string?)> fields = [];
        int begin = 0;
        while (true)
        {
            int at = begin;
            while (at < text.Length && text[at] is ' ' or '\t' && text[at] != separator)
                at++;
            int end;
            string? unquoted = null;
            if (at < text.Length && text[at] == '"')
                end = Quoted(text, at, place, separator, out unquoted);
            else
                end = text.IndexOf(separator, begin) is >= 0 and var next ? next : text.Length;
            fields.Add((begin, end, unquoted));
            if (end == text.Length)
                return new CsvLine(text, place, fields);
            begin = end + 1;
        }
    }

    /// <summary>A line, without its end, that <see cref="Parse"/> reads back; what needs quotes gets them.</summary>
    /// <param name="values">The fields, without line breaks.</param>
    /// <param name="separator">What stands between fields; default a comma.</param>
    /// <exception cref="ArgumentException">A field has a line break in it.</exception>
    public static string Format(IEnumerable<string> values, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(values);
        StringBuilder line = new();
        foreach (string value in values)
        {
            if (value.AsSpan().IndexOfAny('\n', '\r') >= 0)
                throw new ArgumentException("A field ends with its line; it cannot have a line break in it.", nameof(values));
            if (line.Length > 0)
                line.Append(separator);
            // A mark in front would be read as a comment, and an empty first field must leave a trace.
            bool quoted = value.AsSpan().IndexOfAny(separator, '"', '#') >= 0 || value.AsSpan().Trim().Length != value.Length || value.Length == 0;
            line.Append(quoted ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value);
        }

        return line.ToString();
    }

    /// <summary>A line of numbers, each in the shortest form that reads back to the same bits.</summary>
    public static string Format<T>(ReadOnlySpan<T> numbers, char separator = ',')
        where T : struct, INumber<T>
    {
        StringBuilder line = new();
        foreach (T number in numbers)
        {
            if (line.Length > 0)
                line.Append(separator);
            line.Append(CultureInfo.InvariantCulture, $"{number}");
        }

        return line.ToString();
    }

    /// <summary>File, line and column of a field.</summary>
    public SourceLocation PlaceOf(int field) => Place with { Column = fields[field].Begin + 1 };

    /// <summary>File, line and the column behind the last field: where one is missing.</summary>
    public SourceLocation End => Place with { Column = text.Length + 1 };

    /// <summary>A field as a finite number.</summary>
    /// <exception cref="InputException">It is none; the message says file:line:column.</exception>
    public T Number<T>(int field)
        where T : struct, IFloatingPointIeee754<T> =>
        T.TryParse(this[field], NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value)
            ? value
            : throw new InputException(this[field].IsWhiteSpace() ? "a number is missing here. Fill it in, or leave the line out." : $"expected a finite number, found '{EditDistance.Excerpt(this[field].ToString())}': write numbers with a decimal point, and leave lines with missing ones out.", PlaceOf(field));

    /// <summary>All fields as texts.</summary>
    public string[] ToArray()
    {
        string[] all = new string[Count];
        for (int field = 0; field < all.Length; field++)
            all[field] = this[field].ToString();
        return all;
    }

    private static int Quoted(string text, int at, SourceLocation place, char separator, out string unquoted)
    {
        StringBuilder content = new();
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                content.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                content.Append(text[i++]);
            else
            {
                unquoted = content.ToString();
                int end = i + 1;
                while (end < text.Length && text[end] is ' ' or '\t' && text[end] != separator)
                    end++;
                return end == text.Length || text[end] == separator
                    ? end
                    : throw new InputException($"expected '{separator}' or the end of the line after a closed quote, found '{text[end]}': double a quote that belongs to the field.", place with { Column = end + 1 });
            }
        }

        throw new InputException("a quote is opened here and not closed in this line: close it, or double it if it belongs to the field.", place with { Column = at + 1 });
    }
}
