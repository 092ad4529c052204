using System.Diagnostics;
using System.Globalization;

namespace Lightcone.Foundation.Input;

/// <summary>Writes a file under a temporary name beside its destination and renames it when it is complete: a reader never meets half a file.</summary>
public static class AtomicFile
{
    private static long written;

    /// <summary>Writes <paramref name="path"/> in one piece; on failure the old file, if any, is untouched and the temporary one is removed.</summary>
    /// <param name="path">The destination; its folder must exist.</param>
    /// <param name="write">Writes the content to the stream it is given.</param>
    /// <exception cref="IOException">The folder does not exist, or the destination cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not permitted there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Require(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path);
        if (!IsDevice(full) && new FileInfo(full) is { LinkTarget: not null } link)
            full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        Require(full);
        // A device is written to, not replaced: renaming over /dev/null would remove it from the machine.
        if (IsDevice(full))
        {
            if (!File.Exists(full))
                throw new IOException($"cannot write '{path}': there is no such device");
            using FileStream device = new(full, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        RemoveAbandoned(full);
        // Two processes, and two threads of one, may write the same file: the last one to finish wins, and neither meets the other's half.
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{full}.{Environment.ProcessId}-{Interlocked.Increment(ref written)}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
                write(stream);
            File.Move(temporary, full, overwrite: true);
        }
        catch (UnauthorizedAccessException exception)
        {
            File.Delete(temporary);
            throw new UnauthorizedAccessException($"cannot write '{path}': permission was denied.", exception);
        }
        catch (IOException exception) when (exception.Message.Contains(temporary, StringComparison.Ordinal))
        {
            // A full disk, a name too long: the user knows the destination, not the name beside it.
            File.Delete(temporary);
            throw new IOException($"cannot write '{path}': {exception.Message.Replace(temporary, path, StringComparison.Ordinal)}", exception);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Refuses a destination that cannot be written, without writing: the name is empty, it is a folder, or its folder does not exist.</summary>
    /// <param name="path">The destination.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Require(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            throw new IOException("the name of the file to write is empty.");
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new IOException($"cannot write '{path}': it is a folder");
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
            throw new IOException($"cannot write '{path}': there is no folder '{folder}'.");
    }

    /// <summary>Writes UTF-8 text without a byte-order mark in one piece.</summary>
    /// <param name="path">The destination; its folder must exist.</param>
    /// <param name="text">The content.</param>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using StreamWriter writer = new(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Removes what writers of the same file left behind that were killed: their process is gone, and nobody holds the file.</summary>
    private static void RemoveAbandoned(string full)
    {
        (string folder, string name) = (Path.GetDirectoryName(full)!, Path.GetFileName(full));
        foreach (string path in Directory.EnumerateFiles(folder, "*.tmp"))
        {
            string file = Path.GetFileName(path);
            if (!file.StartsWith(name + ".", StringComparison.Ordinal) || file.Length <= name.Length + 5
                || !IsOurs(file.AsSpan(name.Length + 1, file.Length - name.Length - 5), out int process) || IsRunning(process))
                continue;
            try
            {
                // Processes of other machines have numbers of their own: whoever writes still has locked the file.
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody holds it, or it is somebody else's: it stays.
            }
        }
    }

    /// <summary>Whether this is how files in the making are named: the process, a hyphen, and which of its files.</summary>
    private static bool IsOurs(ReadOnlySpan<char> name, out int process)
    {
        int hyphen = name.IndexOf('-');
        process = 0;
        return hyphen > 0 && int.TryParse(name[..hyphen], NumberStyles.None, CultureInfo.InvariantCulture, out process) && long.TryParse(name[(hyphen + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using Process running = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsDevice(string path) => (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
