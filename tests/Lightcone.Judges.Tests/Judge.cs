using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Lightcone.Judges.Tests;

/// <summary>A program that nobody here wrote. One that is missing fails its test with the line that installs it.</summary>
/// <param name="Program">What is started.</param>
/// <param name="Install">The line that installs it.</param>
internal sealed record Judge(string Program, string Install)
{
    private const int Milliseconds = 120_000;

    public static Judge Golly { get; } = new("bgolly", "apt-get install golly");

    public static Judge Abc { get; } = new("berkeley-abc", "apt-get install berkeley-abc");

    public static Judge Node { get; } = new("node", "apt-get install nodejs npm");

    public static Judge Dotnet { get; } = new("dotnet", "apt-get install dotnet-sdk-10.0");

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs the program and waits for it.</summary>
    /// <returns>What it wrote to both outputs.</returns>
    public string Run(string folder, string[] arguments, string? input = null)
    {
        ProcessStartInfo start = new(Program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{Program} was not found. Install it: {Install}");
            throw;
        }

        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (input is not null)
                process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(Milliseconds))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{Program} {string.Join(' ', arguments)} did not end within {Milliseconds / 1000} s.");
            }

            Assert.True(process.ExitCode == 0, $"{Program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}\n{error.Result}");
            return output.Result + error.Result;
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Lightcone.slnx was found in no folder above the tests.");
    }
}
