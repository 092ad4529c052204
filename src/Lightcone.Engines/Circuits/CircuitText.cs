using System.Text;
using Lightcone.Engines.Synthesis;
using Lightcone.Formats.Blif;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines.Circuits;

/// <summary>Writes a rule's compiled circuits as BLIF.</summary>
internal sealed class CircuitText(LocalRule rule, string name)
{
    private readonly Signature signature = rule.Signature;
    private readonly BlifText blif = new(rule, name);

    /// <summary>The circuit of multiplexers.</summary>
    public string Multiplexers()
    {
        if (!rule.IsIterable)
            throw new InputException("the compiled circuit is that of a rule; a readout is not compiled. Write its table (blif).");
        EssentialTable essential = new(rule);
        Circuit circuit = Circuit.Synthesize(essential)
            ?? throw new InputException($"no circuit of at most {Circuit.MaxSize} multiplexers was found. Write the table (blif).");
        string[] pins = [.. Essential(essential).SelectMany(blif.Pins)];
        List<string> legal = blif.Legal();
        foreach (int signal in circuit.Order)
        {
            MuxNetwork.Mux mux = circuit.Network[signal];
            blif.Append($".names {pins[mux.Input]} {Signal(mux.Low)} {Signal(mux.High)} {Signal(signal)}\n01- 1\n1-1 1\n");
        }

        blif.Append($".names {Signal(MuxNetwork.Zero)}\n.names {Signal(MuxNetwork.One)}\n1\n");
        return blif.End(legal, circuit.Outputs.Select(Signal));
    }

    /// <summary>The network of look-ups, with its codes.</summary>
    public string Lookups()
    {
        if (!rule.IsIterable)
            throw new InputException("the network of look-ups is that of a rule; a readout is not compiled. Write its table (blif).");
        EssentialTable essential = new(rule);
        EssentialTable? merged = essential.WithContexts(out byte[] classes);
        (_, LookupNetwork? found, byte[]? codes) = merged is null ? default : StateCoding.Search(merged);
        LookupNetwork network = found ?? throw new InputException("no network of look-ups small enough was found. Write the table (blif).");
        int[] positions = [.. Essential(essential)];
        int frozen = essential.FrozenOffsets.Length;
        string[] read = [.. frozen == 0 ? [] : Classes(essential, classes, Alphabet.BitsOf(merged!.Sizes[0])), .. positions[frozen..].SelectMany(position => Coded(position, codes))];
        List<string> legal = blif.Legal();
        string Name(int signal) => signal == LookupNetwork.Zero ? "zero" : signal == LookupNetwork.One ? "one" : signal < LookupNetwork.FirstInput + network.Inputs ? read[signal - LookupNetwork.FirstInput] : $"g{signal}";
        blif.Append(".names zero\n.names one\n1\n");
        for (int i = 0; i < network.Gates.Length; i++)
        {
            LookupNetwork.Gate gate = network.Gates[i];
            IEnumerable<int> ones = Enumerable.Range(0, 8).Where(combination => ((gate.Function >> combination) & 1) != 0);
            blif.Cover([Name(gate.A), Name(gate.B), Name(gate.C)], Name(LookupNetwork.FirstInput + network.Inputs + i), ones.Select(static ones => $"{ones >> 2}{(ones >> 1) & 1}{ones & 1}"));
        }

        string[] results = [.. network.Outputs.Select(Name)];
        return blif.End(legal, codes is null ? results : Mapped(results, "r", codes.Length, code => codes.IndexOf((byte)code)));
    }

    /// <summary>The bits of the class of the frozen context, from the bits of the frozen symbols.</summary>
    private IEnumerable<string> Classes(EssentialTable table, byte[] classes, int bits)
    {
        string[] pins = [.. Essential(table).Take(table.FrozenOffsets.Length).SelectMany(blif.Pins)];
        for (int bit = 0; bit < bits; bit++)
            blif.Cover(pins, $"class{bit}", Enumerable.Range(0, classes.Length).Where(context => ((classes[context] >> bit) & 1) != 0).Select(context =>
                string.Concat(Enumerable.Range(0, table.FrozenOffsets.Length).Select(k => BlifText.Code(context * table.StateDomain / table.Weights[k] % table.Sizes[k], Alphabet.BitsOf(table.Sizes[k]))))));
        return Enumerable.Range(0, bits).Select(static bit => $"class{bit}");
    }

    /// <summary>The bits of the code under which the network reads the state at a position; without codes those of the symbol.</summary>
    private IEnumerable<string> Coded(int position, byte[]? codes) =>
        codes is null ? blif.Pins(position) : Mapped([.. blif.Pins(position)], $"c{position}_", codes.Length, symbol => codes[symbol]);

    /// <summary>The bits of what each of <paramref name="count"/> numbers is mapped to, from the bits of the number.</summary>
    private IEnumerable<string> Mapped(string[] pins, string name, int count, Func<int, int> map)
    {
        for (int bit = 0; bit < pins.Length; bit++)
            blif.Cover(pins, $"{name}{bit}", Enumerable.Range(0, count).Where(number => ((map(number) >> bit) & 1) != 0).Select(number => BlifText.Code(number, pins.Length)));
        return Enumerable.Range(0, pins.Length).Select(bit => $"{name}{bit}");
    }

    private static string Signal(int number) => number switch { MuxNetwork.Zero => "zero", MuxNetwork.One => "one", _ => $"m{number}" };

    /// <summary>The rule's positions that the circuit reads, in its order.</summary>
    private IEnumerable<int> Essential(EssentialTable table)
    {
        int frozen = signature.FrozenNeighborhood.Count;
        return [.. table.FrozenOffsets.Select(offset => signature.FrozenNeighborhood.Offsets.IndexOf(offset)), .. table.StateOffsets.Select(offset => frozen + signature.StateNeighborhood.Offsets.IndexOf(offset))];
    }
}
