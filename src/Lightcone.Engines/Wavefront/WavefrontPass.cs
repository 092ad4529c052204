namespace Lightcone.Engines.Wavefront;

/// <summary>A pass that carries blocks of cells some generations on, all 512 lanes at once.</summary>
internal abstract unsafe class WavefrontPass
{
    /// <summary>How many generations a round carries.</summary>
    public abstract int Stages { get; }

    /// <summary>How many cells of each lane a block has.</summary>
    public abstract int Cells { get; }

    /// <summary>How many vectors each stage keeps from one block to the next.</summary>
    public abstract int KeptVectors { get; }

    /// <summary>Whether the pass can write where it reads and go through several rounds.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Carries some blocks, one after the other.</summary>
    /// <param name="places">Where the first block begins in each field. What comes out lies behind what goes in, by the rule's rightmost offset for each generation.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="rounds">How many rounds each goes through, at least 1; exactly 1 where the pass does not work in place.</param>
    public abstract void Run(in Places places, long blocks, int rounds);

    /// <summary>Addresses of the first vector of a block.</summary>
    /// <param name="Source">The configuration read.</param>
    /// <param name="Target">Where the first result goes.</param>
    /// <param name="Frozen">The frozen classes; unused when the rule reads none.</param>
    /// <param name="Guard">The masks of the wall; unused by passes without them.</param>
    /// <param name="Kept">What the stages keep from one block to the next.</param>
    public readonly record struct Places(nint Source, nint Target, nint Frozen, nint Guard, nint Kept);
}
