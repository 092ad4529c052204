using System.Diagnostics;

namespace Lightcone.Networks.Tests;

// Starts this test program once more for one method, with other environment variables.
internal static class TestProcess
{
    public static Process Start(string method, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Lightcone.Networks.Tests" + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add("*" + method);
        start.ArgumentList.Add("--results-directory");
        start.ArgumentList.Add(Path.GetTempPath());
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
