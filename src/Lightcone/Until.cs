using System.Globalization;

namespace Lightcone;

/// <summary>When a run ends: after a number of steps, at a fixed point, or when a state repeats. The last two have a cap.</summary>
/// <example>
/// <code>
/// Until some = Until.Steps(100), still = Until.FixedPoint(), again = Until.Cycle(max: 10_000);
/// </code>
/// </example>
public abstract record Until
{
    private Until()
    {
    }

    /// <summary>Exactly <paramref name="count"/> steps, or fewer when nothing changes any more (the result is the same).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Until Steps(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new StepCount(count);
    }

    /// <summary>Until a step changes nothing.</summary>
    /// <param name="max">The cap: the most steps that may change something. A state beyond the cap is never returned. Left out, a rule on n cells gets 4 n + 1,000 steps.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is negative.</exception>
    public static Until FixedPoint(long? max = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max ?? 0, nameof(max));
        return new ToFixedPoint(max);
    }

    /// <summary>Until a state comes back: finds period and transient (Brent's algorithm, every candidate confirmed by comparing all cells).</summary>
    /// <param name="max">The cap on the steps of the search, which may take some three times transient and period together. Left out, a rule on n cells gets 4 n + 1,000 steps.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is negative.</exception>
    public static Until Cycle(long? max = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max ?? 0, nameof(max));
        return new ToCycle(max);
    }

    /// <summary>The cap, or the number of steps asked for, on a lattice of <paramref name="cells"/> cells.</summary>
    internal abstract long Limit(long cells);

    /// <summary>A number of steps.</summary>
    /// <param name="Count">How many.</param>
    public sealed record StepCount(long Count) : Until
    {
        internal override long Limit(long cells) => Count;

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} steps");
    }

    /// <summary>A fixed point.</summary>
    /// <param name="Max">The cap, or null for the default.</param>
    public sealed record ToFixedPoint(long? Max) : Until
    {
        internal override long Limit(long cells) => Max ?? DefaultCap(cells);

        /// <inheritdoc/>
        public override string ToString() => "until a fixed point" + Cap(Max);
    }

    /// <summary>A repetition.</summary>
    /// <param name="Max">The cap, or null for the default.</param>
    public sealed record ToCycle(long? Max) : Until
    {
        internal override long Limit(long cells) => Max ?? DefaultCap(cells);

        /// <inheritdoc/>
        public override string ToString() => "until a state comes back" + Cap(Max);
    }

    private static string Cap(long? max) => max is { } steps ? string.Create(CultureInfo.InvariantCulture, $", {steps} steps at most") : "";

    private static long DefaultCap(long cells) => (4 * cells) + 1_000;
}
