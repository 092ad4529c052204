using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Lightcone.Comparisons;

/// <summary>A short loop that runs at the machine's peak for one kind of work. It runs between the repetitions, and the best of its runs counts: one disturbed probe would flatter everything.</summary>
/// <param name="Name">In words, for the report.</param>
/// <param name="Work">Units done by one run.</param>
/// <param name="Run">The loop.</param>
internal sealed record Probe(string Name, double Work, Action Run)
{
    /// <summary>Bit operations of vpternlogq on 512-bit registers that all change, each operation sharing two of them with the next as the cells of a row do; null without AVX-512. The bound for rules.</summary>
    public static Probe? TernaryLogic { get; } = Avx512F.IsSupported ? new("ternary logic of three changing operands, bit operations/s", ProbeKernels.ChangingWork, ProbeKernels.Shared) : null;

    /// <summary>The same without a common operand. Processors that read a register once for two neighbors do fewer of these.</summary>
    public static Probe? UnsharedTernaryLogic { get; } = Avx512F.IsSupported ? new("ternary logic, no operands in common", ProbeKernels.ChangingWork, ProbeKernels.Changing) : null;

    /// <summary>The same with two operands that never change, which leaves out most of the reading; no rule that depends on three cells can do that.</summary>
    public static Probe? ConstantTernaryLogic { get; } = Avx512F.IsSupported ? new("ternary logic, two operands constant", ProbeKernels.TernaryWork, ProbeKernels.Ternary) : null;

    /// <summary>Single-precision operations of fused multiply-adds, two for each, at the widest vectors that run in hardware; null without them.</summary>
    public static Probe? MultiplyAdd { get; } = Avx512F.IsSupported
        ? new("fused multiply-add on 512 bits, FLOP/s", ProbeKernels.WideWork, ProbeKernels.Wide)
        : Fma.IsSupported ? new("fused multiply-add on 256 bits (no AVX-512), FLOP/s", ProbeKernels.NarrowWork, ProbeKernels.Narrow) : null;

    /// <summary>Bytes read and written by copying 64 MiB.</summary>
    public static Probe Copy { get; } = new("copy from memory to memory, bytes/s", ProbeKernels.CopyWork, ProbeKernels.Copy);

    /// <summary>The best rate of a few runs.</summary>
    public double BestRate() => Enumerable.Range(0, 9).Max(_ => Rate());

    /// <summary>Runs the loop and tells its seconds.</summary>
    public Func<Action, double> Clock { get; init; } = static run =>
    {
        long begin = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    };

    /// <summary>Units a second.</summary>
    public double Rate() => Work / Clock(Run);
}
