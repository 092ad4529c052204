using Lightcone.Foundation.Arrays;

namespace Lightcone.Conformance.Tests;

/// <summary>The simplest stepper there is: every cell reads its neighbors through modular arithmetic, one by one. It takes data from the model (offsets, sizes, table) and shares no code with the engines.</summary>
internal static class Oracle
{
    /// <summary>The states after 0, 1, ... steps, at most <paramref name="steps"/> of them; the last is the first that equals its predecessor, if there is one.</summary>
    public static List<byte[]> Trajectory(LocalRule rule, Lattice initial, int steps)
    {
        List<byte[]> states = [initial.Cells.ToArray()];
        while (states.Count <= steps && (states.Count < 2 || !states[^1].AsSpan().SequenceEqual(states[^2])))
            states.Add(Next(rule, initial, states[^1]));
        return states;
    }

    public static byte[] Next(LocalRule rule, Lattice place, byte[] cells)
    {
        byte[] next = new byte[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            int index = 0;
            for (int p = 0; p < rule.Signature.Positions; p++)
            {
                bool frozen = p < rule.Signature.FrozenNeighborhood.Count;
                Offset offset = frozen ? rule.Signature.FrozenNeighborhood.Offsets[p] : rule.Signature.StateNeighborhood.Offsets[p - rule.Signature.FrozenNeighborhood.Count];
                Lattice field = frozen ? place.Input! : place;
                int x = Inside((i % place.Shape.Width) + offset.X, place.Shape.Width, field.Boundary);
                int y = Inside((i / place.Shape.Width) + offset.Y, place.Shape.Height, field.Boundary);
                int symbol = x < 0 || y < 0 ? ((Boundary.FixedBoundary)field.Boundary).Symbol : (frozen ? field.Cells : cells)[(y * place.Shape.Width) + x];
                index = (index * (frozen ? rule.Frozen! : rule.State).Size) + symbol;
            }

            next[i] = rule.Table[index];
        }

        return next;
    }

    /// <summary>What a run has to give, from the states alone.</summary>
    public static Expected Run(List<byte[]> states, Until until)
    {
        int limit = (int)until.Limit(states[0].Length);
        int settled = states.Count > 1 && states[^1].AsSpan().SequenceEqual(states[^2]) ? states.Count - 2 : int.MaxValue;
        if (until is Until.StepCount)
            return settled < limit ? Rest() : new Expected(states[limit], limit, Outcome.StepsDone, null);
        if (settled <= limit)
            return Rest();
        for (int end = 1; until is Until.ToCycle && end <= Math.Min(limit, states.Count - 1); end++)
        {
            int entry = states.FindIndex(state => state.AsSpan().SequenceEqual(states[end]));
            if (entry == end)
                continue;
            // Brent's marks are at 0, 1, 3, 7, ...; the first one in the cycle with room for the period sees it.
            int period = end - entry;
            int mark = 0;
            while (mark < entry || mark < period - 1)
                mark = (2 * mark) + 1;
            if (mark + period > limit)
                break;
            int[] moving = [.. Enumerable.Range(0, states[0].Length).Where(i => states[entry..end].Any(state => state[i] != states[entry][i]))];
            return new Expected(states[entry], end, Outcome.Cycle, new Attractor(period, entry, moving[0], moving[^1]));
        }

        return new Expected(states[limit], limit, Outcome.LimitReached, null);

        Expected Rest() => new(states[settled], settled, Outcome.FixedPoint, new Attractor(1, settled));
    }

    private static int Inside(int at, int length, Boundary boundary)
    {
        if (boundary is Boundary.PeriodicBoundary)
            return ((at % length) + length) % length;
        while (boundary is Boundary.ReflectingBoundary && (at < 0 || at >= length))
            at = at < 0 ? -1 - at : (2 * length) - 1 - at;
        return at >= 0 && at < length ? at : -1;
    }

    internal sealed record Expected(byte[] Final, long Steps, Outcome Outcome, Attractor? Attractor);
}
