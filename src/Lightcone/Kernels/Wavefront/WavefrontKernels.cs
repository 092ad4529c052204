using System.Collections.Concurrent;

namespace Lightcone.Kernels.Wavefront;

/// <summary>The passes of one rule, made when first needed and shared by all runs.</summary>
internal sealed class WavefrontKernels
{
    /// <summary>Generations a pass at most: from eight on the reading and writing of the field is hidden, and every generation more widens what is computed twice at the ends.</summary>
    private const int MostGenerations = 14;

    /// <summary>The most gates that are compiled: beyond, the compiler takes longer than it saves.</summary>
    private const int MostGates = 400;

    /// <summary>Look-ups that should stand between one and the next that reads its result.</summary>
    private const int Distance = 8;

    private const int MostGroups = 4;

    private readonly ConcurrentDictionary<(int Generations, bool Guarded), Lazy<WavefrontPass>> passes = new();
    private readonly ConcurrentDictionary<int, StageSchedule> schedules = new();
    private readonly Lazy<int> generations;
    private readonly Lazy<int> groups;

    public WavefrontKernels(WavefrontShape shape)
    {
        Shape = shape;
        generations = new(Tune);
        groups = new(() => shape.StagesWait ? Math.Clamp(Distance / Math.Max(1, shape.Network.Gates.Length * Math.Max(1, shape.Window)), 1, MostGroups) : 1);
    }

    /// <summary>The rule.</summary>
    public WavefrontShape Shape { get; }

    /// <summary>Generations that a pass carries at best: as many as the registers hold.</summary>
    public int Generations => generations.Value;

    /// <summary>A pass.</summary>
    /// <param name="count">Its generations.</param>
    /// <param name="guarded">Whether it holds cells beyond a wall.</param>
    public WavefrontPass Pass(int count, bool guarded) => passes.GetOrAdd((count, guarded), key => new(() => Make(key.Generations, key.Guarded))).Value;

    /// <summary>Tier, word width and generations a pass: compiled, 512-bit words, 14 generations a pass.</summary>
    public override string ToString() => IsCompiled ? $"compiled, {WordEmitter.Widest!.Bits}-bit words, {Generations} generations a pass" : "interpreted, 512-bit words, 1 generation a pass";

    private bool IsCompiled => CompiledPass.IsAvailable && Shape.Network.Gates.Length <= MostGates;

    /// <summary>Groups that the stages of a pass form.</summary>
    public int Groups => groups.Value;

    private WavefrontPass Make(int count, bool guarded)
    {
        if (!IsCompiled)
            return new InterpretedPass(Shape, guarded);
        StageSchedule schedule = Schedule(count);
        return new CompiledPass(guarded ? schedule.WithGuard() : schedule, Shape);
    }

    private int Tune()
    {
        if (!Shape.FitsRegisters || !IsCompiled)
            return 1;
        int registers = WordEmitter.Widest!.Registers;
        // The stages' cells, those between groups and the one that comes in; what the circuit needs besides is found by trying.
        int cell = Math.Max(1, Shape.Window) * Shape.StatePlanes;
        int kept = Shape.Window * Shape.StatePlanes;
        int count = kept == 0 ? MostGenerations : Math.Clamp((registers - 1 - (groups.Value * cell)) / kept, 1, MostGenerations);
        while (count > 1 && Schedule(count).Locals > registers - 1)
            count--;
        return count;
    }

    private StageSchedule Schedule(int count) => schedules.GetOrAdd(count, key => new StageSchedule(Shape, key, Math.Min(key, groups.Value)));
}
