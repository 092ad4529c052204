using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>The recorded history of a run: the configurations at times 0, s, 2 s, ... for a stride s. In one dimension each is a row, and together they are the usual picture with time going down.</summary>
/// <remarks>Immutable. It holds one byte a cell and recorded configuration, in one block of memory.</remarks>
public sealed class SpacetimeDiagram
{
    /// <summary>The most memory a diagram may take: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    private readonly byte[] cells;

    private SpacetimeDiagram(Lattice initial, byte[] cells, int stride, int? settledAt)
    {
        Initial = initial;
        this.cells = cells;
        Stride = stride;
        Count = cells.Length / initial.Count;
        SettledAt = settledAt;
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
    public int? SettledAt { get; }

    /// <summary>The symbol of <paramref name="cell"/> in recorded configuration number <paramref name="index"/>, which shows time <paramref name="index"/> x <see cref="Stride"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such configuration or cell.</exception>
    public byte this[int index, int cell] => Row(index)[cell];

    /// <summary>All recorded cells, one configuration after the other.</summary>
    internal ReadOnlySpan<byte> Cells => cells;

    /// <summary>Runs a rule and records it.</summary>
    /// <param name="kernel">The compiled rule.</param>
    /// <param name="initial">The configuration at time 0.</param>
    /// <param name="steps">How many steps to run. When it is no multiple of the stride, the diagram ends at the last multiple below it.</param>
    /// <param name="stride">Steps from one recorded configuration to the next; 1, the default, records all of them.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative, or <paramref name="stride"/> not positive.</exception>
    /// <exception cref="ResourceLimitException">The diagram would take more than <see cref="MaxBytes"/>; the message names a stride that fits.</exception>
    public static SpacetimeDiagram Record(CompiledRule kernel, Lattice initial, int steps, int stride = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        Stepper stepper = kernel.Start(initial);
        int width = initial.Count;
        int count = (steps / stride) + 1;
        Require(width, count, steps);
        byte[] cells = new byte[width * count];
        initial.Cells.CopyTo(cells);
        int? settledAt = null;
        for (int index = 1; index < count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int step = 0; step < stride && settledAt is null; step++)
                if (!stepper.Step())
                    settledAt = ((index - 1) * stride) + step;
            // Once settled, the state at hand is the state for ever.
            stepper.CopyTo(cells.AsSpan(index * width, width));
        }

        return new(initial, cells, stride, settledAt);
    }

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

    private static void Require(int width, int count, int steps)
    {
        long bytes = (long)width * count;
        if (bytes <= MaxBytes)
            return;
        long rows = Math.Max(1, MaxBytes / width);
        string advice = rows > 1 ? $"Record every {(steps / (rows - 1)) + 1:N0} steps (a larger stride), or run fewer steps." : "Use fewer cells.";
        throw new ResourceLimitException(FormattableString.Invariant($"{count:N0} configurations of {width:N0} cells need {bytes / (double)(1 << 30):F1} GiB, over the limit of 1 GiB. ") + advice);
    }
}
