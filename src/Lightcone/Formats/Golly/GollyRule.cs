using Lightcone.Formats.Json;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>Golly's <c>.rule</c> files (docs/rule-files.md): @TABLE with variables and symmetries, and @TREE, over the neighborhoods oneDimensional, vonNeumann and Moore.</summary>
/// <remarks>A transition that a table does not list leaves the cell unchanged; a variable that occurs twice in a line means the same state each time; the first line that fits decides, and of one line the first binding: states in the order of their declaration, the alphabetically last variable slowest, as in Golly 3.3. Colors come along; sections on names and icons are skipped.</remarks>
public static class GollyRule
{
    /// <summary>Reads a rule. A file of another program gives symbols 0, 1, 2, ..., the whole neighborhood in our usual order, and a torus; one of ours gives back alphabet, offsets and boundary as they were.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such file, asks for a neighborhood not read here, or has a domain beyond <see cref="Signature.MaxDomainSize"/>.</exception>
    public static Automaton Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        SignatureLine? signature = null;
        List<(int Number, string Text)>? section = null;
        List<(int Number, string Text)> colors = [];
        string kind = "";
        string heading = "";
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (number == 1 && !line.StartsWith("@RULE ", StringComparison.Ordinal))
                throw new InputException("expected @RULE and a name in the first line of a Golly rule. Is this another kind of file? Then name its format.", new SourceLocation(file, 1));
            if (line.StartsWith('@'))
            {
                heading = line.Split([' ', '\t'], 2)[0];
                // The first table or tree is the rule.
                if (section is null && heading is "@TABLE" or "@TREE")
                    (kind, section) = (heading, []);
                else if (heading is "@TABLE" or "@TREE")
                    heading = "";
                continue;
            }

            string content = line.Split('#', 2)[0].Trim();
            if (heading is "@TABLE" or "@TREE" && content.Length > 0)
                section!.Add((number, content));
            else if (heading == "@COLORS" && content.Length > 0)
                colors.Add((number, content));
            else if (section is null)
                signature ??= SignatureLine.TryParse(line, file, number);
        }

        if (section is null)
            throw new InputException("this rule has neither a @TABLE nor a @TREE section; without one there is no rule in it.", new SourceLocation(file, number));
        LocalRule read = kind == "@TABLE" ? new GollyTableReader(file).Read(section) : new GollyTreeReader(file).Read(section);
        return signature is null
            ? new Automaton { Rule = read, Boundary = Boundary.Periodic, Colors = GollyColors.Read(colors, read.State.Size, file) }
            : new Automaton { Rule = Restrict(read, signature.Signature, file), Boundary = signature.Boundary ?? Boundary.Periodic, Colors = GollyColors.Read(colors, read.State.Size, file) };
    }

    /// <summary>Writes a rule as a @TABLE. Our alphabet, offsets and boundary ride in a line of the description, which Golly skips.</summary>
    /// <param name="automaton">The rule.</param>
    /// <param name="name">The name for @RULE; Golly wants the file to be called NAME.rule.</param>
    /// <exception cref="InputException">Golly cannot say it: frozen input, a readout, a neighbor more than one cell away, a single symbol. The message says which.</exception>
    public static string Format(Automaton automaton, string name)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        ArgumentException.ThrowIfNullOrEmpty(name);
        LocalRule rule = automaton.Rule;
        if (rule.Frozen is not null)
            throw Unsayable("a Golly rule has no frozen input field, and this rule reads one. Export it as csv, truth-json, blif or csharp.");
        if (automaton.Readout is not null)
            throw Unsayable("a Golly rule holds one function, and this automaton has a rule and a readout. Write one of them.");
        if (!rule.IsIterable)
            throw Unsayable("a Golly rule gives the states that it reads, and this readout gives others. Export it as csv, truth-json or blif.");
        if (rule.State.Size < 2)
            throw Unsayable("a Golly rule has at least two states; this alphabet has a single symbol.");
        Signature signature = rule.Signature;
        GollyNeighborhood? neighborhood = GollyNeighborhood.All.FirstOrDefault(known =>
            known.Usual.Dimensions == rule.Dimensions && signature.StateNeighborhood.Offsets.All(offset => known.Offsets.Contains(offset)));
        if (neighborhood is null)
            throw Unsayable($"a Golly rule reads neighbors at most one cell away; this one reads {string.Join(", ", Enumerable.Range(0, signature.Positions).Where(i => signature.OffsetAt(i).Reach > 1).Select(signature.NameOf))}.");
        string plain = EditDistance.OneWord(name);
        string names = string.Join(' ', rule.State.Names.Select(static (symbol, i) => $"{i}={symbol}"));
        return $"@RULE {plain}\n\nWritten by Lightcone; {signature.DomainSize} neighborhoods, SHA-256 {rule.Hash}.\n"
            + $"Boundary {automaton.Boundary}: a rule does not hold it; a pattern's rule does, {plain}:T for a torus, {plain}:P for walls of state 0.\n"
            + $"States {names}\n{new SignatureLine(signature, automaton.Boundary).Format()}\n\n{new GollyTableWriter(rule, neighborhood).Write()}{GollyColors.Write(automaton.Colors)}";
    }

    /// <summary>The same rule over our own alphabet and offsets; the cells that those leave out must not matter.</summary>
    private static LocalRule Restrict(LocalRule read, Signature signature, string? file)
    {
        Neighborhood full = read.Signature.StateNeighborhood;
        int[] at = [.. signature.StateNeighborhood.Offsets.Select(offset => full.Offsets.IndexOf(offset))];
        if (signature.Frozen is not null || signature.State.Size != read.State.Size || !signature.Output.Equals(signature.State) || signature.Dimensions != full.Dimensions || at.Contains(-1))
            throw new InputException("the signature in the description does not belong to this table. Restore the line, or remove it.", new SourceLocation(file));
        byte[] table = new byte[signature.DomainSize];
        byte[] own = new byte[signature.Positions];
        byte[] whole = new byte[full.Count];
        for (int i = 0; i < table.Length; i++)
        {
            signature.Unpack(i, own);
            for (int p = 0; p < own.Length; p++)
                whole[at[p]] = own[p];
            table[i] = read.Apply(whole);
        }

        for (int i = 0; i < read.Signature.DomainSize; i++)
        {
            read.Signature.Unpack(i, whole);
            for (int p = 0; p < own.Length; p++)
                own[p] = whole[at[p]];
            if (read.Table[i] != table[signature.IndexOf(own)])
                throw new InputException("the table depends on a cell that the signature in the description leaves out. Restore the line, or remove it.", new SourceLocation(file));
        }

        return LocalRule.FromTable(signature, table);
    }

    private static InputException Unsayable(string problem) => new(problem);
}
