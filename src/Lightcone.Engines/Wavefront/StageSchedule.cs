using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// The instructions of one round of a wavefront pass: a block of cells, held in registers, is carried some generations on, a stage each. What a stage needs of the cells before the block it kept in memory
/// when the block before went by, as many cells as the rule's window; so the stages are not limited by registers, and neighboring look-ups belong to different cells and do not wait for each other.
/// A result takes the register of a value that it is the last to read, so nothing is ever moved: after some stages every cell of the block is back in the register where it began, and there the round ends.
/// </summary>
internal sealed class StageSchedule
{
    /// <summary>A round that has not closed by itself after so many operations is closed by moves.</summary>
    private const int LongRound = 800;

    /// <summary>The fewest stages of a round, unless that makes it long: what a round costs besides is then small.</summary>
    private const int FewestStages = 8;

    /// <summary>The most stages of a round.</summary>
    private const int MostStages = 16;

    /// <summary>Look-ups of a stage that come before it keeps its cells: they are the last results of the stage before, and a store that waits is in the way of others.</summary>
    private const int LookupsBeforeKeeping = 4;

    private readonly WavefrontShape shape;
    private readonly bool guarded;
    private readonly RegisterPool pool = new();
    private readonly List<StageOperation> operations = [];
    private RegisterPool.Value[] block;
    private int lookups;

    /// <param name="shape">The rule.</param>
    /// <param name="cells">Cells of a block, at least the window where that fits registers.</param>
    /// <param name="stages">How many stages; null for as many as bring every cell of the block back to its register. 1 where the window does not fit registers.</param>
    /// <param name="repeats">Whether a block goes through several rounds, so that each has to end as it began. Always so without a number of stages.</param>
    /// <param name="guarded">Whether cells beyond a wall are held at its symbol.</param>
    /// <param name="perLookup">Operations that a look-up takes, as <see cref="WordEmitter.PerLookup"/> has it.</param>
    public StageSchedule(WavefrontShape shape, int cells, int? stages, bool repeats = false, bool guarded = false, int perLookup = 1)
    {
        this.shape = shape;
        this.guarded = guarded;
        Cells = cells;
        block = [.. Enumerable.Range(0, shape.FitsRegisters ? cells * shape.StatePlanes : 0).Select(_ => pool.Take())];
        do
            Stage(Stages++);
        while (stages is { } wanted ? Stages < wanted : !(IsClosed() && Stages >= FewestStages) && Stages < MostStages && lookups * perLookup < LongRound);
        bool closes = repeats || stages is null;
        if (closes)
            Close();
        Exit = [.. block.Select((value, slot) => closes ? slot : value.Local)];
    }

    /// <summary>How many generations a round carries.</summary>
    public int Stages { get; private set; }

    /// <summary>How many cells of each lane a block has.</summary>
    public int Cells { get; }

    /// <summary>How many vectors each stage keeps.</summary>
    public int KeptVectors => shape.FitsRegisters ? shape.Window * shape.StatePlanes : 0;

    /// <summary>How many locals are used. A round begins with vector number i of the block in local i.</summary>
    public int Locals => pool.Count;

    /// <summary>The local of each vector of the block when a round ends.</summary>
    public int[] Exit { get; }

    /// <summary>The instructions, in order.</summary>
    public IReadOnlyList<StageOperation> Operations => operations;

    private void Stage(int s)
    {
        GateInstances instances = new();
        int planes = shape.StatePlanes;
        int last = (s + 1) * shape.Right;
        RegisterPool.Value[] kept = [.. Enumerable.Range(0, KeptVectors).Select(_ => pool.Take())];
        for (int i = 0; i < kept.Length; i++)
            operations.Add(new StageOperation(StageOperation.Verb.Copy, kept[i].Local, new(StageOperation.Space.Kept, (s * kept.Length) + i), default, default, 0));
        RegisterPool.Value[] window = [.. kept, .. block];
        List<RegisterPool.Value> results = [];
        for (int k = 0; k < Cells; k++)
        {
            RegisterPool.Value[] signals = Signals(window, k, last, instances);
            for (int p = 0; p < planes; p++)
            {
                RegisterPool.Value result = instances.InRegister(signals[shape.Network.Outputs[p]]);
                int mask = (k - last) * (1 + planes);
                results.Add(guarded ? instances.Add(LookupNetwork.Hold, result, Memory(StageOperation.Space.Guard, mask), Memory(StageOperation.Space.Guard, mask + 1 + p)) : result);
            }
        }

        foreach (RegisterPool.Value value in results)
            value.Uses++;
        StageOperation[] keeping = [.. window[^kept.Length..].Select((value, i) => new StageOperation(StageOperation.Verb.Store, value.Local, new(StageOperation.Space.Kept, (s * kept.Length) + i), default, default, 0))];
        // What no look-up reads any more is free before the first of them, so that every value ends with its last reader. The cells to be kept are in the end of the block, read by the last look-ups.
        foreach (RegisterPool.Value value in window[..^kept.Length])
            pool.Release(value);
        int early = instances.Emit(pool, operations, LookupsBeforeKeeping);
        operations.AddRange(keeping);
        // In this order the next stage's kept cells come to stand where these did, and a stage is a rotation of the registers.
        foreach (RegisterPool.Value value in window[^kept.Length..].Reverse())
            pool.Release(value);
        lookups += early + instances.Emit(pool, operations, int.MaxValue);
        block = [.. results];
    }

    /// <summary>The signals of the network for one cell of the block.</summary>
    /// <param name="window">The planes of the kept cells and of the block.</param>
    /// <param name="k">The cell's number in the block.</param>
    /// <param name="last">How many cells results lie behind the block.</param>
    /// <param name="instances">Receives the look-ups.</param>
    private RegisterPool.Value[] Signals(RegisterPool.Value[] window, int k, int last, GateInstances instances)
    {
        LookupNetwork network = shape.Network;
        RegisterPool.Value[] signals = new RegisterPool.Value[LookupNetwork.FirstInput + network.Inputs + network.Gates.Length];
        signals[LookupNetwork.Zero] = GateInstances.Zero;
        signals[LookupNetwork.One] = GateInstances.One;
        for (int i = 0; i < network.Inputs; i++)
        {
            WavefrontShape.Input input = shape.Inputs[i];
            signals[LookupNetwork.FirstInput + i] = input.IsFrozen ? Memory(StageOperation.Space.Frozen, ((k - last) * shape.FrozenPlanes) + input.Plane)
                : shape.FitsRegisters ? window[((k + input.Offset - shape.Left) * shape.StatePlanes) + input.Plane]
                : Memory(StageOperation.Space.Source, ((k - last + input.Offset) * shape.StatePlanes) + input.Plane);
        }

        for (int i = 0; i < network.Gates.Length; i++)
        {
            LookupNetwork.Gate gate = network.Gates[i];
            signals[LookupNetwork.FirstInput + network.Inputs + i] = instances.Add(gate.Function, signals[gate.A], signals[gate.B], signals[gate.C]);
        }

        return signals;
    }

    private static RegisterPool.Value Memory(StageOperation.Space space, int index) => RegisterPool.Value.InMemory(new StageOperation.Operand(space, index));

    private bool IsClosed() => block.Select(static (value, slot) => value.Local == slot).All(static home => home);

    /// <summary>Moves every cell that is elsewhere to the local where the round begins with it, by way of locals that are free.</summary>
    private void Close()
    {
        List<(int From, int To)> left = [.. block.Select(static (value, slot) => (value.Local, slot)).Where(static move => move.Local != move.slot)];
        while (left.Count > 0)
        {
            // A move can be done when nothing that is still to be moved stands where it goes; in a circle of moves one value has to wait elsewhere.
            int ready = left.FindIndex(move => !left.Any(other => other.From == move.To));
            if (ready >= 0)
            {
                Move(left[ready].From, left[ready].To);
                left.RemoveAt(ready);
                continue;
            }

            RegisterPool.Value free = pool.Take();
            while (free.Local < block.Length)
                free = pool.Take();
            int waiting = left[0].From;
            Move(waiting, free.Local);
            left = [.. left.Select(move => move.From == waiting ? (free.Local, move.To) : move)];
        }

        void Move(int from, int to) => operations.Add(new StageOperation(StageOperation.Verb.Copy, to, new(StageOperation.Space.Local, from), default, default, 0));
    }
}
