using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Cli;

/// <summary>Where each start comes to rest: the machines that write it, as tables, and how many starts come to the same end.</summary>
internal static class EndReport
{
    /// <summary>Basins are counted on rows of 1 to so many cells.</summary>
    private const int Longest = 8;

    /// <summary>So many ends are named, those that most starts come to.</summary>
    private const int MostEnds = 6;

    /// <summary>The most rows of a table.</summary>
    private const int MostLetters = 32;

    /// <summary>The most starts that are followed to name ends.</summary>
    private const int MostStarts = 1 << 16;

    public static void WriteText(TextWriter output, Certificate certificate)
    {
        output.WriteLine();
        if (certificate.Ends is not { } ends)
        {
            output.WriteLine($"No map of ends: {Missing(certificate)}.");
            return;
        }

        WriteMachines(output, certificate.Rule, ends);
        if (ends.ForgetsStart)
        {
            output.WriteLine($"The start is forgotten: every start{(ends.Inputs > 1 ? " with the same input" : "")} on a row comes to the same end.");
            return;
        }

        if (ends.Inputs > 1)
            return;
        output.WriteLine();
        IReadOnlyList<string> names = certificate.Rule.State.Names;
        List<string[]> table = [["cells", .. Cells(static n => n)], ["ends", .. Cells(ends.Ends)]];
        foreach (byte symbol in Everywhere(certificate, ends))
            table.Add([$"starts that come to {names[symbol]} in all cells", .. Cells(n => ends.Starts(Row(certificate, n, symbol)))]);
        TextTable.Write(output, table);
        foreach (byte symbol in Everywhere(certificate, ends))
            if (ends.Basin(symbol) is { } basin)
                output.WriteLine($"Which starts come to {names[symbol]} in all cells is told by a machine of {EditDistance.Count(basin.States, "state")} that reads them once.");
        (Lattice End, int Starts)[] basins = Basins(certificate, ends);
        output.WriteLine($"Most starts on {EditDistance.Count(basins[0].End.Count, "cell")} come to {string.Join(", ", basins.Take(MostEnds).Select(static basin => string.Create(CultureInfo.InvariantCulture, $"{basin.End} ({basin.Starts})")))}{(basins.Length > MostEnds ? ", ..." : "")}.");

        static string[] Cells(Func<int, BigInteger> count) => [.. Enumerable.Range(1, Longest).Select(n => count(n).ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>As the members of a JSON object: the smallest rows, with the number of ends and of starts that come to one symbol everywhere; null where there is no map, the start is forgotten, or an input is read.</summary>
    public static void WriteJson(Utf8JsonWriter writer, Certificate? certificate)
    {
        if (certificate?.Ends is not { ForgetsStart: false, Inputs: 1 } ends)
        {
            writer.WriteNull("basins");
            writer.WriteString("noEnds", certificate is { Ends: null } ? Missing(certificate) : null);
            return;
        }

        JsonList.Objects(writer, "basins", Enumerable.Range(1, Longest), n =>
        {
            writer.WriteNumber("cells", n);
            writer.WriteString("ends", ends.Ends(n).ToString(CultureInfo.InvariantCulture));
            writer.WriteStartObject("startsToOneSymbol");
            foreach (byte symbol in Everywhere(certificate, ends))
                writer.WriteString(certificate.Rule.State.Names[symbol], ends.Starts(Row(certificate, n, symbol)).ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        });
        writer.WriteNull("noEnds");
    }

    private static string Missing(Certificate certificate) => EndMapDiscovery.Run(certificate.Rule, certificate.Automaton.Boundary, certificate.Convergence) switch
    {
        null when certificate.Convergence.Status != ProofStatus.Proved => "the rule is not proved to come to rest",
        null => "it is looked for on rows with ends, of rules that do not read too much",
        { IsExcluded: true } => $"it is not regular with at most {EndMapDiscovery.MostStates} states, since more beginnings of rows, or endings, differ in what becomes of the rest",
        _ => "it was neither found nor excluded within the limit of the search",
    };

    private static Lattice Row(Certificate certificate, int cells, byte symbol) => Lattice.Filled(certificate.Rule.State, Shape.Row(cells), certificate.Automaton.Boundary, symbol);

    /// <summary>The symbols that are at rest in all cells of some of these rows.</summary>
    private static IEnumerable<byte> Everywhere(Certificate certificate, EndMap ends) =>
        Enumerable.Range(0, certificate.Rule.State.Size).Select(static symbol => (byte)symbol).Where(symbol => Enumerable.Range(1, Longest).Any(n => !ends.Starts(Row(certificate, n, symbol)).IsZero));

    /// <summary>The ends of the longest of these rows whose starts can be followed, with their starts, the most first.</summary>
    private static (Lattice End, int Starts)[] Basins(Certificate certificate, EndMap ends)
    {
        int size = certificate.Rule.State.Size;
        int cells = Math.Min(Longest, (int)(Math.Log(MostStarts) / Math.Log(size)));
        Dictionary<Lattice, int> starts = [];
        byte[] start = new byte[Math.Max(1, cells)];
        for (int number = 0; number < Math.Pow(size, start.Length); number++)
        {
            for ((int i, int rest) = (0, number); i < start.Length; i++, rest /= size)
                start[i] = (byte)(rest % size);
            Lattice end = ends.End(Lattice.FromCells(certificate.Rule.State, Shape.Row(start.Length), certificate.Automaton.Boundary, start));
            starts[end] = starts.GetValueOrDefault(end) + 1;
        }

        return [.. starts.Select(static basin => (basin.Key, basin.Value)).OrderByDescending(static basin => basin.Value).ThenBy(static basin => basin.Key.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>A machine that writes while it reads is one table; else there is one for each direction, and one of what is written.</summary>
    private static void WriteMachines(TextWriter output, LocalRule rule, EndMap ends)
    {
        if (ends.Machine is { } machine)
        {
            output.WriteLine($"Read {(ends.Inputs > 1 ? "inputs" : "a start")} from the {(ends.LastStates == 1 ? "first" : "last")} cell on, in state 0: what the cell comes to, and the next state.");
            WriteTable(output, machine.Input.Names, [.. Enumerable.Range(0, machine.States).Select(static state => $"state {state}")], (symbol, state) => $"{rule.State.Names[machine.Outputs[(state * machine.Input.Size) + symbol]]}, {machine.Next[(state * machine.Input.Size) + symbol]}");
            return;
        }

        string[] letters = [.. Enumerable.Range(0, ends.Letters).Select(letter => ends.Inputs == 1 ? rule.State.Names[letter] : $"{rule.Frozen!.Names[letter / rule.State.Size]}/{rule.State.Names[letter % rule.State.Size]}")];
        output.WriteLine("Read a start from the first cell on, in state 0: the next state.");
        WriteTable(output, letters, [.. Enumerable.Range(0, ends.FirstStates).Select(static state => $"state {state}")], (letter, state) => Text(ends.First[(state * ends.Letters) + letter]));
        output.WriteLine("And from the last cell on:");
        WriteTable(output, letters, [.. Enumerable.Range(0, ends.LastStates).Select(static state => $"state {state}")], (letter, state) => Text(ends.Last[(state * ends.Letters) + letter]));
        output.WriteLine($"What a cell comes to that shows {string.Join(", ", letters.Take(MostLetters))}{(letters.Length > MostLetters ? ", ..." : "")}, between a state from the first cell (a line) and one from the last (a column):");
        WriteTable(output, [.. Enumerable.Range(0, ends.FirstStates).Select(static state => $"state {state}")], [.. Enumerable.Range(0, ends.LastStates).Select(static state => $"state {state}")],
            (first, last) => string.Join(' ', Enumerable.Range(0, Math.Min(MostLetters, ends.Letters)).Select(letter => rule.State.Names[ends.Outputs[(((first * ends.Letters) + letter) * ends.LastStates) + last]])));
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<string> letters, string[] states, Func<int, int, string> cell)
    {
        int shown = Math.Min(letters.Count, MostLetters);
        TextTable.Write(output, [["", .. states], .. letters.Take(shown).Select((name, letter) => (string[])[name, .. states.Select((_, state) => cell(letter, state))])]);
        if (shown < letters.Count)
            output.WriteLine($"... and {letters.Count - shown} more.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
