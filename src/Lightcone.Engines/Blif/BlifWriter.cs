using System.Text;
using Lightcone.Engines.Synthesis;
using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines.Blif;

/// <summary>Writes a rule as BLIF, as its table or as its compiled circuit.</summary>
internal sealed class BlifWriter
{
    private const int LineLength = 100;
    private readonly LocalRule rule;
    private readonly Signature signature;
    private readonly string[] inputs;
    private readonly string[] outputs;
    private readonly StringBuilder text = new();

    public BlifWriter(LocalRule rule, string name)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.rule = rule;
        signature = rule.Signature;
        inputs = BlifPins.Inputs(signature);
        outputs = BlifPins.Outputs(signature);
        if (signature.DomainSize > Blif.MaxDomainSize)
            throw new InputException($"the rule has {signature.DomainSize:N0} neighborhoods; circuits of at most {Blif.MaxDomainSize:N0} are written. Export it as json.");
        if (inputs.Length == 0 || outputs.Length == 0)
            throw new InputException("a circuit has bits that go in and come out; alphabets of a single symbol have none.");
        text.Append($"# {new SignatureLine(signature, null).Format()}\n# SHA-256 of the table {rule.Hash}\n");
        for (int p = 0; p < signature.Positions; p++)
            if (signature.PositionSizes[p] != 1 << Circuit.Bits(signature.PositionSizes[p]))
                text.Append($"# don't care: {signature.NameOf(p)} has codes 0 to {signature.PositionSizes[p] - 1}; above them all outputs are 0\n");
        text.Append($".model {EditDistance.OneWord(name)}\n");
        Names(".inputs", inputs);
        Names(".outputs", outputs);
    }

    public string FormatTable()
    {
        for (int bit = 0; bit < outputs.Length; bit++)
            Cover(inputs, outputs[bit], new BlifCover(rule, bit).Cubes());
        return text.Append(".end\n").ToString();
    }

    public string FormatCircuit()
    {
        if (!rule.IsIterable)
            throw new InputException("the compiled circuit is that of a rule; a readout is not compiled. Write its table (blif).");
        EssentialTable essential = new(rule);
        Circuit circuit = Circuit.Synthesize(essential)
            ?? throw new InputException($"no circuit of at most {Circuit.MaxSize} multiplexers was found. Write the table (blif).");
        string[] pins = [.. Essential(essential).SelectMany(Pins)];
        List<string> legal = Legal();
        foreach (int signal in circuit.Order)
        {
            MuxNetwork.Mux mux = circuit.Network[signal];
            text.Append($".names {pins[mux.Input]} {Signal(mux.Low)} {Signal(mux.High)} {Signal(signal)}\n01- 1\n1-1 1\n");
        }

        text.Append($".names {Signal(MuxNetwork.Zero)}\n.names {Signal(MuxNetwork.One)}\n1\n");
        return End(legal, circuit.Outputs.Select(Signal));
    }

    public string FormatLookups()
    {
        if (!rule.IsIterable)
            throw new InputException("the network of look-ups is that of a rule; a readout is not compiled. Write its table (blif).");
        EssentialTable essential = new(rule);
        EssentialTable? merged = essential.WithContexts(out byte[] classes);
        (_, LookupNetwork? found, byte[]? codes) = merged is null ? default : StateCoding.Search(merged);
        LookupNetwork network = found ?? throw new InputException("no network of look-ups small enough was found. Write the table (blif).");
        int[] positions = [.. Essential(essential)];
        int frozen = essential.FrozenOffsets.Length;
        string[] read = [.. frozen == 0 ? [] : Classes(essential, classes, Circuit.Bits(merged!.Sizes[0])), .. positions[frozen..].SelectMany(position => Coded(position, codes))];
        List<string> legal = Legal();
        string Name(int signal) => signal == LookupNetwork.Zero ? "zero" : signal == LookupNetwork.One ? "one" : signal < LookupNetwork.FirstInput + network.Inputs ? read[signal - LookupNetwork.FirstInput] : $"g{signal}";
        text.Append(".names zero\n.names one\n1\n");
        for (int i = 0; i < network.Gates.Length; i++)
        {
            LookupNetwork.Gate gate = network.Gates[i];
            IEnumerable<int> ones = Enumerable.Range(0, 8).Where(combination => ((gate.Function >> combination) & 1) != 0);
            Cover([Name(gate.A), Name(gate.B), Name(gate.C)], Name(LookupNetwork.FirstInput + network.Inputs + i), ones.Select(static ones => $"{ones >> 2}{(ones >> 1) & 1}{ones & 1}"));
        }

        string[] results = [.. network.Outputs.Select(Name)];
        return End(legal, codes is null ? results : Mapped(results, "r", codes.Length, code => codes.IndexOf((byte)code)));
    }

    /// <summary>The bits of the result: the signals that make them, where all codes are symbols.</summary>
    private string End(List<string> legal, IEnumerable<string> signals)
    {
        foreach ((string signal, string output) in signals.Zip(outputs))
        {
            Cover([signal, .. legal], output, [new string('1', 1 + legal.Count)]);
        }

        return text.Append(".end\n").ToString();
    }

    /// <summary>The bits of the class of the frozen context, from the bits of the frozen symbols.</summary>
    private IEnumerable<string> Classes(EssentialTable table, byte[] classes, int bits)
    {
        string[] pins = [.. Essential(table).Take(table.FrozenOffsets.Length).SelectMany(Pins)];
        for (int bit = 0; bit < bits; bit++)
            Cover(pins, $"class{bit}", Enumerable.Range(0, classes.Length).Where(context => ((classes[context] >> bit) & 1) != 0).Select(context =>
                string.Concat(Enumerable.Range(0, table.FrozenOffsets.Length).Select(k => Code(context * table.StateDomain / table.Weights[k] % table.Sizes[k], Circuit.Bits(table.Sizes[k]))))));
        return Enumerable.Range(0, bits).Select(static bit => $"class{bit}");
    }

    /// <summary>The bits of the code under which the network reads the state at a position; without codes those of the symbol.</summary>
    private IEnumerable<string> Coded(int position, byte[]? codes) =>
        codes is null ? Pins(position) : Mapped([.. Pins(position)], $"c{position}_", codes.Length, symbol => codes[symbol]);

    /// <summary>The bits of what each of <paramref name="count"/> numbers is mapped to, from the bits of the number.</summary>
    private IEnumerable<string> Mapped(string[] pins, string name, int count, Func<int, int> map)
    {
        for (int bit = 0; bit < pins.Length; bit++)
            Cover(pins, $"{name}{bit}", Enumerable.Range(0, count).Where(number => ((map(number) >> bit) & 1) != 0).Select(number => Code(number, pins.Length)));
        return Enumerable.Range(0, pins.Length).Select(bit => $"{name}{bit}");
    }

    private void Cover(IEnumerable<string> pins, string name, IEnumerable<string> cubes)
    {
        string[] lines = [.. cubes];
        // A signal that is never 1 is a constant: other programs refuse a cover without lines that reads inputs.
        Names(".names", lines.Length == 0 ? [name] : [.. pins, name]);
        foreach (string line in lines)
            text.Append(line).Append(" 1\n");
    }

    /// <summary>The bits of a number, least significant first.</summary>
    private static string Code(int number, int bits) => string.Concat(Enumerable.Range(0, bits).Select(bit => (char)('0' + ((number >> bit) & 1))));

    private IEnumerable<string> Pins(int position) => Enumerable.Range(0, Circuit.Bits(signature.PositionSizes[position])).Select(bit => BlifPins.Input(signature, position, bit));

    private static string Signal(int number) => number switch { MuxNetwork.Zero => "zero", MuxNetwork.One => "one", _ => $"m{number}" };

    /// <summary>For each position with unused codes, a signal that is 1 where its code is a symbol.</summary>
    private List<string> Legal()
    {
        List<string> names = [];
        for (int p = 0; p < signature.Positions; p++)
        {
            int bits = Circuit.Bits(signature.PositionSizes[p]);
            if (signature.PositionSizes[p] == 1 << bits)
                continue;
            names.Add($"legal{p}");
            Cover(Pins(p), names[^1], Enumerable.Range(0, signature.PositionSizes[p]).Select(code => Code(code, bits)));
        }

        return names;
    }

    /// <summary>The rule's positions that the circuit reads, in its order.</summary>
    private IEnumerable<int> Essential(EssentialTable table)
    {
        int frozen = signature.FrozenNeighborhood.Count;
        return [.. table.FrozenOffsets.Select(offset => signature.FrozenNeighborhood.Offsets.IndexOf(offset)), .. table.StateOffsets.Select(offset => frozen + signature.StateNeighborhood.Offsets.IndexOf(offset))];
    }

    /// <summary>A directive with names, folded with backslashes.</summary>
    private void Names(string directive, IEnumerable<string> names)
    {
        text.Append(directive);
        int column = directive.Length;
        foreach (string name in names)
        {
            if (column + name.Length + 1 > LineLength)
            {
                text.Append(" \\\n");
                column = 0;
            }

            text.Append(' ').Append(name);
            column += name.Length + 1;
        }

        text.Append('\n');
    }
}
