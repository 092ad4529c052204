using Lightcone.Kernels.Synthesis;

namespace Lightcone.Kernels.Wavefront;

/// <summary>
/// The instructions of one round of a wavefront kernel. Cells stream past T stages, one a generation; each stage keeps the last cells that it saw, as many as the rule's window, in registers.
/// The stages form groups, and a cell spends one step in each group: so look-ups that stand close together belong to different cells and wait for each other only rarely.
/// A result takes the register of a value that it is the last to read, so nothing is ever moved: after some steps every kept cell is back in the register where it began, and there the round ends.
/// </summary>
internal sealed class StageSchedule
{
    /// <summary>A round that has not closed by itself after so many look-ups is closed by moves.</summary>
    private const int LongRound = 1_600;

    /// <summary>A function that keeps the first bit where the second is set, and sets it where the third is.</summary>
    private const byte Guard = 0b1110_1010;

    private readonly WavefrontShape shape;
    private readonly bool guarded;
    private readonly int cellsPerStep;
    private readonly RegisterPool pool = new();
    private readonly List<StageOperation> operations = [];
    private readonly RegisterPool.Value[][] kept;
    private readonly List<RegisterPool.Value>[] waiting;
    private readonly int steps;
    private int lookups;

    /// <param name="shape">The rule.</param>
    /// <param name="generations">T, at least 1; 1 where the window does not fit registers.</param>
    /// <param name="groups">Groups of stages, at most T.</param>
    public StageSchedule(WavefrontShape shape, int generations, int groups)
        : this(shape, generations, groups, null)
    {
    }

    private StageSchedule(WavefrontShape shape, int generations, int groups, int? wantedSteps)
    {
        this.shape = shape;
        Groups = groups;
        guarded = wantedSteps is not null;
        Generations = generations;
        cellsPerStep = shape.FitsRegisters ? Math.Max(1, shape.Window) : 1;
        int slots = shape.FitsRegisters ? shape.Window * shape.StatePlanes : 0;
        kept = new RegisterPool.Value[generations][];
        for (int g = 0; g < generations; g++)
            kept[g] = [.. Enumerable.Range(0, slots).Select(_ => pool.Take())];
        waiting = new List<RegisterPool.Value>[groups - 1];
        for (int q = 0; q < waiting.Length; q++)
            waiting[q] = [.. Enumerable.Range(0, cellsPerStep * shape.StatePlanes).Select(_ => pool.Take())];
        KeptVectors = pool.Count;
        int steps = 0;
        do
            Step(steps++);
        while (wantedSteps is { } wanted ? steps < wanted : !IsClosed() && steps < MostSteps(generations, groups) && lookups < LongRound);
        Close();
        this.steps = steps;
    }

    /// <summary>How many generations a pass carries.</summary>
    public int Generations { get; }

    /// <summary>How many groups the stages form.</summary>
    public int Groups { get; }

    /// <summary>How many cells a result comes out behind the newest cell that went in.</summary>
    public int Lag => (Generations * shape.Right) + ((Groups - 1) * cellsPerStep);

    /// <summary>How many cells of each lane a round takes.</summary>
    public int Cells => steps * cellsPerStep;

    /// <summary>How many vectors the stages keep; kept vector number i is in local i when a round begins and when it ends.</summary>
    public int KeptVectors { get; }

    /// <summary>How many locals are used.</summary>
    public int Locals => pool.Count;

    /// <summary>The instructions, in order.</summary>
    public IReadOnlyList<StageOperation> Operations => operations;

    /// <summary>The most cells of each lane that a round can take.</summary>
    public static int MostCells(WavefrontShape shape, int generations, int groups) => MostSteps(generations, groups) * Math.Max(1, shape.Window);

    /// <summary>The same round with cells beyond a wall held at its symbol.</summary>
    public StageSchedule WithGuard() => new(shape, Generations, Groups, steps);

    /// <summary>The registers of T stages, of the groups and of the cell that comes in change places in turn; with two planes or cells a group it may take two turns until all are back.</summary>
    private static int MostSteps(int generations, int groups) => 2 * (generations + groups);

    private void Step(int step)
    {
        int first = step * cellsPerStep;
        List<RegisterPool.Value> current = [];
        for (int i = 0; shape.FitsRegisters && i < cellsPerStep * shape.StatePlanes; i++)
        {
            RegisterPool.Value loaded = pool.Take();
            operations.Add(new StageOperation(StageOperation.Verb.Copy, loaded.Local, new(StageOperation.Space.Source, (first * shape.StatePlanes) + i), default, default, 0));
            current.Add(loaded);
        }

        // Group q takes the cells that group q - 1 let go a step ago; the groups' stages take turns.
        List<RegisterPool.Value>[] cells = [current, .. waiting];
        int longest = (Generations + Groups - 1) / Groups;
        for (int s = 0; s < longest; s++)
        {
            GateInstances instances = new();
            List<RegisterPool.Value> released = [];
            for (int q = 0; q < Groups; q++)
            {
                int g = GroupStart(q) + s;
                if (g < GroupStart(q + 1))
                    cells[q] = Stage(g, first - (q * cellsPerStep) - ((g + 1) * shape.Right), cells[q], instances, released);
            }

            // What no gate reads any more is free before the first of them, so that every value ends with its last reader.
            foreach (RegisterPool.Value value in released)
                pool.Release(value);
            lookups += instances.Emit(pool, operations);
        }

        cells[..^1].CopyTo(waiting, 0);
        current = cells[^1];
        for (int i = 0; i < current.Count; i++)
        {
            int place = ((first - Lag) * shape.StatePlanes) + i;
            operations.Add(new StageOperation(StageOperation.Verb.Store, current[i].Local, new(StageOperation.Space.Target, place), default, default, 0));
        }

        // In this order the next cells are loaded to the same locals again, plane by plane.
        for (int i = current.Count - 1; i >= 0; i--)
            pool.Release(current[i]);
    }

    /// <summary>One generation of the cells of one step.</summary>
    /// <param name="g">The stage.</param>
    /// <param name="cell">The first cell whose result comes out, counted from the beginning of the round.</param>
    /// <param name="current">The planes of the cells that come in.</param>
    /// <param name="instances">Receives the look-ups.</param>
    /// <param name="released">Receives what the stage no longer holds.</param>
    /// <returns>The planes of the cells that come out.</returns>
    private List<RegisterPool.Value> Stage(int g, int cell, List<RegisterPool.Value> current, GateInstances instances, List<RegisterPool.Value> released)
    {
        instances.Begin();
        RegisterPool.Value[] window = [.. kept[g], .. current];
        List<RegisterPool.Value> results = [];
        for (int u = 0; u < cellsPerStep; u++)
        {
            RegisterPool.Value[] signals = Signals(window, u, cell + u, instances);
            for (int p = 0; p < shape.StatePlanes; p++)
            {
                RegisterPool.Value result = instances.InRegister(signals[shape.Network.Outputs[p]]);
                if (guarded)
                    result = instances.Add(Guard, result, Memory(StageOperation.Space.Guard, (cell + u) * (1 + shape.StatePlanes)), Memory(StageOperation.Space.Guard, ((cell + u) * (1 + shape.StatePlanes)) + 1 + p));
                results.Add(result);
            }
        }

        RegisterPool.Value[] next = window[^kept[g].Length..];
        foreach (RegisterPool.Value value in (IEnumerable<RegisterPool.Value>)[.. results, .. next])
            value.Uses++;
        released.AddRange(window);
        kept[g] = next;
        return results;
    }

    private RegisterPool.Value[] Signals(RegisterPool.Value[] window, int u, int cell, GateInstances instances)
    {
        LookupNetwork network = shape.Network;
        RegisterPool.Value[] signals = new RegisterPool.Value[LookupNetwork.FirstInput + network.Inputs + network.Gates.Length];
        signals[LookupNetwork.Zero] = GateInstances.Zero;
        signals[LookupNetwork.One] = GateInstances.One;
        for (int i = 0; i < network.Inputs; i++)
        {
            WavefrontShape.Input input = shape.Inputs[i];
            signals[LookupNetwork.FirstInput + i] = input.IsFrozen ? Memory(StageOperation.Space.Frozen, (cell * shape.FrozenPlanes) + input.Plane)
                : shape.FitsRegisters ? window[((u + input.Offset - shape.Left) * shape.StatePlanes) + input.Plane]
                : Memory(StageOperation.Space.Source, ((cell + input.Offset) * shape.StatePlanes) + input.Plane);
        }

        for (int i = 0; i < network.Gates.Length; i++)
        {
            LookupNetwork.Gate gate = network.Gates[i];
            signals[LookupNetwork.FirstInput + network.Inputs + i] = instances.Add(gate.Function, signals[gate.A], signals[gate.B], signals[gate.C]);
        }

        return signals;
    }

    private static RegisterPool.Value Memory(StageOperation.Space space, int index) => RegisterPool.Value.InMemory(new StageOperation.Operand(space, index));

    private int GroupStart(int group) => group * Generations / Groups;

    private IEnumerable<RegisterPool.Value> Held() => kept.SelectMany(static stage => stage).Concat(waiting.SelectMany(static cells => cells));

    private bool IsClosed()
    {
        int slot = 0;
        foreach (RegisterPool.Value value in Held())
            if (value.Local != slot++)
                return false;
        return true;
    }

    /// <summary>Moves every kept cell that is elsewhere to the local where the round begins with it, by way of locals that are free.</summary>
    private void Close()
    {
        List<(int From, int To)> moves = [.. Held().Select(static (value, slot) => (value.Local, slot)).Where(static move => move.Local != move.slot)];
        List<(int From, int To)> back = [];
        foreach ((int from, int to) in moves)
        {
            // A local where a kept cell belongs is no place to wait in.
            RegisterPool.Value free = pool.Take();
            while (free.Local < KeptVectors)
                free = pool.Take();
            Move(from, free.Local);
            back.Add((free.Local, to));
        }

        foreach ((int from, int to) in back)
            Move(from, to);

        void Move(int from, int to) => operations.Add(new StageOperation(StageOperation.Verb.Copy, to, new(StageOperation.Space.Local, from), default, default, 0));
    }
}
