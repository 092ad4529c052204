using System.Text;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats;

/// <summary>Files of other kinds that are met where a rule or cells of ours are expected, known by how they begin or by their extension, so that a refusal can say what they are and what to do.</summary>
public static partial class ForeignFile
{
    private static readonly (string Begin, string What)[] Beginnings =
    [
        ("\u001f\u008b", "compressed with gzip. Patterns are read as they are packed, where their names end in .gz; unpack a rule first: gunzip FILE.gz"),
        ("PK\u0003\u0004", "a zip archive. One with a pattern is read where its name ends in .zip; unpack a rule first"),
        ("\u0093NUMPY", "an array of numpy. It holds cells, not a rule; let its name end in .npy"),
        ("\u0089PNG", "a picture"),
        ("[M2]", "a macrocell file of Golly's: cells, not a rule. Let its name end in .mc"),
        ("#Life 1.0", "a pattern in the format Life 1.05 or 1.06: cells, not a rule. Let its name end in .lif"),
        ("#MCell", "a pattern of MCell: cells, not a rule. Let its name end in .mcl"),
        ("!Name:", "a pattern as plain text of dots and Os (.cells). Remove the lines that begin with an exclamation mark, or save it as RLE"),
        ("@RULE", "a rule file of Golly's. Let its name end in .rule, or import it as the format golly"),
    ];

    private static readonly (string Extension, string What)[] Extensions =
    [
        (".lua", "a program in Lua, as Golly runs it, which is neither a rule nor cells. Run it in Golly, and save what it makes as RLE or as a .rule file"),
        (".py", "a program in Python, which is neither a rule nor cells. Run it, and save what it makes"),
        (".table", "a rule table of older Gollys. Put the lines @RULE NAME and @TABLE before it, and let its name end in .rule"),
        (".tree", "a rule tree of older Gollys. Put the lines @RULE NAME and @TREE before it, and let its name end in .rule"),
    ];

    /// <summary>Refuses a file that is of another known kind.</summary>
    /// <param name="content">The whole file, or its beginning.</param>
    /// <param name="file">Its name, for the extension and for the message.</param>
    /// <exception cref="InputException">The file is of another kind; the message says which and what to do.</exception>
    public static void Refuse(ReadOnlySpan<byte> content, string? file)
    {
        string head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 4_096)]);
        string? what = Beginnings.FirstOrDefault(known => head.StartsWith(known.Begin, StringComparison.OrdinalIgnoreCase)).What;
        string line = head.Split('\n').Select(static each => each.Trim()).FirstOrDefault(static each => each.Length > 0 && each[0] != '#') ?? "";
        what ??= RunLengths().IsMatch(line) ? "a pattern in RLE: cells, not a rule. Let its name end in .rle"
            : Table().IsMatch(line) ? "a rule table of older Gollys. Put the lines @RULE NAME and @TABLE before it, and let its name end in .rule"
            : Tree().IsMatch(line) ? "a rule tree of older Gollys. Put the lines @RULE NAME and @TREE before it, and let its name end in .rule"
            : null;
        what ??= file is null ? null : Extensions.FirstOrDefault(known => file.EndsWith(known.Extension, StringComparison.OrdinalIgnoreCase)).What;
        if (what is not null)
            throw new InputException($"this file is {what}.", new SourceLocation(file));
    }

    [GeneratedRegex(@"^x\s*=\s*\d+\s*,\s*y\s*=\s*\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunLengths();

    [GeneratedRegex(@"^(n_states|neighborhood|symmetries)\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"^num_(states|neighbors|nodes)\s*=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tree();
}
