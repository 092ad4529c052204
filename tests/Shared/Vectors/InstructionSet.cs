using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Shared.Tests;

/// <summary>The width of the vectors that this process runs in hardware, and the switches of .NET that make it narrower.</summary>
internal static class InstructionSet
{
    /// <summary>The trait of tests whose result could depend on the width: <c>[Trait(InstructionSet.Trait, InstructionSet.Vectors)]</c>.</summary>
    public const string Trait = "Depends";

    /// <summary>The value of <see cref="Trait"/>.</summary>
    public const string Vectors = "vectors";

    /// <summary>The environment variable that tells a child process which width it must find.</summary>
    public const string Told = "LIGHTCONE_VECTORS";

    /// <summary>From the widest to the narrowest.</summary>
    private static readonly string[] Widths = ["512 bits", "256 bits", "128 bits", "scalar"];

    /// <summary>Each switch leaves at most this width. The first two exist on x64 only.</summary>
    private static readonly (string Setting, string Width)[] All = [("DOTNET_EnableAVX512", "256 bits"), ("DOTNET_EnableAVX2", "128 bits"), ("DOTNET_EnableHWIntrinsic", "scalar")];

    /// <summary>The width of this process.</summary>
    public static string Width =>
        Vector512.IsHardwareAccelerated ? Widths[0] : Vector256.IsHardwareAccelerated && (Avx2.IsSupported || !IsX86) ? Widths[1] : Vector128.IsHardwareAccelerated ? Widths[2] : Widths[3];

    /// <summary>The switches of this architecture and what each leaves.</summary>
    public static IEnumerable<(string Setting, string Width)> Switches => IsX86 ? All : All[2..];

    private static bool IsX86 => RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;

    /// <summary>The narrower of two widths.</summary>
    public static string Narrower(string one, string other) => Widths[Math.Max(Array.IndexOf(Widths, one), Array.IndexOf(Widths, other))];

    /// <summary>What a child prints before anything else.</summary>
    public static string Announcement(string width) => $"vectors of this process: {width}\n";

    [ModuleInitializer]
    internal static void Announce()
    {
        if (Environment.GetEnvironmentVariable(Told) is not null)
            Console.Write(Announcement(Width));
    }
}
