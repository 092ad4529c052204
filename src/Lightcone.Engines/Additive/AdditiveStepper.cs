using Lightcone.Engines.Stepping;
using Lightcone.Tasks;

namespace Lightcone.Engines.Additive;

/// <summary>A run of an affine rule by powers of two. What the constants add up to over 2^k generations is made once for each k, from that of half as many.</summary>
internal sealed class AdditiveStepper : DoublingStepper
{
    private readonly AdditiveForm form;
    private readonly BitRing ring;
    private readonly int length;
    private readonly int first;
    private readonly bool isImaged;
    private readonly bool keepsWall;
    private readonly List<ulong[]?> sums = [];
    private ulong[] now;
    private ulong[] candidate;
    private readonly ulong[] after;
    private ulong[]? mark;

    /// <param name="rule">The rule, which is affine.</param>
    /// <param name="initial">The start, with a boundary that the form does not refuse.</param>
    public AdditiveStepper(RuleForms rule, Lattice initial)
    {
        form = AdditiveForm.Of(rule)!;
        length = initial.Count;
        // A mirror at the outer side of the last cell: the row and its image go round together. A wall, for a rule that reads both sides alike: the same with a cell of 0 at each end, whose neighbors are equal and cancel.
        bool walled = initial.Boundary is Boundary.FixedBoundary;
        keepsWall = walled && !form.IsOneSided;
        isImaged = keepsWall || initial.Boundary is Boundary.ReflectingBoundary;
        first = keepsWall ? 1 : 0;
        int direction = !walled || keepsWall ? 0 : form.Offsets.Any(static offset => offset < 0) ? -1 : 1;
        ring = new BitRing(isImaged ? 2 * (length + (long)first) : length, direction);
        now = ring.New();
        candidate = ring.New();
        after = ring.New();
        Load(initial.Cells, now);
        byte[] constants = new byte[length];
        byte[] classes = rule.Table.FrozenOffsets.Length == 0 ? [] : rule.ContextCodes(initial.Input!);
        byte wall = (initial.Boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        for (int i = 0; i < length; i++)
        {
            constants[i] = form.Constants[classes.Length == 0 ? 0 : classes[i]];
            if (wall == 1)
                foreach (int offset in form.Offsets)
                    constants[i] ^= (byte)((uint)(i + (long)offset) >= (uint)length ? 1 : 0);
        }

        ulong[]? sum = null;
        if (constants.AsSpan().Contains((byte)1))
            Load(constants, sum = ring.New());
        sums.Add(sum);
    }

    public override void CopyTo(Span<byte> cells)
    {
        for (int i = 0; i < length; i++)
        {
            int at = first + i;
            cells[i] = (byte)((now[at >> 6] >> (at & 63)) & 1);
        }
    }

    public override void Mark() => now.CopyTo(mark ??= ring.New(), 0);

    public override bool IsAtMark() => ring.AreSame(now, mark!);

    public override bool IsAt(Stepper other, int cells) => ring.AreSame(now, ((AdditiveStepper)other).now);

    protected override void Leap(int exponent)
    {
        ring.Sum(now, form.Offsets, exponent, Sum(exponent), candidate);
        CellUpdates += length;
    }

    protected override bool IsSame() => ring.AreSame(now, candidate);

    protected override bool IsCandidateFixed()
    {
        ring.Sum(candidate, form.Offsets, 0, sums[0], after);
        CellUpdates += length;
        return ring.AreSame(candidate, after);
    }

    protected override void LoadCells(ReadOnlySpan<byte> cells)
    {
        Array.Clear(now);
        Load(cells, now);
    }

    protected override void Accept() => (now, candidate) = (candidate, now);

    /// <summary>What the constants add up to over 2^<paramref name="exponent"/> generations: that of the first half, carried through the second, and that of the second.</summary>
    private ulong[]? Sum(int exponent)
    {
        while (sums.Count <= exponent)
        {
            ulong[]? next = null;
            if (sums[^1] is { } last)
                ring.Sum(last, form.Offsets, sums.Count - 1, last, next = ring.New());
            sums.Add(next);
        }

        return sums[exponent];
    }

    private void Load(ReadOnlySpan<byte> cells, ulong[] words)
    {
        for (int i = 0; i < length; i++)
        {
            Put(first + (long)i, cells[i]);
            if (isImaged)
                Put(ring.Length - 1 - i, cells[i]);
        }

        void Put(long at, byte bit) => words[at >> 6] |= (ulong)bit << (int)(at & 63);
    }
}
