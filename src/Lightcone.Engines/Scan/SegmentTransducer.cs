namespace Lightcone.Engines.Scan;

/// <summary>A transducer that goes through several stretches of a row side by side.</summary>
internal abstract class SegmentTransducer
{
    /// <summary>Of so many cells, how many make whole stretches: the others are left for one cell after the other.</summary>
    public abstract int Whole(int cells);

    /// <summary>Goes through whole stretches.</summary>
    /// <param name="input">The frozen symbols, as many as <see cref="Whole"/> says.</param>
    /// <param name="result">Receives what is written; may be the input.</param>
    /// <param name="state">The state before the first cell.</param>
    /// <returns>The state at the end.</returns>
    public abstract byte Run(ReadOnlySpan<byte> input, Span<byte> result, byte state);
}
