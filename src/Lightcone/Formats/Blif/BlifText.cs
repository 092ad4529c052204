using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Blif;

/// <summary>A rule as BLIF in the making: the head with the names of all bits, covers, and the end.</summary>
internal sealed class BlifText
{
    private const int LineLength = 100;
    private readonly LocalRule rule;
    private readonly Signature signature;
    private readonly string[] inputs;
    private readonly string[] outputs;
    private readonly StringBuilder text = new();

    public BlifText(LocalRule rule, string name)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.rule = rule;
        signature = rule.Signature;
        inputs = BlifPins.Inputs(signature);
        outputs = BlifPins.Outputs(signature);
        if (signature.DomainSize > BlifCircuit.MaxDomainSize)
            throw new InputException($"the rule has {signature.DomainSize:N0} neighborhoods; circuits of at most {BlifCircuit.MaxDomainSize:N0} are written. Export it as json.");
        if (inputs.Length == 0 || outputs.Length == 0)
            throw new InputException("a circuit has bits that go in and come out; alphabets of a single symbol have none.");
        text.Append($"# {new SignatureLine(signature, null).Format()}\n# SHA-256 of the table {rule.Hash}\n");
        for (int p = 0; p < signature.Positions; p++)
            if (signature.PositionSizes[p] != 1 << Alphabet.BitsOf(signature.PositionSizes[p]))
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

    /// <summary>The bits of the result: the signals that make them, where all codes are symbols.</summary>
    public string End(List<string> legal, IEnumerable<string> signals)
    {
        foreach ((string signal, string output) in signals.Zip(outputs))
            Cover([signal, .. legal], output, [new string('1', 1 + legal.Count)]);

        return text.Append(".end\n").ToString();
    }

    /// <summary>A signal that is 1 where one of the cubes fits the pins.</summary>
    public void Cover(IEnumerable<string> pins, string name, IEnumerable<string> cubes)
    {
        string[] lines = [.. cubes];
        // A signal that is never 1 is a constant: other programs refuse a cover without lines that reads inputs.
        Names(".names", lines.Length == 0 ? [name] : [.. pins, name]);
        foreach (string line in lines)
            text.Append(line).Append(" 1\n");
    }

    /// <summary>The bits of a number, least significant first.</summary>
    public static string Code(int number, int bits) => string.Concat(Enumerable.Range(0, bits).Select(bit => (char)('0' + ((number >> bit) & 1))));

    /// <summary>The bits of the symbol at a position.</summary>
    public IEnumerable<string> Pins(int position) => Enumerable.Range(0, Alphabet.BitsOf(signature.PositionSizes[position])).Select(bit => BlifPins.Input(signature, position, bit));

    /// <summary>For each position with unused codes, a signal that is 1 where its code is a symbol.</summary>
    public List<string> Legal()
    {
        List<string> names = [];
        for (int p = 0; p < signature.Positions; p++)
        {
            int bits = Alphabet.BitsOf(signature.PositionSizes[p]);
            if (signature.PositionSizes[p] == 1 << bits)
                continue;
            names.Add($"legal{p}");
            Cover(Pins(p), names[^1], Enumerable.Range(0, signature.PositionSizes[p]).Select(code => Code(code, bits)));
        }

        return names;
    }

    /// <summary>Lines as they are.</summary>
    public void Append(string lines) => text.Append(lines);

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
