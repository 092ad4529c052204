using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>Reads a @TABLE section: descriptors, variables, transitions.</summary>
internal sealed class GollyTableReader(string? file)
{
    private readonly Dictionary<string, byte[]> variables = new(StringComparer.Ordinal);
    private int states;
    private GollyNeighborhood? neighborhood;
    private int[][]? permutations;
    private GollyTable? table;
    private int number;

    /// <param name="lines">The lines of the section that say something, without comments, each with its number in the file.</param>
    public LocalRule Read(IEnumerable<(int Number, string Text)> lines)
    {
        foreach ((int line, string content) in lines)
        {
            number = line;
            if (content.Contains(':', StringComparison.Ordinal))
                Descriptor(content);
            else if (content.StartsWith("var ", StringComparison.Ordinal))
                Variable(content[4..]);
            else
                Transition(content);
        }

        return Table().ToRule();
    }

    private void Descriptor(string content)
    {
        string[] parts = content.Split(':', 2, StringSplitOptions.TrimEntries);
        if (table is not null)
            throw Error($"'{parts[0]}' stands after the first variable or transition. Move it to the top of the table.");
        switch (parts[0])
        {
            case "n_states":
                states = int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 2 and <= Alphabet.MaxSize
                    ? count
                    : throw Error($"expected n_states:2 to n_states:256, found '{EditDistance.Excerpt(parts[1])}'.");
                break;
            case "neighborhood":
                neighborhood = GollyNeighborhood.All.FirstOrDefault(known => known.Name == parts[1])
                    ?? throw Error($"the neighborhood '{EditDistance.Excerpt(parts[1])}' is not read here. The neighborhoods are {string.Join(", ", GollyNeighborhood.All.Select(static known => known.Name))}.");
                break;
            case "symmetries":
                if (neighborhood is null)
                    throw Error("the symmetries stand before the neighborhood that they belong to. Exchange the two lines.");
                permutations = neighborhood.Permutations(parts[1])
                    ?? throw Error($"{neighborhood.Name} has no symmetry '{EditDistance.Excerpt(parts[1])}'. Its symmetries are {string.Join(", ", neighborhood.Symmetries)}.");
                break;
            default:
                throw Error($"expected n_states, neighborhood or symmetries before the colon, found '{EditDistance.Excerpt(parts[0])}'.");
        }
    }

    /// <summary>The table to fill, once all three descriptors are known.</summary>
    private GollyTable Table()
    {
        if (table is not null)
            return table;
        if (states == 0 || neighborhood is null || permutations is null)
            throw Error($"expected {(states == 0 ? "n_states" : neighborhood is null ? "neighborhood" : "symmetries")} before this line. A table begins with n_states, neighborhood and symmetries.");
        return table = new GollyTable(neighborhood, neighborhood.SignatureOf(states, new SourceLocation(file, number)), permutations);
    }

    private void Variable(string content)
    {
        _ = Table();
        string[] parts = content.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[0].Length == 0 || char.IsAsciiDigit(parts[0][0]) || parts[0].Contains(',', StringComparison.Ordinal) || !parts[1].StartsWith('{') || !parts[1].EndsWith('}'))
            throw Error($"expected var NAME={{STATE,STATE,...}}, found 'var {EditDistance.Excerpt(content)}'.");
        // In the order in which they are listed: of two bindings that fit, the one listed first decides.
        variables[parts[0]] = [.. parts[1][1..^1].Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries).SelectMany(member => Term(member).States).Distinct()];
        if (variables[parts[0]].Length == 0)
            throw Error($"the variable {EditDistance.Excerpt(parts[0])} stands for no state. List at least one between its braces.");
    }

    private void Transition(string content)
    {
        GollyTable target = Table();
        int expected = neighborhood!.Offsets.Length + 1;
        string[] terms = content.Contains(',', StringComparison.Ordinal) || states > 10
            ? content.Split(',', StringSplitOptions.TrimEntries)
            : [.. content.Select(static c => c.ToString())];
        if (terms.Length != expected)
            throw Error($"a transition of the {neighborhood.Name} neighborhood has {expected} states, the last of them the next one; found {terms.Length} in '{EditDistance.Excerpt(content)}'.");
        GollyTransition.Position[] positions = [.. terms[..^1].Select(Term)];
        GollyTransition.Position result = Term(terms[^1]);
        if (result is { Variable: { } name, States.Length: > 1 } && !positions.Any(position => position.Variable == name))
            throw Error($"the next state is the variable '{EditDistance.Excerpt(name)}', which does not occur before it and so has no definite value.");
        if (!target.Add(new GollyTransition(positions, result.States[0], result.Variable)))
            throw Error("the table expands to more transitions than are read here (about a hundred million). Use fewer states or variables.");
    }

    private GollyTransition.Position Term(string term)
    {
        if (variables.TryGetValue(term, out byte[]? set))
            return new(set, term);
        if (!int.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out int state))
            throw Error($"'{EditDistance.Excerpt(term)}' is neither a state nor a variable that was declared above.");
        return state < states ? new([(byte)state], null) : throw Error($"state {state} is outside 0 to {states - 1}, which n_states:{states} allows.");
    }

    private InputException Error(string problem) => new(problem, new SourceLocation(file, number));
}
