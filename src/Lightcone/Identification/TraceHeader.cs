using System.Globalization;

namespace Lightcone.Identification;

/// <summary>Tells a line of column names from a row of cells.</summary>
internal static class TraceHeader
{
    /// <summary>Fewer cells in a row may well be 0, 1, 2 by chance.</summary>
    private const int FewestNumbered = 4;

    /// <summary>Whether the first line names columns: words, each once and in none of the next line's cells, or 0, 1, 2, ..., as pandas numbers columns, some of which no row holds. The first name may be missing, as that of an index.</summary>
    /// <param name="names">The fields of the first line.</param>
    /// <param name="rows">Those of lines below it.</param>
    /// <param name="given">The alphabet, when it is known: what it holds is a cell.</param>
    public static bool Is(string[] names, string[][] rows, Alphabet? given)
    {
        if (rows.Length == 0)
            return false;
        if (Counts(names))
        {
            int first = Labels(names);
            return rows.All(row => row.Length == names.Length) && (given is null
                ? !rows.SelectMany(row => row.Skip(first)).ToHashSet(StringComparer.Ordinal).IsSupersetOf(names.Skip(first))
                : !names.Skip(first).All(name => given.TryParse(name, out _)));
        }

        return names.Skip(names[0].Length == 0 ? 1 : 0).All(IsWord) && names.Any(IsWord) && names.Distinct(StringComparer.Ordinal).Count() == names.Length && !names.Intersect(rows[0], StringComparer.Ordinal).Any();
    }

    /// <summary>Whether columns are numbered 0, 1, 2, ..., after some that are named, or have no name.</summary>
    public static bool Counts(string[] names)
    {
        int first = Labels(names);
        return names.Length - first >= FewestNumbered && names.Skip(first).Index().All(static each => each.Item == each.Index.ToString(CultureInfo.InvariantCulture));
    }

    private static int Labels(string[] names) => names.Index().TakeWhile(static each => IsWord(each.Item) || (each.Index == 0 && each.Item.Length == 0)).Count();

    private static bool IsWord(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_');
}
