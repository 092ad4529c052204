namespace Lightcone.Foundation.Input;

/// <summary>Finds what a mistyped word was meant to be, and writes numbers of things and foreign texts as people do.</summary>
public static class EditDistance
{
    /// <summary>"1 step", "1,000 steps".</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">What, for one of them; more get an s.</param>
    public static string Count(long count, string noun) => FormattableString.Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The beginning of a text that somebody else wrote, short enough for a message.</summary>
    internal static string Excerpt(string text) => text.Length <= 40 ? text : text[..40] + "...";

    /// <summary>A name as one word: letters, digits, hyphens, underscores and points of ASCII; anything else becomes a hyphen.</summary>
    internal static string OneWord(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));

    /// <summary>The candidate with the fewest edits, or null when none is near enough to be a slip: at most a third of the letters, and always one.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        string? best = null;
        int fewest = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int edits = candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase) && word.Length > 1 ? 1 : Distance(word, candidate);
            if (edits < fewest)
                (best, fewest) = (candidate, edits);
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbors (optimal string alignment), case aside.</summary>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                edits[i, j] = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }

        return edits[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
