using System.Runtime.InteropServices;

namespace Lightcone.Engines.Plane;

/// <summary>Asks Linux for pages of two megabytes: tables that are read all over take a good part of their time to find out where their small pages are.</summary>
internal static unsafe class LargePages
{
    /// <summary>Less than this is not worth asking for.</summary>
    private const long Least = 8 << 20;

    /// <summary>MADV_HUGEPAGE of Linux.</summary>
    private const int Advice = 14;

    private const nuint Page = 4_096;

    private static readonly delegate* unmanaged<void*, nuint, int, int> Advise = Find();

    /// <summary>Asks for large pages; nothing else depends on the answer.</summary>
    public static void Ask(void* start, long bytes)
    {
        if (Advise is null || bytes < Least)
            return;
        nuint first = ((nuint)start + Page - 1) & ~(Page - 1);
        nuint length = (nuint)start + (nuint)bytes - first;
        _ = Advise((void*)first, length & ~(Page - 1), Advice);
    }

    private static delegate* unmanaged<void*, nuint, int, int> Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "madvise", out nint advise)
            ? (delegate* unmanaged<void*, nuint, int, int>)advise
            : null;
}
