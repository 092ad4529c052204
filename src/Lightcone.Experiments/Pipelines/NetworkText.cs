using System.Globalization;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Pipelines;

/// <summary>Networks in few words: hidden widths where the data say the rest.</summary>
public static class NetworkText
{
    /// <summary>The widest layer of a network.</summary>
    private const int MostUnits = 65_536;

    /// <summary>
    /// Reads the hidden widths of a spiking network (<c>32-32</c>), of a perceptron (<c>perceptron:256-256</c>), or a whole <see cref="Architecture"/> (<c>input 192 | linear 32 | …</c>).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="inputs">Features per step of the data.</param>
    /// <param name="classes">Classes of the data.</param>
    /// <param name="beta">Leak of the spiking network, 0 to 1. Default 0.95.</param>
    /// <exception cref="FormatException">The text is no architecture, or none for these inputs and classes; among these is <see cref="InputException"/>.</exception>
    public static Architecture Parse(string text, int inputs, int classes, double beta = 0.95)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("input", StringComparison.Ordinal))
        {
            Architecture given = Architecture.Parse(text);
            if (given.Readout == Readout.EveryStep)
                throw new InputException("the readout 'every' gives an answer at each step, but these data have one class per sample. End with count, sum, last or mean.");
            return given.Inputs == inputs && given.Outputs == classes
                ? given
                : throw new InputException($"this architecture reads {given.Inputs} numbers and gives {given.Outputs}; the encoded data have {inputs} and {classes} classes. Write input {inputs} and end with {classes} outputs.");
        }

        if (text.Contains('|', StringComparison.Ordinal))
            throw new InputException($"network {text}: a whole architecture begins with what it reads: input {inputs} | {text.TrimStart(' ', '|')}");
        bool perceptron = text.StartsWith("perceptron:", StringComparison.Ordinal);
        string[] widths = (perceptron ? text["perceptron:".Length..] : text).Split('-');
        int[] hidden = [.. widths.Select(static width => int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int units) ? units : 0)];
        if (hidden.Any(static units => units is < 1 or > MostUnits))
            throw new InputException($"network {text}: expected hidden widths of at least 1 and at most {MostUnits:N0}, such as 32-32, perceptron:256-256, or a whole architecture (\"input {inputs} | linear 32 | leaky beta=0.95 | linear {classes} | leaky beta=0.95 | count\").");
        if (!(beta is >= 0 and <= 1))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"beta {beta}: expected 0 to 1."));
        return perceptron ? Architecture.Perceptron([inputs, .. hidden, classes]) : Architecture.Spiking(new Leaky { Beta = (float)beta }, [inputs, .. hidden, classes]);
    }
}
