using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone;

/// <summary>Turns neighborhoods into the numbers that a network reads: for each position a small table from symbols to whole numbers.</summary>
internal sealed class SymbolEncoder
{
    private readonly double[][] tables;
    private readonly int[] widths;

    /// <param name="signature">What is read.</param>
    /// <param name="codes">One code for each position.</param>
    public SymbolEncoder(Signature signature, ImmutableArray<SymbolCode> codes)
    {
        if (codes.Length != signature.Positions)
            throw new ArgumentException($"{codes.Length} codes do not fit a neighborhood of {signature.Positions} positions.", nameof(codes));
        tables = new double[codes.Length][];
        widths = new int[codes.Length];
        List<double> scales = [];
        for (int position = 0; position < codes.Length; position++)
        {
            List<double[]> columns = [];
            if (codes[position] != SymbolCode.Ignored)
                AddColumns(signature.AlphabetAt(position), codes[position], static symbol => symbol, signature.PositionSizes[position], columns, scales);
            widths[position] = columns.Count;
            tables[position] = new double[columns.Count * signature.PositionSizes[position]];
            for (int j = 0; j < columns.Count; j++)
                for (int symbol = 0; symbol < columns[j].Length; symbol++)
                    tables[position][(symbol * columns.Count) + j] = columns[j][symbol];
        }

        Inputs = scales.Count;
        Scales = [.. scales];
    }

    /// <summary>How many numbers a neighborhood becomes.</summary>
    public int Inputs { get; }

    /// <summary>For each input, the largest absolute value of its code: training divides by it, and the weights take it back.</summary>
    public double[] Scales { get; }

    /// <summary>How many numbers the symbol at a position becomes.</summary>
    public int Width(int position) => widths[position];

    /// <summary>The code at a position: for each symbol its <see cref="Width"/> numbers.</summary>
    public ReadOnlySpan<double> Table(int position) => tables[position];

    /// <summary>Writes the whole-number code of a neighborhood.</summary>
    public void Write(ReadOnlySpan<byte> neighborhood, Span<double> inputs)
    {
        int at = 0;
        for (int position = 0; position < tables.Length; position++)
        {
            double[] table = tables[position];
            int width = widths[position];
            int row = neighborhood[position] * width;
            for (int j = 0; j < width; j++)
                inputs[at++] = table[row + j];
        }
    }

    private static void AddColumns(Alphabet alphabet, SymbolCode code, Func<int, int> part, int symbols, List<double[]> columns, List<double> scales)
    {
        if (alphabet.Tracks.Length > 0)
        {
            for (int t = 0; t < alphabet.Tracks.Length; t++)
            {
                int track = t;
                AddColumns(alphabet.Tracks[t].Alphabet, code, symbol => alphabet.Part((byte)part(symbol), track), symbols, columns, scales);
            }

            return;
        }

        int size = alphabet.Size;
        bool oneHot = code == SymbolCode.OneHot || (code == SymbolCode.Automatic && !alphabet.IsOrdinal && size > 2);
        for (int value = 0; value < (oneHot ? size : 1); value++)
        {
            double[] column = new double[symbols];
            for (int symbol = 0; symbol < symbols; symbol++)
                column[symbol] = oneHot ? (part(symbol) == value ? 1 : 0) : code == SymbolCode.Counting ? part(symbol) : (2 * part(symbol)) - (size - 1);
            columns.Add(column);
            // Counting is the plain code of other libraries and stays as it is.
            scales.Add(oneHot || code == SymbolCode.Counting ? 1 : Math.Max(1, size - 1));
        }
    }
}
