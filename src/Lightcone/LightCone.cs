using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone;

/// <summary>What one changed cell does to the future: a run and a copy of it with one cell flipped, compared at every step ("damage spreading").</summary>
/// <remarks>Left means toward smaller cell numbers, right toward larger ones. Everything here depends on the background it was measured on; the bound that holds on every background is <see cref="Hard"/>.</remarks>
public sealed class LightCone
{
    private readonly ulong[] differing;
    private readonly int words;
    private readonly DamageSpreading horizontal;
    private readonly DamageSpreading vertical;

    internal LightCone(LocalRule rule, Lattice initial, int cell, int steps)
    {
        Initial = initial;
        Cell = cell;
        Steps = steps;
        Hard = HardCone.Of(rule);
        words = (initial.Count + 63) / 64;
        long bytes = 8L * words * (steps + 1L);
        if (bytes > SpacetimeDiagram.MaxBytes)
            throw new ResourceLimitException(FormattableString.Invariant($"the cone of {initial.Count:N0} cells over {steps:N0} steps needs {bytes / (double)(1 << 30):F1} GiB, over the limit of 1 GiB. Use fewer steps or cells."));
        differing = new ulong[words * (steps + 1)];
        horizontal = new DamageSpreading(cell % initial.Shape.Width, initial.Shape.Width, initial.Boundary, Hard.Left, Hard.Right);
        vertical = new DamageSpreading(cell / initial.Shape.Width, initial.Shape.Height, initial.Boundary, Hard.Up, Hard.Down);
    }

    /// <summary>The undisturbed configuration at time 0.</summary>
    public Lattice Initial { get; }

    /// <summary>The cell that was changed, counted row by row.</summary>
    public int Cell { get; }

    /// <summary>How many steps were compared.</summary>
    public int Steps { get; }

    /// <summary>The cone that no influence of this rule can leave.</summary>
    public HardCone Hard { get; }

    /// <summary>The first time at which the two runs were equal again, from which on they stay so; null when they still differed at the end.</summary>
    public int? HealedAt { get; private set; }

    /// <summary>How long the fronts could be told apart: on a ring until the left one might have met the right one on the far side, else to the end. Fronts are measured up to here, differing cells to the end.</summary>
    public int FrontSteps => Math.Min(horizontal.Low.Count, vertical.Low.Count) - 1;

    /// <summary>The leftmost differing column at each time, relative to the changed one: 0 at time 0, negative to the left. <see cref="FrontSteps"/> + 1 entries.</summary>
    public ImmutableArray<int> LeftFront => [.. horizontal.Low.Take(FrontSteps + 1)];

    /// <summary>The rightmost differing column at each time, relative to the changed one. <see cref="FrontSteps"/> + 1 entries.</summary>
    public ImmutableArray<int> RightFront => [.. horizontal.High.Take(FrontSteps + 1)];

    /// <summary>Cells a step at which the left front moves left: minus the slope of the line of least squares through the later half of <see cref="LeftFront"/>, up to the edge of a lattice that has one. 0 when the damage stays; of damage that heals, up to the last step at which it was there.</summary>
    public double LeftSpeed => horizontal.LowSpeed(FrontSteps);

    /// <summary>Cells a step at which the right front moves right; see <see cref="LeftSpeed"/>.</summary>
    public double RightSpeed => horizontal.HighSpeed(FrontSteps);

    /// <summary>Rows a step at which the upper front moves up; 0 in one dimension. See <see cref="LeftSpeed"/>.</summary>
    public double UpSpeed => vertical.LowSpeed(FrontSteps);

    /// <summary>Rows a step at which the lower front moves down; 0 in one dimension. See <see cref="LeftSpeed"/>.</summary>
    public double DownSpeed => vertical.HighSpeed(FrontSteps);

    /// <summary>Whether the two runs differ in <paramref name="cell"/> at time <paramref name="step"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is after <see cref="Steps"/>, or there is no such cell.</exception>
    public bool Differs(int step, int cell)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell, (uint)Initial.Count, nameof(cell));
        return (Bits(step)[cell >> 6] >> cell & 1) != 0;
    }

    /// <summary>In how many cells the two runs differ at time <paramref name="step"/> (their Hamming distance).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is after <see cref="Steps"/>.</exception>
    public int Damage(int step)
    {
        int count = 0;
        foreach (ulong word in Bits(step))
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The differing cells at time <paramref name="step"/>, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is after <see cref="Steps"/>.</exception>
    public ImmutableArray<int> DifferingCells(int step)
    {
        ImmutableArray<int>.Builder cells = ImmutableArray.CreateBuilder<int>(Damage(step));
        ReadOnlySpan<ulong> bits = Bits(step);
        for (int i = 0; i < bits.Length; i++)
            for (ulong rest = bits[i]; rest != 0; rest &= rest - 1)
                cells.Add((64 * i) + BitOperations.TrailingZeroCount(rest));
        return cells.MoveToImmutable();
    }

    /// <summary>Speeds and damage in a line; of damage that vanished, when it did and how far it had come.</summary>
    public override string ToString() => HealedAt is { } healed
        ? FormattableString.Invariant($"cell {Cell}: the damage vanished at step {healed}, and no more than {EditDistance.Count(Enumerable.Range(0, healed).Max(Damage), "cell")} differed at once: it has no speed")
        : FormattableString.Invariant(
        $"cell {Cell}: after {EditDistance.Count(Steps, "step")} {EditDistance.Count(Damage(Steps), "cell")} differ{(Damage(Steps) == 1 ? "s" : "")}; left {LeftSpeed:F2}, right {RightSpeed:F2} cells a step (at most {Hard.Left} and {Hard.Right}){Until}");

    /// <summary>Up to when fronts were followed, where that was not the whole run; empty otherwise.</summary>
    private string Until => FrontSteps >= Steps || (HealedAt is { } healed && FrontSteps >= healed - 1)
        ? ""
        : FormattableString.Invariant($"; fronts only up to step {FrontSteps}, after which they may have met round the lattice: {(FrontSteps < 2 ? "too few for a speed, use more cells" : "more cells show more of them")}");

    private ReadOnlySpan<ulong> Bits(int step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)step, (uint)Steps, nameof(step));
        return differing.AsSpan(step * words, words);
    }

    /// <summary>Notes where the two runs differ at a time; times come in order, from 0 on.</summary>
    /// <returns>Whether they still differ. From the first time on at which they do not, nothing is to be noted any more.</returns>
    internal bool Note(int step, ReadOnlySpan<byte> undisturbed, ReadOnlySpan<byte> disturbed)
    {
        if (!Compare(undisturbed, disturbed, differing.AsSpan(step * words, words)))
        {
            HealedAt = step;
            return false;
        }

        if (step > 0)
            TrackFronts(step);
        return true;
    }

    private void TrackFronts(int step)
    {
        int width = Initial.Shape.Width;
        horizontal.Begin();
        vertical.Begin();
        ReadOnlySpan<ulong> bits = Bits(step);
        for (int i = 0; i < bits.Length; i++)
            for (ulong rest = bits[i]; rest != 0; rest &= rest - 1)
            {
                int cell = (64 * i) + BitOperations.TrailingZeroCount(rest);
                horizontal.See(cell % width);
                vertical.See(cell / width);
            }

        horizontal.End();
        vertical.End();
    }

    private static bool Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<ulong> bits)
    {
        bool any = false;
        for (int at = a.CommonPrefixLength(b); at < a.Length; at += 1 + a[(at + 1)..].CommonPrefixLength(b[(at + 1)..]))
        {
            bits[at >> 6] |= 1UL << at;
            any = true;
        }

        return any;
    }
}
