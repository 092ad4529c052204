using System.Diagnostics;
using Lightcone.Lab.Hosting;

namespace Lightcone.Lab.Tests;

/// <summary>The program itself, started as a person starts it.</summary>
internal sealed class LabProcess : IDisposable
{
    private LabProcess(Process process, HttpClient client, string link) => (Process, Client, Link) = (process, client, link);

    public Process Process { get; }

    public HttpClient Client { get; }

    public string Link { get; }

    /// <summary>Starts it and reads its link.</summary>
    public static async Task<LabProcess> Start(params string[] arguments)
    {
        // What runs in the background of a shell ignores Ctrl-C, and children inherit that; the env of GNU undoes it.
        ProcessStartInfo start = new("/usr/bin/env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "Lightcone.Lab.dll"), "--no-open", "--no-build", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string link = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the program printed no link");
        string[] parts = link.Split("/#token=");
        HttpClient client = new() { BaseAddress = new(parts[0]) };
        client.DefaultRequestHeaders.Add(Guard.TokenHeader, parts[1]);
        return new(process, client, link);
    }

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill()
    {
        Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Interrupt()
    {
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -INT {Process.Id}"]);
        await Process.WaitForExitAsync();
        return Process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!Process.HasExited)
            Kill();
        Process.Dispose();
    }
}
