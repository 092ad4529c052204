using System.ComponentModel;
using System.Diagnostics;

namespace Lightcone.Cli;

/// <summary>A program written by others, against which results of this one can be compared.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Purpose">What it judges.</param>
/// <param name="Install">The line that installs it on Debian or Ubuntu.</param>
/// <param name="IsInstalled">Whether it was found.</param>
internal sealed record Judge(string Name, string Purpose, string Install, bool IsInstalled)
{
    public static Judge[] All() =>
    [
        new("bgolly", "runs cellular automata", "apt-get install golly", InPath("bgolly")),
        new("berkeley-abc", "proves circuits equal", "apt-get install berkeley-abc", InPath("berkeley-abc")),
        new("z3", "confirms the finite checks of certificates", "apt-get install z3", InPath("z3")),
        new("python3", "runs reference programs", "apt-get install python3", InPath("python3")),
        new("numpy", "arrays of reference programs", "apt-get install python3-numpy", InPython("numpy")),
        new("torch", "trains reference networks", "apt-get install python3-torch libopenblas0", InPython("torch")),
    ];

    private static bool InPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    // A Python of one's own often stands before the machine's in the path, and packages of the machine are not its own.
    private static bool InPython(string module) => InPython("python3", module) || InPython("/usr/bin/python3", module);

    /// <summary>Asks Python whether it would find a module, without loading it (torch alone takes seconds).</summary>
    private static bool InPython(string interpreter, string module)
    {
        ProcessStartInfo start = new(interpreter) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)");
        try
        {
            using Process python = Process.Start(start)!;
            python.StandardInput.Close();
            if (python.WaitForExit(milliseconds: 5_000))
                return python.ExitCode == 0;
            python.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
