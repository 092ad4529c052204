using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Wavefront;

/// <summary>What a wavefront pass is made from: the circuit, and where each of its input bits stands relative to the cell.</summary>
internal sealed class WavefrontShape
{
    /// <summary>The widest window that is kept in registers; wider rules read their neighbors from memory, one generation a pass.</summary>
    private const int RegisterWindow = 6;

    /// <param name="table">The table, its frozen contexts merged.</param>
    /// <param name="network">The circuit of the table.</param>
    public WavefrontShape(EssentialTable table, LookupNetwork network)
    {
        Network = network;
        StatePlanes = Alphabet.BitsOf(table.StateSize);
        FrozenPlanes = table.FrozenOffsets.Length == 0 ? 0 : Alphabet.BitsOf(table.Sizes[0]);
        Left = Math.Min(0, table.StateOffsets.Select(static offset => offset.X).DefaultIfEmpty().Min());
        Right = Math.Max(0, table.StateOffsets.Select(static offset => offset.X).DefaultIfEmpty().Max());
        List<Input> inputs = [.. Enumerable.Range(0, FrozenPlanes).Select(static plane => new Input(true, plane, 0))];
        foreach (Offset offset in table.StateOffsets)
            inputs.AddRange(Enumerable.Range(0, StatePlanes).Select(plane => new Input(false, plane, offset.X)));
        Inputs = [.. inputs];
    }

    /// <summary>The circuit.</summary>
    public LookupNetwork Network { get; }

    /// <summary>Bits of a state.</summary>
    public int StatePlanes { get; }

    /// <summary>Bits of a class of frozen contexts; 0 without a frozen field.</summary>
    public int FrozenPlanes { get; }

    /// <summary>The leftmost offset read, at most 0.</summary>
    public int Left { get; }

    /// <summary>The rightmost offset read, at least 0.</summary>
    public int Right { get; }

    /// <summary>How many cells before the newest one a result needs.</summary>
    public int Window => Right - Left;

    /// <summary>Whether the window is kept in registers, so that several generations go by in one pass and a pass can write where it reads.</summary>
    public bool FitsRegisters => Window <= RegisterWindow;

    /// <summary>Where each input bit of the circuit comes from.</summary>
    public Input[] Inputs { get; }

    /// <summary>One input bit of the circuit.</summary>
    /// <param name="IsFrozen">Whether it belongs to the frozen contexts; those stand at the own cell.</param>
    /// <param name="Plane">The bit's number within its field.</param>
    /// <param name="Offset">The cell, relative to the own one.</param>
    public readonly record struct Input(bool IsFrozen, int Plane, int Offset);
}
