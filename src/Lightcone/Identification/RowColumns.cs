namespace Lightcone.Identification;

/// <summary>Tells columns whose every field is a whole row of cells, as in a table of two columns "before" and "after", from columns of one cell each.</summary>
internal static class RowColumns
{
    /// <summary>Nobody gives symbols so long names that are all equally long.</summary>
    private const int LongName = 8;

    /// <summary>So many different names are a small alphabet.</summary>
    private const int Few = 10;

    /// <param name="fields">Fields that are no labels, of some lines.</param>
    /// <param name="given">The alphabet, when it is known: a name in it is a symbol, however long.</param>
    public static bool Are(IReadOnlyCollection<string> fields, Alphabet? given)
    {
        if (fields.Count < 2 || (given is not null && fields.All(field => given.TryParse(field, out _))))
            return false;
        int length = fields.First().Length;
        if (length < 2 || fields.Any(field => field.Length != length || !field.All(static symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '.' or '#' or '*' or '-' or '_')))
            return false;
        // Measurements are equally long too: 0.25, -1.5.
        if (fields.All(static field => double.TryParse(field, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)) && fields.Any(static field => field.Contains('.') || field.Contains('-')))
            return false;
        int names = fields.Distinct(StringComparer.Ordinal).Count();
        int symbols = fields.SelectMany(static field => field).Distinct().Count();
        bool hasLeadingZero = fields.All(static field => field.All(char.IsAsciiDigit)) && fields.Any(static field => field[0] == '0');
        return names > 1 && (length >= LongName || hasLeadingZero || names > Math.Max(Few, fields.Count / 4) || (symbols <= 3 && names > 3));
    }
}
