using System.Collections.Concurrent;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Wavefront;

/// <summary>The passes of one rule, made when first needed and shared by all runs.</summary>
internal sealed class WavefrontPasses
{
    /// <summary>Locals left over for what the compiler needs besides.</summary>
    private const int Spare = 4;

    private readonly ConcurrentDictionary<(int Stages, bool Guarded), Lazy<WavefrontPass>> passes = new();
    private readonly Lazy<int> cells;
    private readonly Lazy<int> stages;

    /// <param name="shape">The rule.</param>
    /// <param name="coding">The codes that it runs under; null when states are their own codes.</param>
    public WavefrontPasses(WavefrontShape shape, PlaneCoding? coding = null)
    {
        Shape = shape;
        Coding = coding;
        cells = new(Fit);
        stages = new(() => IsCompiled && shape.FitsRegisters ? new StageSchedule(shape, cells.Value, null, perLookup: WordEmitter.Widest!.PerLookup).Stages : 1);
    }

    /// <summary>The passes of a rule, made once for all its runs; null in two dimensions, for a single state, and when the network would be too large.</summary>
    public static WavefrontPasses? Of(RuleForms rule) => rule.Form(static rule => rule.Table is { Dimensions: 1, StateSize: > 1 } && rule.Coding is { Network: { } network } coding
        ? new WavefrontPasses(new WavefrontShape(coding.Table, network), coding.Codes is { } codes ? new PlaneCoding(codes) : null)
        : null);

    /// <summary>The rule.</summary>
    public WavefrontShape Shape { get; }

    /// <summary>The codes that states run under; null when they are their own codes.</summary>
    public PlaneCoding? Coding { get; }

    /// <summary>Generations that a round of the pass for long runs carries; 1 where passes do not work in place.</summary>
    public int Generations => stages.Value;

    /// <summary>A pass.</summary>
    /// <param name="count">The generations of a round: <see cref="Generations"/>, of which there can be many, or fewer, in one round.</param>
    /// <param name="guarded">Whether it holds cells beyond a wall.</param>
    public WavefrontPass Pass(int count, bool guarded) => passes.GetOrAdd((count, guarded), key => new(() => Make(key.Stages, key.Guarded))).Value;

    /// <summary>Tier, word width, and how a pass goes: compiled, 512-bit words, blocks of 26 cells, 14 generations a round.</summary>
    public override string ToString() =>
        IsCompiled ? $"compiled, {WordEmitter.Widest!.Bits}-bit words, blocks of {cells.Value} cells, {Generations} generations a round" : "interpreted, 512-bit words, 1 generation a pass";

    private bool IsCompiled => WordEmitter.Suits(Shape.Network.Gates.Length);

    private WavefrontPass Make(int count, bool guarded)
    {
        if (!IsCompiled)
            return new InterpretedPass(Shape, guarded);
        return new CompiledPass(new StageSchedule(Shape, cells.Value, count, count == Generations, guarded), Shape);
    }

    /// <summary>The most cells of a block with which everything stays in registers.</summary>
    private int Fit()
    {
        if (!Shape.FitsRegisters)
            return 1;
        int registers = WordEmitter.Widest?.Registers ?? 16;
        int least = Math.Max(1, Shape.Window);
        int count = Math.Max(least, ((registers - Spare) / Shape.StatePlanes) - Shape.Window);
        while (count > least && new StageSchedule(Shape, count, 1).Locals > registers - Spare)
            count--;
        return count;
    }
}
