namespace Lightcone.Flows.Typed;

/// <summary>A typed flow cannot be understood. The message shows the line with a caret under the place, what was expected, what was found, and what to do.</summary>
public sealed class FlowSyntaxException : FormatException
{
    private const int Shown = 120;

    /// <summary>An error at one place of a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="position">The place, in characters from 0.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="found">What is there.</param>
    /// <param name="advice">What to do.</param>
    public FlowSyntaxException(string text, int position, string expected, string found, string advice)
        : base(Compose(text, position, expected, found, advice)) =>
        (Position, Expected, Found, Advice) = (position, expected, found, advice);

    /// <summary>The place in the text, in characters from 0.</summary>
    public int Position { get; }

    /// <summary>What would have been right.</summary>
    public string Expected { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }

    /// <summary>What to do.</summary>
    public string Advice { get; }

    private static string Compose(string text, int position, string expected, string found, string advice)
    {
        position = Math.Clamp(position, 0, text.Length);
        int lineStart = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        int lineEnd = text.IndexOf('\n', lineStart);
        string line = (lineEnd < 0 ? text[lineStart..] : text[lineStart..lineEnd]).TrimEnd('\r').Replace('\t', ' ');
        int lineNumber = text.AsSpan(0, lineStart).Count('\n') + 1;
        int column = position - lineStart;
        // Of a very long line only the surroundings are shown, or the caret would stand where nobody finds it.
        int begin = Math.Max(0, Math.Min(column - (Shown / 2), line.Length - Shown));
        string excerpt = (begin > 0 ? "…" : "") + line[begin..Math.Min(line.Length, begin + Shown)] + (begin + Shown < line.Length ? "…" : "");
        return $"{lineNumber}:{column + 1}: expected {expected}, found {found}. {advice}\n  {excerpt}\n  {new string(' ', column - begin + (begin > 0 ? 1 : 0))}^";
    }
}
