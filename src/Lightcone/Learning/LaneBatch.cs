using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Learning;

/// <summary>
/// Examples as a trainer reads them, eight side by side. Layout: block b holds examples 8b to 8b + 7; its input i is vector b * inputs + i.
/// The last block is filled up with examples of weight 0.
/// </summary>
internal sealed class LaneBatch
{
    private readonly int inputs;

    public LaneBatch(int capacity, int inputs)
    {
        this.inputs = inputs;
        Blocks = (capacity + LaneMath.Lanes - 1) / LaneMath.Lanes;
        Inputs = new Vector512<double>[Blocks * inputs];
        Targets = new Vector512<double>[Blocks];
        Weights = new Vector512<double>[Blocks];
    }

    public int Blocks { get; }

    /// <summary>The code of each example.</summary>
    public Vector512<double>[] Inputs { get; }

    /// <summary>The number of the right symbol; for binary results -1 and 1.</summary>
    public Vector512<double>[] Targets { get; }

    /// <summary>What each example counts in the loss; the weights sum to 1.</summary>
    public Vector512<double>[] Weights { get; }

    /// <summary>How many lanes there are, those of weight 0 included.</summary>
    public int Capacity => Blocks * LaneMath.Lanes;

    /// <summary>Puts one example into lane <paramref name="slot"/>.</summary>
    public void Set(int slot, ReadOnlySpan<double> code, double target, double weight)
    {
        (int block, int lane) = (slot / LaneMath.Lanes, slot % LaneMath.Lanes);
        Span<double> flat = MemoryMarshal.Cast<Vector512<double>, double>(Inputs.AsSpan(block * inputs, inputs));
        for (int i = 0; i < inputs; i++)
            flat[(i * LaneMath.Lanes) + lane] = code[i];
        MemoryMarshal.Cast<Vector512<double>, double>(Targets.AsSpan())[slot] = target;
        MemoryMarshal.Cast<Vector512<double>, double>(Weights.AsSpan())[slot] = weight;
    }
}
