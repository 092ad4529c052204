using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>The recorded history of a run: the configurations at times 0, s, 2 s, ... for a stride s. In one dimension each is a row, and together they are the usual picture with time going down.</summary>
/// <remarks>Immutable. It holds one byte a cell and recorded configuration, in one block of memory.</remarks>
/// <example>
/// <code>
/// SpacetimeDiagram diagram = SpacetimeDiagram.Record(rule110.Compile(), start, steps: 20);
/// </code>
/// </example>
public sealed class SpacetimeDiagram
{
    /// <summary>The most memory a diagram may take: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    private readonly byte[] cells;

    internal SpacetimeDiagram(Lattice initial, byte[] cells, int stride, int? convergedAt)
    {
        Initial = initial;
        this.cells = cells;
        Stride = stride;
        Count = cells.Length / initial.Count;
        ConvergedAt = convergedAt;
    }

    /// <summary>The configuration at time 0.</summary>
    public Lattice Initial { get; }

    /// <summary>The extent of each configuration.</summary>
    public Shape Shape => Initial.Shape;

    /// <summary>Steps from one recorded configuration to the next, at least 1.</summary>
    public int Stride { get; }

    /// <summary>How many configurations were recorded, at least 1.</summary>
    public int Count { get; }

    /// <summary>The time of the last recorded configuration, in steps.</summary>
    public int LastTime => (Count - 1) * Stride;

    /// <summary>How many steps changed something before nothing changed any more; null when something still changed in the last step that was run.</summary>
    public int? ConvergedAt { get; }

    /// <summary>The symbol of <paramref name="cell"/> in recorded configuration number <paramref name="index"/>, which shows time <paramref name="index"/> x <see cref="Stride"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such configuration or cell.</exception>
    public byte this[int index, int cell] => Row(index)[cell];

    /// <summary>All recorded cells, one configuration after the other.</summary>
    internal ReadOnlySpan<byte> Cells => cells;

    /// <summary>The cells of recorded configuration number <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such configuration.</exception>
    public ReadOnlySpan<byte> Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return cells.AsSpan(index * Initial.Count, Initial.Count);
    }

    /// <summary>Recorded configuration number <paramref name="index"/> as a lattice. Copies its cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such configuration.</exception>
    public Lattice At(int index) => Initial.Adopt(Row(index).ToArray());

    /// <summary>Extent, stride and number of configurations.</summary>
    public override string ToString() => $"{EditDistance.Count(Count, "configuration")} of {Shape} cells, one every {(Stride == 1 ? "step" : $"{Stride} steps")}";

    /// <summary>Refuses a diagram that would be too large.</summary>
    internal static void Require(int width, int count, int steps)
    {
        long bytes = (long)width * count;
        if (bytes <= MaxBytes)
            return;
        long rows = Math.Max(1, MaxBytes / width);
        string advice = rows > 1 ? $"Record every {(steps / (rows - 1)) + 1:N0} steps (a larger stride), or run fewer steps." : "Use fewer cells.";
        throw new ResourceLimitException(FormattableString.Invariant($"{count:N0} configurations of {width:N0} cells need {bytes / (double)(1 << 30):F1} GiB, over the limit of 1 GiB. ") + advice);
    }
}
