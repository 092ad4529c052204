namespace Lightcone.Kernels.Wavefront;

/// <summary>A kernel that carries a stretch of cells some generations on, all 512 lanes at once.</summary>
internal abstract unsafe class WavefrontPass
{
    /// <summary>How many generations.</summary>
    public abstract int Generations { get; }

    /// <summary>A stretch is a multiple of so many cells a lane.</summary>
    public abstract int Granule { get; }

    /// <summary>How many cells a result comes out behind the newest cell that went in.</summary>
    public abstract int Lag { get; }

    /// <summary>How many vectors have to be kept from one stretch to the next.</summary>
    public abstract int KeptVectors { get; }

    /// <summary>Whether the pass can write where it reads.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Carries one stretch.</summary>
    /// <param name="places">Where the stretch begins in each field; what comes out belongs <see cref="Lag"/> cells before and is written there.</param>
    /// <param name="cells">Cells a lane, a multiple of <see cref="Granule"/>.</param>
    public abstract void Run(in Places places, long cells);

    /// <summary>Addresses of the first vector of a stretch.</summary>
    /// <param name="Source">The configuration read.</param>
    /// <param name="Target">The configuration written.</param>
    /// <param name="Frozen">The frozen classes; unused when the rule reads none.</param>
    /// <param name="Guard">The masks of the wall; unused by passes without them.</param>
    /// <param name="Kept">What the stages keep from one stretch to the next.</param>
    public readonly record struct Places(nint Source, nint Target, nint Frozen, nint Guard, nint Kept);
}
