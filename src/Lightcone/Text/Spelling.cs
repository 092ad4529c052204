namespace Lightcone.Text;

/// <summary>How far two words are from each other, for suggesting the one that was meant.</summary>
public static class Spelling
{
    /// <summary>Levenshtein's distance: the fewest insertions, deletions and replacements of single characters that turn one word into the other, ignoring case.</summary>
    public static int Distance(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        int[] previous = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int[] row = new int[other.Length + 1];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int replaced = previous[j - 1] + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(previous[j], row[j - 1]));
            }

            previous = row;
        }

        return previous[^1];
    }
}
