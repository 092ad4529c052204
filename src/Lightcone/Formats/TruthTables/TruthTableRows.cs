using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Formats.TruthTables;

/// <summary>A rule as columns and rows of symbol names: what CSV and JSON truth tables share. One row for each neighborhood, in any order.</summary>
/// <param name="Columns">The names of the columns, <c>input[0]</c>, <c>state[-1]</c>, in two dimensions <c>state[-1 0]</c>, and last <c>next</c>.</param>
/// <param name="Rows">The symbols' names, with the line each row begins in.</param>
/// <param name="Signature">What the file says about alphabets and order; null for a file of another program.</param>
internal sealed partial record TruthTableRows(ImmutableArray<string> Columns, ImmutableArray<(int Line, string[] Symbols)> Rows, Signature? Signature)
{
    private const string Result = "next";

    public static TruthTableRows Of(LocalRule rule)
    {
        Signature signature = rule.Signature;
        byte[] symbols = new byte[signature.Positions];
        ImmutableArray<(int, string[])>.Builder rows = ImmutableArray.CreateBuilder<(int, string[])>(signature.DomainSize);
        for (int i = 0; i < signature.DomainSize; i++)
        {
            signature.Unpack(i, symbols);
            rows.Add((0, [.. symbols.Select((symbol, p) => signature.AlphabetAt(p).Names[symbol]), signature.Output.Names[rule.Table[i]]]));
        }

        return new([.. Enumerable.Range(0, signature.Positions).Select(signature.NameOf), Result], rows.MoveToImmutable(), signature);
    }

    /// <exception cref="InputException">Columns are no positions, a row is missing, contradicts another or holds a strange symbol.</exception>
    public LocalRule ToRule(string? file)
    {
        Signature signature = Signature ?? Infer(file);
        string[] expected = [.. Enumerable.Range(0, signature.Positions).Select(signature.NameOf), Result];
        int[] at = [.. expected.Select(name => Columns.IndexOf(name))];
        if (at.Contains(-1) || Columns.Length != expected.Length)
            throw new InputException($"expected the columns {string.Join(", ", expected)}, found {string.Join(", ", Columns.Take(32))}.", new SourceLocation(file, 1));
        int[] lines = new int[signature.DomainSize];
        byte[] table = new byte[signature.DomainSize];
        byte[] symbols = new byte[signature.Positions];
        foreach ((int line, string[] names) in Rows)
        {
            for (int p = 0; p < symbols.Length; p++)
                symbols[p] = Symbol(signature.AlphabetAt(p), names[at[p]], file, line);
            byte next = Symbol(signature.Output, names[at[^1]], file, line);
            int index = signature.IndexOf(symbols);
            if (lines[index] != 0 && table[index] != next)
                throw new InputException($"the neighborhood {signature.Describe(index)} has the result {signature.Output.Names[next]} here and {signature.Output.Names[table[index]]} in line {lines[index]}: a rule gives one result.", new SourceLocation(file, line));
            (lines[index], table[index]) = (line, next);
        }

        int[] missing = [.. Enumerable.Range(0, lines.Length).Where(i => lines[i] == 0)];
        if (missing.Length > 0)
            throw new InputException($"{missing.Length} of {lines.Length} neighborhoods have no row: {string.Join(' ', missing.Take(4).Select(signature.Describe))}{(missing.Length > 4 ? " ..." : "")}. A truth table is complete; to learn from a part, use learn.", new SourceLocation(file));
        return LocalRule.FromTable(signature, table);
    }

    private static byte Symbol(Alphabet alphabet, string name, string? file, int line) => alphabet.TryParse(name, out byte symbol)
        ? symbol
        : throw new InputException($"symbol '{EditDistance.Excerpt(name)}' is not in the alphabet {alphabet}.", new SourceLocation(file, line));

    /// <summary>Alphabets and offsets of a file that does not say them: offsets from the columns' names; digits where all names are digits, else names in the order in which they first occur.</summary>
    private Signature Infer(string? file)
    {
        List<Offset> frozen = [];
        List<Offset> state = [];
        int dimensions = 0;
        foreach (string column in Columns.Where(static column => column != Result))
        {
            Match match = Column().Match(column);
            int y = 0;
            if (!match.Success || !int.TryParse(match.Groups["x"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int x)
                || (match.Groups["y"].Success && !int.TryParse(match.Groups["y"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out y)))
                throw new InputException($"the column '{EditDistance.Excerpt(column)}' is no position. Columns are input[0], state[-1], in two dimensions state[-1 0], and next. If these are recorded rows, learn from them as traces.", new SourceLocation(file, 1));
            int here = match.Groups["y"].Success ? 2 : 1;
            if (dimensions != 0 && dimensions != here)
                throw new InputException("columns of one and of two dimensions are mixed.", new SourceLocation(file, 1));
            dimensions = here;
            (match.Groups["field"].Value == "input" ? frozen : state).Add(new Offset(x, y));
        }

        try
        {
            Alphabet states = Names(state.Count == 0 ? [] : [.. Positions("state"), Columns.Length - 1]);
            return new Signature(frozen.Count == 0 ? null : Names(Positions("input")), Hood(frozen, dimensions), states, Hood(state, dimensions));
        }
        catch (ArgumentException exception)
        {
            throw new InputException(InputException.SentenceOf(exception), new SourceLocation(file, 1));
        }
    }

    private int[] Positions(string field) => [.. Enumerable.Range(0, Columns.Length).Where(i => Columns[i].StartsWith(field, StringComparison.Ordinal))];

    private static Neighborhood Hood(List<Offset> offsets, int dimensions) =>
        offsets.Count == 0 ? Neighborhood.None : dimensions == 2 ? Neighborhood.OfGrid([.. offsets]) : Neighborhood.Of([.. offsets.Select(static o => o.X)]);

    private Alphabet Names(int[] columns)
    {
        string[] names = [.. Rows.SelectMany(row => columns.Select(column => row.Symbols[column])).Distinct().Take(Alphabet.MaxSize + 1)];
        int[] values = [.. names.Select(static name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value < Alphabet.MaxSize ? value : -1)];
        return values.Length > 0 && !values.Contains(-1) && Alphabet.Digits(values.Max() + 1) is var digits && names.All(name => digits.TryParse(name, out _)) ? digits : Alphabet.Of(names);
    }

    [GeneratedRegex(@"^(?<field>input|state)\[(?<x>-?\d+)( (?<y>-?\d+))?\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();
}
