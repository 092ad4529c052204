using System.Globalization;
using System.Text;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Macrocell;

/// <summary>Golly's macrocell files: patterns as quadtrees, a line a node, so that what repeats itself is written once (Golly 3.3, help page "File Formats").</summary>
/// <remarks><c>[M2]</c>, then <c>#R</c> rule, <c>#G</c> generation and comments; then of two states leaves of 8x8 cells in <c>.</c>, <c>*</c> and <c>$</c>, of more states nodes <c>1 nw ne sw se</c> of four cells; and nodes <c>level nw ne sw se</c>, whose quarters are lines before them, from 1 on, or 0 for nothing. The last one is the pattern.</remarks>
public static class MacrocellPattern
{
    private const string Begin = "[M2]";

    /// <summary>Reads a pattern of any size, in time proportional to the file.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern; the message says where and why.</exception>
    public static Pattern Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MacrocellReader(file).Read(text);
    }

    /// <summary>Writes a pattern of any size.</summary>
    /// <exception cref="InputException">The rule's name holds a colon or a line break.</exception>
    public static string Format(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Rule is { } name && (name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl)))
            throw new InputException($"'{name}' cannot be the name of a rule in a pattern's file: a colon begins the boundary.");
        StringBuilder text = new(Begin + " (lightcone)\n");
        if (pattern.Rule is not null || pattern.Grid is not null)
            text.Append(CultureInfo.InvariantCulture, $"#R {(pattern with { Rule = pattern.Rule ?? LifeRule.Usual }).FullRule}\n");
        if (!pattern.Generation.IsZero)
            text.Append(CultureInfo.InvariantCulture, $"#G {pattern.Generation}\n");
        foreach (string comment in PatternText.Safe(pattern.Comments, "#R", "#G", "#FRAME"))
            text.Append(comment).Append('\n');
        // Algorithms for two states read leaves of 64 cells, the others leaves of four; of rules that only a file says Golly has the latter.
        bool isBinary = pattern.Cells.HighestState < 2 && (pattern.Rule is null || RuleNotation.TryRead(pattern.Rule) is { State.Size: 2 });
        MacrocellWriter.Write(text, pattern.Cells.Widened(isBinary ? 4 : 3), isBinary);
        return text.ToString();
    }
}
