using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lightcone.Engines.Plane;

/// <summary>Records in memory that no collector moves, and that grows in place where the system can do that: a second copy of half of all memory would be what a large table fails on.</summary>
/// <typeparam name="T">The record.</typeparam>
internal sealed unsafe class NativeBuffer<T> : SafeHandleZeroOrMinusOneIsInvalid
    where T : unmanaged
{
    /// <param name="length">How many records, all zero.</param>
    public NativeBuffer(long length)
        : base(true)
    {
        Length = length;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)length, (nuint)sizeof(T)));
        LargePages.Ask((void*)handle, length * sizeof(T));
    }

    /// <summary>Bytes of a record.</summary>
    public static int Stride => sizeof(T);

    /// <summary>The first record. Valid as long as this object is in use and has not grown.</summary>
    public T* Start => (T*)handle;

    /// <summary>How many records there are.</summary>
    public long Length { get; private set; }

    /// <summary>Appends records, which hold anything.</summary>
    public void Grow(long length)
    {
        SetHandle((nint)NativeMemory.Realloc((void*)handle, checked((nuint)length * (nuint)sizeof(T))));
        Length = length;
        LargePages.Ask((void*)handle, length * sizeof(T));
    }

    /// <summary>Makes all records zero.</summary>
    public void Clear() => NativeMemory.Clear((void*)handle, (nuint)Length * (nuint)sizeof(T));

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
