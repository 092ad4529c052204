using System.Text;
using Lightcone.Kernels;
using Lightcone.Kernels.Synthesis;

namespace Lightcone.Text.Tables;

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
        text.Append($".model {Spelling.OneWord(name)}\n");
        Names(".inputs", inputs);
        Names(".outputs", outputs);
    }

    public string FormatTable()
    {
        for (int bit = 0; bit < outputs.Length; bit++)
        {
            List<string> cubes = new BlifCover(rule, bit).Cubes();
            // A bit that is never 1 is a constant: other programs refuse a cover without lines that reads inputs.
            Names(".names", cubes.Count == 0 ? [outputs[bit]] : [.. inputs, outputs[bit]]);
            foreach (string cube in cubes)
                text.Append(cube).Append(" 1\n");
        }

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
        EssentialTable? merged = essential.WithContexts(out byte[] codes);
        LookupNetwork network = (merged is null ? null : LookupSynthesis.Synthesize(merged))
            ?? throw new InputException("no network of look-ups small enough was found. Write the table (blif).");
        int[] positions = [.. Essential(essential)];
        string[] frozen = [.. positions.Take(essential.FrozenOffsets.Length).SelectMany(Pins)];
        int classes = essential.FrozenOffsets.Length == 0 ? 0 : Circuit.Bits(merged!.Sizes[0]);
        for (int bit = 0; bit < classes; bit++)
            Class(bit, essential, codes, frozen);
        string[] read = [.. Enumerable.Range(0, classes).Select(static bit => $"class{bit}"), .. positions.Skip(essential.FrozenOffsets.Length).SelectMany(Pins)];
        List<string> legal = Legal();
        string Name(int signal) => signal == LookupNetwork.Zero ? "zero" : signal == LookupNetwork.One ? "one" : signal < LookupNetwork.FirstInput + network.Inputs ? read[signal - LookupNetwork.FirstInput] : $"g{signal}";
        text.Append(".names zero\n.names one\n1\n");
        for (int i = 0; i < network.Gates.Length; i++)
        {
            LookupNetwork.Gate gate = network.Gates[i];
            text.Append($".names {Name(gate.A)} {Name(gate.B)} {Name(gate.C)} {Name(LookupNetwork.FirstInput + network.Inputs + i)}\n");
            for (int combination = 0; combination < 8; combination++)
                if (((gate.Function >> combination) & 1) != 0)
                    text.Append($"{combination >> 2}{(combination >> 1) & 1}{combination & 1} 1\n");
        }

        return End(legal, network.Outputs.Select(Name));
    }

    /// <summary>The bits of the result: the signals that make them, where all codes are symbols.</summary>
    private string End(List<string> legal, IEnumerable<string> signals)
    {
        foreach ((string signal, string output) in signals.Zip(outputs))
        {
            Names(".names", [signal, .. legal, output]);
            text.Append('1', 1 + legal.Count).Append(" 1\n");
        }

        return text.Append(".end\n").ToString();
    }

    /// <summary>One bit of the class of the frozen context, from the bits of the frozen symbols.</summary>
    private void Class(int bit, EssentialTable table, byte[] codes, string[] pins)
    {
        Names(".names", [.. pins, $"class{bit}"]);
        for (int context = 0; context < codes.Length; context++)
        {
            if (((codes[context] >> bit) & 1) == 0)
                continue;
            for (int k = 0; k < table.FrozenOffsets.Length; k++)
            {
                int symbol = context * table.StateDomain / table.Weights[k] % table.Sizes[k];
                for (int i = 0; i < Circuit.Bits(table.Sizes[k]); i++)
                    text.Append((char)('0' + ((symbol >> i) & 1)));
            }

            text.Append(" 1\n");
        }
    }

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
            Names(".names", [.. Pins(p), names[^1]]);
            for (int code = 0; code < signature.PositionSizes[p]; code++)
                text.Append(string.Concat(Enumerable.Range(0, bits).Select(bit => (char)('0' + ((code >> bit) & 1))))).Append(" 1\n");
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
