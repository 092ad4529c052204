using System.Collections.Concurrent;

namespace Lightcone.Kernels.Bytes;

/// <summary>The passes of one rule, made when first needed and shared by all runs.</summary>
/// <param name="form">The rule.</param>
internal sealed class ByteKernels(ByteForm form)
{
    private readonly ConcurrentDictionary<int, Lazy<BytePass>> passes = new();

    /// <summary>The rule.</summary>
    public ByteForm Form => form;

    /// <summary>Generations that a pass carries at best.</summary>
    public int Generations { get; } = CompiledBytePass.IsAvailable ? CompiledBytePass.Best(form) : 1;

    /// <summary>A pass of so many generations, at most <see cref="Generations"/>.</summary>
    public BytePass Pass(int count) => passes.GetOrAdd(count, key => new(() => CompiledBytePass.IsAvailable ? new CompiledBytePass(form, key) : new PlainBytePass(form))).Value;

    /// <summary>Tier, codes and generations a pass.</summary>
    public override string ToString() => $"{form}, {(CompiledBytePass.IsAvailable ? "compiled" : "plain")}, {Generations} generation{(Generations == 1 ? "" : "s")} a pass";
}
