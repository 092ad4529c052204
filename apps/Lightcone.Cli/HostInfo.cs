using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Cli;

/// <summary>Facts about the machine and the runtime that a bug report or a benchmark should name.</summary>
internal static class HostInfo
{
    /// <summary>The version of this program.</summary>
    public static string Version { get; } =
        typeof(HostInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // The runtime's own switches and the conventions that this program honors.
    private static readonly string[] Switches =
    [
        "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableAVX", "DOTNET_EnableHWIntrinsic", "DOTNET_PreferredVectorBitWidth", "DOTNET_TieredCompilation",
        "DOTNET_TieredPGO", "DOTNET_ReadyToRun", "DOTNET_gcServer", "DOTNET_GCHeapHardLimit", "DOTNET_PROCESSOR_COUNT", "NO_COLOR", "LIGHTCONE_DEBUG",
    ];

    public static IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("lightcone", Version);
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        yield return ("system", $"{RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.ProcessArchitecture})");
        yield return ("processor", ProcessorName());
        yield return ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):F1} GiB available to this process");
        yield return ("vectors", Vectors());
        string[] set = [.. Switches.Where(static name => Environment.GetEnvironmentVariable(name) is not null).Select(static name => $"{name}={Environment.GetEnvironmentVariable(name)}")];
        yield return ("switches", set.Length == 0 ? "none set" : string.Join(' ', set));
    }

    /// <summary>How many programs wanted to run at a time during the last minute; null where the system does not say.</summary>
    public static double? Load()
    {
        const string path = "/proc/loadavg";
        return File.Exists(path) && double.TryParse(File.ReadAllText(path).Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double load) ? load : null;
    }

    /// <summary>The widths that run in hardware, widest first, and the width that <see cref="Vector{T}"/> takes.</summary>
    public static string Vectors()
    {
        List<string> widths = [];
        if (Vector512.IsHardwareAccelerated)
            widths.Add("512");
        if (Vector256.IsHardwareAccelerated)
            widths.Add("256");
        if (Vector128.IsHardwareAccelerated)
            widths.Add("128");
        return widths.Count == 0 ? "scalar only" : $"{string.Join(", ", widths)} bits (Vector<T>: {8 * Vector<byte>.Count})";
    }

    /// <summary>The processor as the system names it.</summary>
    public static string ProcessorName()
    {
        const string path = "/proc/cpuinfo";
        if (File.Exists(path))
            foreach (string line in File.ReadLines(path))
                if (line.StartsWith("model name", StringComparison.Ordinal) || line.StartsWith("Model", StringComparison.Ordinal))
                    return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.ProcessArchitecture}, name unknown";
    }
}
