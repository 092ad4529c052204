using System.ComponentModel;
using System.Diagnostics;

namespace Lightcone.Lab.Entry;

/// <summary>Opens a link as the system does.</summary>
internal static class Browser
{
    /// <summary>Opens it; where that cannot be, the link stands in the terminal.</summary>
    public static void Open(string link, TextWriter error)
    {
        bool hasScreen = !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!hasScreen)
            return;
        ProcessStartInfo start = OperatingSystem.IsWindows() ? new(link) { UseShellExecute = true } : new(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [link]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process? process = Process.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            error.WriteLine("No browser could be opened; open the link yourself.");
        }
    }
}
