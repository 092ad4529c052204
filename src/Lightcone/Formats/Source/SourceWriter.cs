using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Source;

/// <summary>The text of an exported class.</summary>
internal sealed class SourceWriter(Automaton automaton, string name)
{
    /// <summary>Begins the first line, in which the rule stands as JSON.</summary>
    public const string Mark = "// lightcone-source ";

    private readonly StringBuilder text = new();
    private readonly bool isGrid = automaton.Rule.Dimensions == 2;

    private bool HasInput => automaton.Rule.Frozen is not null || automaton.Readout?.Frozen is not null;

    /// <summary>A class's name made of the words of <paramref name="text"/>: rule-110 becomes Rule110.</summary>
    public static string ClassName(string text)
    {
        string[] words = string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string joined = string.Concat(words.Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        return joined.Length == 0 || char.IsAsciiDigit(joined[0]) ? "Rule" + joined : joined;
    }

    public string Write()
    {
        LocalRule rule = automaton.Rule;
        text.Append(Mark).Append(JsonText.WriteLine(writer =>
        {
            writer.WriteString("format", RuleJson.FormatName);
            writer.WriteNumber("version", RuleJson.Version);
            writer.WriteString("class", name);
            AutomatonJson.WriteBody(writer, automaton);
        })).Append('\n');
        Line("using System;\n");
        Line($"/// <summary>{Xml($"{rule.Signature}")}, boundary {automaton.Boundary}. Cells hold the numbers of symbols{(isGrid ? ", row by row" : "")}. Written by Lightcone.</summary>");
        Line($"public static class {name}\n{{");
        Table("Table", rule);
        if (automaton.Readout is not null)
            Table("ReadoutTable", automaton.Readout);
        Apply("Step", "One synchronous step", "Table", rule);
        if (rule.IsIterable)
            Settle(rule);
        if (automaton.Readout is not null)
            Apply("Read", "Reads the answer off a final state", "ReadoutTable", automaton.Readout);
        Locate();
        Line("}");
        return text.ToString();
    }

    private void Table(string table, LocalRule rule)
    {
        Line($"    private static ReadOnlySpan<byte> {table} =>\n    [");
        foreach (byte[] row in rule.Table.ToArray().Chunk(32))
            Line($"        {string.Join(", ", row)},");
        Line("    ];\n");
    }

    private void Apply(string method, string summary, string table, LocalRule rule)
    {
        Signature signature = rule.Signature;
        string size = isGrid ? ", int width" : "";
        Line($"    /// <summary>{summary}. All spans have the same length{(isGrid ? ", a multiple of the width" : "")}.{(rule.Frozen is null ? "" : " Outside the input is symbol 0.")}</summary>");
        Line($"    public static void {method}(ReadOnlySpan<byte> state{(rule.Frozen is null ? "" : ", ReadOnlySpan<byte> input")}, Span<byte> next{size})\n    {{");
        Line(isGrid ? "        int height = state.Length / width;\n        for (int i = 0; i < state.Length; i++)\n        {\n            int x = i % width, y = i / width, index = 0;" : "        for (int i = 0; i < state.Length; i++)\n        {\n            int index = 0;");
        for (int p = 0; p < signature.Positions; p++)
        {
            bool frozen = p < signature.FrozenNeighborhood.Count;
            Offset offset = signature.OffsetAt(p);
            string place = isGrid ? $"width, height, x + {offset.X}, y + {offset.Y}" : $"state.Length, i + {offset.X}";
            Line($"            index = (index * {signature.PositionSizes[p]}) + {(frozen ? "Input(input" : "State(state")}, {place.Replace("+ -", "- ", StringComparison.Ordinal)});");
        }

        Line($"            next[i] = {table}[index];\n        }}\n    }}\n");
    }

    private void Settle(LocalRule rule)
    {
        string input = rule.Frozen is null ? "" : ", ReadOnlySpan<byte> input";
        string pass = rule.Frozen is null ? "" : ", input";
        (string size, string with) = isGrid ? (", int width", ", width") : ("", "");
        Line($"    /// <summary>Steps in place until nothing changes.</summary>\n    /// <returns>The number of steps that changed something, or -1 when the state still changes after <paramref name=\"most\"/> steps.</returns>");
        Line($"    public static long Settle(Span<byte> state{input}{size}, long most)\n    {{\n        byte[] next = new byte[state.Length];\n        for (long steps = 0; steps <= most; steps++)\n        {{");
        Line($"            Step(state{pass}, next{with});\n            if (state.SequenceEqual(next))\n                return steps;\n            if (steps < most)\n                next.CopyTo(state);\n        }}\n\n        return -1;\n    }}\n");
    }

    private void Locate()
    {
        Field("State", automaton.Boundary);
        if (HasInput)
            Field("Input", Boundary.Fixed());
    }

    /// <summary>A method that reads a cell which may lie outside.</summary>
    private void Field(string method, Boundary boundary)
    {
        string parameters = isGrid ? "int width, int height, int x, int y" : "int length, int x";
        Line($"    private static int {method}(ReadOnlySpan<byte> cells, {parameters})\n    {{");
        foreach ((string at, string length) in isGrid ? [("x", "width"), ("y", "height")] : new[] { ("x", "length") })
            Line(boundary switch
            {
                Boundary.PeriodicBoundary => $"        {at} = (({at} % {length}) + {length}) % {length};",
                Boundary.FixedBoundary wall => $"        if ({at} < 0 || {at} >= {length})\n            return {wall.Symbol};",
                _ => $"        {at} = (({at} % (2 * {length})) + (2 * {length})) % (2 * {length});\n        {at} = {at} < {length} ? {at} : (2 * {length}) - 1 - {at};",
            });
        Line($"        return cells[{(isGrid ? "(y * width) + x" : "x")}];\n    }}{(method == "State" && HasInput ? "\n" : "")}");
    }

    private static string Xml(string plain) => plain.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void Line(string line) => text.Append(line).Append('\n');
}
