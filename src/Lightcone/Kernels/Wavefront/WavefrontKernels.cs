using System.Collections.Concurrent;

namespace Lightcone.Kernels.Wavefront;

/// <summary>The passes of one rule, made when first needed and shared by all runs.</summary>
internal sealed class WavefrontKernels
{
    /// <summary>Generations a pass at most: from eight on the reading and writing of the field is hidden, and every generation more widens what is computed twice at the ends.</summary>
    private const int MostGenerations = 14;

    /// <summary>The most gates that are compiled: beyond, the compiler takes longer than it saves.</summary>
    private const int MostGates = 400;

    private readonly ConcurrentDictionary<(int Generations, bool Guarded), Lazy<WavefrontPass>> passes = new();
    private readonly Lazy<int> generations;

    public WavefrontKernels(WavefrontShape shape)
    {
        Shape = shape;
        generations = new(Tune);
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

    private WavefrontPass Make(int count, bool guarded)
    {
        if (!IsCompiled)
            return new InterpretedPass(Shape, guarded);
        StageSchedule schedule = new(Shape, count);
        return new CompiledPass(guarded ? schedule.WithGuard() : schedule, Shape);
    }

    private int Tune()
    {
        if (!Shape.FitsRegisters || !IsCompiled)
            return 1;
        int registers = WordEmitter.Widest!.Registers;
        int kept = Shape.Window * Shape.StatePlanes;
        int count = kept == 0 ? MostGenerations : Math.Clamp((registers - 1 - kept) / kept, 1, MostGenerations);
        while (count > 1 && new StageSchedule(Shape, count).Locals > registers - 1)
            count--;
        return count;
    }
}
