using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>Refuses an alphabet that was taken from data and is nearly as large as they are: where nearly every symbol is new, nothing repeats that a rule could be learned from.</summary>
internal static class SymbolCount
{
    /// <summary>So many different symbols are a small alphabet, whatever the data.</summary>
    private const int Few = 10;

    /// <param name="symbols">Different symbols.</param>
    /// <param name="cells">Places in which they stand.</param>
    /// <param name="file">The file, for the message.</param>
    /// <param name="hint">What the symbols may really be, as a sentence; left out, measurements.</param>
    /// <exception cref="InputException">Of more than three symbols there are fewer than two cells each, or of more than ten fewer than four.</exception>
    public static void Require(int symbols, long cells, string? file, string? hint = null)
    {
        if ((symbols > 3 && cells < 2L * symbols) || (symbols > Few && cells < 4L * symbols))
            throw new InputException(FormattableString.Invariant(
                $"there are {symbols:N0} different symbols in {cells:N0} cells, {(double)cells / symbols:0.0} of each: an alphabet nearly as large as the data teaches nothing. {hint ?? "Are these measurements, or names of whole rows? Round them to a few symbols, write one symbol a cell, or give more data."}"), new SourceLocation(file));
    }
}
