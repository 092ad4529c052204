using Lightcone.Formats.Json;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Blif;

/// <summary>Reads a combinational BLIF model and evaluates it, 64 neighborhoods at a time, one to a bit of a word.</summary>
internal sealed class BlifReader
{
    /// <summary>Literals times words before a file is refused. Most cubes are left after a few literals: seconds.</summary>
    private const double Budget = 2e10;

    private readonly string? file;
    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private string[]? inputs;
    private string[]? outputs;
    private Signature? signature;
    private Node? current;
    private bool begun;
    private bool ended;
    private long literals;

    private BlifReader(string? file) => this.file = file;

    public static BlifReader Read(string text, string? file)
    {
        BlifReader reader = new(file);
        int number = 0;
        int first = 0;
        string folded = "";
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string[] parts = raw.TrimEnd('\r').Split('#', 2);
            if (parts.Length == 2)
                reader.signature ??= SignatureLine.TryParse(parts[1], file, number)?.Signature;
            first = folded.Length == 0 ? number : first;
            string line = parts[0].TrimEnd();
            folded += line.EndsWith('\\') ? line[..^1] + " " : line;
            if (line.EndsWith('\\'))
                continue;
            reader.Line(folded, new SourceLocation(file, first));
            folded = "";
            if (reader.ended)
                break;
        }

        return reader;
    }

    public LocalRule ToRule(Signature? wanted, string? name)
    {
        Signature target = wanted ?? signature
            ?? throw new InputException("a circuit says neither alphabets nor offsets, and this one was not written by Lightcone. Say which rule it is like.", new SourceLocation(name));
        string[] pins = BlifPins.Inputs(target);
        if (inputs is null || outputs is null || !inputs.SequenceEqual(pins) || !outputs.SequenceEqual(BlifPins.Outputs(target)))
            throw new InputException($"the inputs and outputs are not those of {target}: expected .inputs {string.Join(' ', pins.Take(8))}{(pins.Length > 8 ? " ..." : "")} and .outputs {string.Join(' ', BlifPins.Outputs(target))}.", new SourceLocation(name));
        List<Node> order = Order();
        if ((double)literals * (1 + (target.DomainSize / 64)) > Budget)
            throw new InputException("evaluating this circuit on every neighborhood would take too long.", new SourceLocation(name));
        byte[] table = new byte[target.DomainSize];
        byte[] symbols = new byte[target.Positions];
        Dictionary<string, ulong> values = new(StringComparer.Ordinal);
        for (int start = 0; start < table.Length; start += 64)
        {
            int count = Math.Min(64, table.Length - start);
            foreach (string pin in pins)
                values[pin] = 0;
            for (int i = 0; i < count; i++)
            {
                target.Unpack(start + i, symbols);
                int next = 0;
                for (int p = 0; p < symbols.Length; p++)
                    for (int bit = 0; bit < Alphabet.BitsOf(target.PositionSizes[p]); bit++)
                        values[pins[next++]] |= (ulong)((symbols[p] >> bit) & 1) << i;
            }

            foreach (Node node in order)
                values[node.Name] = node.Evaluate(values);
            for (int i = 0; i < count; i++)
                for (int bit = 0; bit < outputs.Length; bit++)
                    table[start + i] |= (byte)(((values[outputs[bit]] >> i) & 1) << bit);
        }

        for (int i = 0; i < table.Length; i++)
            if (table[i] >= target.Output.Size)
                throw new InputException($"for the neighborhood {target.Describe(i)} the circuit gives code {table[i]}, which is no symbol of {target.Output}.", new SourceLocation(name));
        return LocalRule.FromTable(target, table);
    }

    private void Line(string line, SourceLocation place)
    {
        string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return;
        if (!words[0].StartsWith('.'))
        {
            Cover(words, place);
            return;
        }

        current = null;
        switch (words[0])
        {
            case ".model" when !begun:
                begun = true;
                break;
            case ".inputs" when begun:
                inputs = [.. inputs ?? [], .. words[1..]];
                break;
            case ".outputs" when begun:
                outputs = [.. outputs ?? [], .. words[1..]];
                break;
            case ".names" when begun && words.Length > 1:
                current = new Node(words[^1], words[1..^1]);
                if (!nodes.TryAdd(current.Name, current))
                    throw new InputException($"the signal {current.Name} is defined twice.", place);
                break;
            case ".end" when begun:
                ended = true;
                break;
            default:
                throw new InputException(begun
                    ? $"'{EditDistance.Excerpt(words[0])}' is not read here: a rule is a combinational circuit of .inputs, .outputs and .names, without latches, gates and further models."
                    : "expected .model before anything else in a BLIF file.", place);
        }
    }

    private void Cover(string[] words, SourceLocation place)
    {
        if (current is null)
            throw new InputException("a line of a cover stands outside .names.", place);
        string cube = words.Length == 2 ? words[0] : "";
        if (words.Length != (current.Inputs.Length == 0 ? 1 : 2) || cube.Length != current.Inputs.Length || words[^1] is not ("0" or "1") || cube.AsSpan().IndexOfAnyExcept('0', '1', '-') >= 0)
            throw new InputException($"expected {current.Inputs.Length} of 0, 1 and -, and the value 0 or 1, for {current.Name}.", place);
        if (current.Cubes.Count > 0 && current.IsOnSet != (words[^1] == "1"))
            throw new InputException($"the cover of {current.Name} mixes lines for 0 and for 1.", place);
        current.IsOnSet = words[^1] == "1";
        current.Cubes.Add(cube);
        literals += 1 + cube.Length;
    }

    /// <summary>The nodes that the outputs need, each after those that it reads.</summary>
    private List<Node> Order()
    {
        List<Node> order = [];
        HashSet<string> done = new(inputs!, StringComparer.Ordinal);
        HashSet<string> open = new(StringComparer.Ordinal);
        // A stack of its own: a long chain of signals is no reason to run out of stack.
        Stack<string> stack = new(outputs!);
        while (stack.TryPeek(out string? name))
        {
            if (done.Contains(name))
            {
                stack.Pop();
                continue;
            }

            if (!nodes.TryGetValue(name, out Node? node))
                throw new InputException($"the signal {EditDistance.Excerpt(name)} is read, but nothing defines it.", new SourceLocation(file));
            string[] missing = [.. node.Inputs.Where(input => !done.Contains(input))];
            if (missing.Length == 0)
            {
                stack.Pop();
                done.Add(name);
                order.Add(node);
            }
            else if (!open.Add(name))
                throw new InputException($"the signal {name} depends on itself: the circuit is not combinational.", new SourceLocation(file));
            foreach (string input in missing)
                stack.Push(input);
        }

        return order;
    }

    private sealed class Node(string name, string[] inputs)
    {
        public string Name { get; } = name;

        public string[] Inputs { get; } = inputs;

        public List<string> Cubes { get; } = [];

        public bool IsOnSet { get; set; } = true;

        public ulong Evaluate(Dictionary<string, ulong> values)
        {
            Span<ulong> words = Inputs.Length <= 256 ? stackalloc ulong[Inputs.Length] : new ulong[Inputs.Length];
            for (int i = 0; i < words.Length; i++)
                words[i] = values[Inputs[i]];
            ulong any = 0;
            foreach (string cube in Cubes)
            {
                ulong all = ~0UL;
                for (int i = 0; i < words.Length && all != 0; i++)
                    all &= cube[i] == '1' ? words[i] : cube[i] == '0' ? ~words[i] : ~0UL;
                any |= all;
            }

            return IsOnSet ? any : ~any;
        }
    }
}
