using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Lightcone.Cli.Bench;

/// <summary>A short loop that runs at the machine's peak for one kind of work. It runs between the repetitions, and the best of its runs counts: one disturbed probe would flatter everything.</summary>
/// <param name="Name">In words, for the report.</param>
/// <param name="Work">Units done by one run.</param>
/// <param name="Run">The loop.</param>
internal sealed record Probe(string Name, double Work, Action Run)
{
    /// <summary>Bit operations of vpternlogq on 512-bit registers; null without AVX-512.</summary>
    public static Probe? TernaryLogic { get; } = Avx512F.IsSupported ? new("ternary logic, bit operations/s", ProbeKernels.TernaryWork, ProbeKernels.Ternary) : null;

    /// <summary>Single-precision operations of fused multiply-adds, two for each, at the widest vectors that run in hardware; null without them.</summary>
    public static Probe? MultiplyAdd { get; } = Avx512F.IsSupported
        ? new("fused multiply-add on 512 bits, FLOP/s", ProbeKernels.WideWork, ProbeKernels.Wide)
        : Fma.IsSupported ? new("fused multiply-add on 256 bits (no AVX-512), FLOP/s", ProbeKernels.NarrowWork, ProbeKernels.Narrow) : null;

    /// <summary>Bytes read and written by copying 64 MiB.</summary>
    public static Probe Copy { get; } = new("copy from memory to memory, bytes/s", ProbeKernels.CopyWork, ProbeKernels.Copy);

    /// <summary>Units a second.</summary>
    public double Rate()
    {
        long begin = Stopwatch.GetTimestamp();
        Run();
        return Work / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
