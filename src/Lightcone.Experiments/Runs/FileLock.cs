namespace Lightcone.Experiments.Runs;

/// <summary>Files that one process at a time holds open.</summary>
internal static class FileLock
{
    // EWOULDBLOCK of Linux, of macOS, and ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Whether an error says that another process holds the file.</summary>
    public static bool IsTaken(IOException exception) => Taken.Contains(exception.HResult);
}
