using Lightcone.Foundation.Random;

namespace Lightcone.Schedules;

/// <summary>In which order cells are updated: all at once, one after the other, in random order, or class by class. In a sweep every cell is updated exactly once, so every schedule here is fair.</summary>
/// <remarks>A plain stepper for experiments: one table look-up a cell. Synchronous runs of any size belong to a compiled rule.</remarks>
public abstract record UpdateSchedule
{
    private UpdateSchedule()
    {
    }

    /// <summary>All cells at once: the schedule of cellular automata.</summary>
    public static UpdateSchedule Synchronous { get; } = new SynchronousSchedule();

    /// <summary>One cell after the other, row by row from the first, or from the last.</summary>
    public static UpdateSchedule Sequential(bool fromLast = false) => new SequentialSchedule(fromLast);

    /// <summary>One cell after the other, in a fresh random order each sweep.</summary>
    /// <param name="seed">The seed of the orders.</param>
    public static UpdateSchedule RandomOrder(ulong seed) => new RandomSchedule(seed);

    /// <summary>Class by class: the cells whose column and row add up to c modulo <paramref name="classes"/> are updated together, for c = 0, 1, ...; two classes are a checkerboard.</summary>
    /// <param name="classes">How many classes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two.</exception>
    public static UpdateSchedule Interleaved(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return new InterleavedSchedule(classes);
    }

    /// <summary>Block by block: so many neighboring cells (of a row, or of a grid read row by row) are updated together, then the next block.</summary>
    /// <param name="size">Cells of a block, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public static UpdateSchedule Blocks(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new BlockSchedule(size);
    }

    /// <summary>Sweeps until the aim is reached. <see cref="Evolution.Steps"/> counts sweeps that changed something.</summary>
    /// <param name="rule">The rule, which gives states again.</param>
    /// <param name="initial">The start, with its frozen input when the rule reads one.</param>
    /// <param name="until">A number of sweeps, or a fixed point.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule, the rule is a readout, or cycles are asked for: a schedule need not repeat itself.</exception>
    public Evolution Evolve(LocalRule rule, Lattice initial, Until until, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(until);
        rule.Require(initial);
        if (!rule.IsIterable)
            throw new ArgumentException("A readout is applied once; it cannot be iterated.", nameof(rule));
        if (until is Until.ToCycle)
            throw new ArgumentException("Under a schedule a state may come back and go on differently. Ask for a number of sweeps or a fixed point.", nameof(until));
        CellUpdate update = new(rule, initial);
        long limit = until.Limit(initial.Count);
        long sweeps = 0;
        bool settled = false;
        for (long sweep = 0; !settled && (sweep < limit || until is Until.ToFixedPoint); sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] before = [.. update.Cells];
            bool changed = false;
            foreach (int[] group in Groups(initial.Shape, sweep))
                changed |= update.Apply(group);
            settled = !changed;
            if (changed && sweeps == limit)
                return Result(before, Outcome.LimitReached);
            sweeps += changed ? 1 : 0;
        }

        return Result(update.Cells, settled ? Outcome.FixedPoint : Outcome.StepsDone);
        Evolution Result(byte[] cells, Outcome outcome) => new()
        {
            Initial = initial,
            Final = initial.Adopt(cells),
            Steps = sweeps,
            Outcome = outcome,
            Attractor = outcome == Outcome.FixedPoint ? new Attractor(1, sweeps) : null,
            CellUpdates = update.Updates,
            Engine = "schedule",
        };
    }

    /// <summary>The cells in the order of a sweep; those of one group are updated together.</summary>
    internal abstract IEnumerable<int[]> Groups(Shape shape, long sweep);

    private sealed record SynchronousSchedule : UpdateSchedule
    {
        public override string ToString() => "synchronous";

        internal override IEnumerable<int[]> Groups(Shape shape, long sweep) => [[.. Enumerable.Range(0, shape.Count)]];
    }

    private sealed record SequentialSchedule(bool FromLast) : UpdateSchedule
    {
        public override string ToString() => FromLast ? "sequential from the last cell" : "sequential";

        internal override IEnumerable<int[]> Groups(Shape shape, long sweep) => Enumerable.Range(0, shape.Count).Select(i => new[] { FromLast ? shape.Count - 1 - i : i });
    }

    private sealed record RandomSchedule(ulong Seed) : UpdateSchedule
    {
        public override string ToString() => $"random order, seed {Seed}";

        internal override IEnumerable<int[]> Groups(Shape shape, long sweep)
        {
            int[] order = [.. Enumerable.Range(0, shape.Count)];
            new RandomStream(Seed, "schedule", (ulong)sweep).Shuffle(order.AsSpan());
            return order.Select(static cell => new[] { cell });
        }
    }

    private sealed record InterleavedSchedule(int Classes) : UpdateSchedule
    {
        public override string ToString() => $"{Classes} classes in turn";

        internal override IEnumerable<int[]> Groups(Shape shape, long sweep) =>
            Enumerable.Range(0, Classes).Select(number => Enumerable.Range(0, shape.Count).Where(cell => ((cell % shape.Width) + (cell / shape.Width)) % Classes == number).ToArray());
    }

    private sealed record BlockSchedule(int Size) : UpdateSchedule
    {
        public override string ToString() => $"blocks of {Size}";

        internal override IEnumerable<int[]> Groups(Shape shape, long sweep) => Enumerable.Range(0, shape.Count).Chunk(Size);
    }
}
