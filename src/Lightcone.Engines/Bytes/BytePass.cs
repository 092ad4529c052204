namespace Lightcone.Engines.Bytes;

/// <summary>Some generations of a rule over lanes of bytes. Vectors arrive one after the other; each completes one cell of every generation, so a vector behind.</summary>
internal abstract unsafe class BytePass
{
    /// <summary>Generations that it carries.</summary>
    public abstract int Generations { get; }

    /// <summary>The first vector to arrive, relative to cell 0 of the lanes; at most 0.</summary>
    public abstract int First { get; }

    /// <summary>By how many vectors results lag behind arrivals.</summary>
    public abstract int Lag { get; }

    /// <summary>The number of arrivals is a multiple of this.</summary>
    public abstract int Granule { get; }

    /// <summary>Whether results may go where the cells come from.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Vectors that have to arrive for lanes of <paramref name="length"/> cells.</summary>
    public long Arrivals(int length) => (length + Lag - First + Granule - 1L) / Granule * Granule;

    /// <summary>Carries the cells on.</summary>
    /// <param name="source">Where the first vector arrives from.</param>
    /// <param name="target">Where the first result goes.</param>
    /// <param name="frozen">The frozen shares of the first vector to arrive; null without a frozen field.</param>
    /// <param name="vectors">How many arrive.</param>
    public abstract void Run(byte* source, byte* target, byte* frozen, long vectors);
}
