namespace Lightcone.Experiments.Runs;

/// <summary>Files that one process at a time holds open.</summary>
internal static class FileLock
{
    // EWOULDBLOCK of Linux, of macOS, and ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Whether an error says that another process holds the file.</summary>
    public static bool IsTaken(IOException exception) => Taken.Contains(exception.HResult);

    /// <summary>Opens a file that others hold for microseconds only, and waits for them.</summary>
    /// <exception cref="IOException">It cannot be opened, or is held for long.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new(path, mode, access, share);
            }
            catch (IOException exception) when (IsTaken(exception) && attempt < 10_000)
            {
                Thread.Sleep(1);
            }
        }
    }
}
