using System.Text;

namespace Lightcone.Cli;

/// <summary>Standard output that notices when nobody reads it any more. The console's own writer passes over a closed pipe in silence, and a filter would go on to its end for nobody.</summary>
internal static class StandardOutput
{
    /// <summary>EPIPE of Linux and macOS, ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.</summary>
    private static readonly int[] ClosedPipe = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    /// <summary>Makes the console write to standard output directly when that is a pipe. In a file a stream would keep a place of its own, and the next program to write there would begin at ours.</summary>
    public static void Attach()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return;
        FileStream stream = new(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (stream.CanSeek)
            return;
        Console.SetOut(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
    }

    /// <summary>Whether an error says that the reader is gone.</summary>
    public static bool IsClosed(Exception exception) => exception is IOException && (ClosedPipe.Contains(exception.HResult) || exception.Message.Contains("Broken pipe", StringComparison.Ordinal));
}
