using System.Numerics;

namespace Lightcone.Engines.Stepping;

/// <summary>An engine that goes 2^k steps as fast as one. Any number of steps is a sum of such leaps, and the step at which a run comes to rest is found by leaps too, the largest first.</summary>
internal abstract class DoublingStepper : Stepper
{
    private bool fixedPoint;

    public override bool Step()
    {
        Leap(0);
        bool changed = !IsSame();
        Accept();
        return changed;
    }

    public override long Advance(long count, out bool settled)
    {
        settled = fixedPoint;
        if (fixedPoint)
            return 0;
        int exponent = BitOperations.Log2((ulong)count);
        Leap(exponent);
        if (!IsCandidateFixed())
        {
            Accept();
            return 1L << exponent;
        }

        // The last state that is none of rest is found by powers of two, the largest first.
        long changes = 0;
        while (--exponent >= 0)
        {
            Leap(exponent);
            if (IsCandidateFixed())
                continue;
            Accept();
            changes += 1L << exponent;
        }

        changes += Step() ? 1 : 0;
        fixedPoint = true;
        settled = changes < count;
        return changes;
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        LoadCells(cells);
        fixedPoint = false;
    }

    /// <summary>Replaces the present state.</summary>
    protected abstract void LoadCells(ReadOnlySpan<byte> cells);

    /// <summary>Makes the candidate: the state 2^<paramref name="exponent"/> generations after the present one.</summary>
    protected abstract void Leap(int exponent);

    /// <summary>Whether the candidate is the present state.</summary>
    protected abstract bool IsSame();

    /// <summary>Whether another generation leaves the candidate as it is.</summary>
    protected abstract bool IsCandidateFixed();

    /// <summary>Makes the candidate the present state.</summary>
    protected abstract void Accept();
}
