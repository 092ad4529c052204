using System.Diagnostics;
using System.Text.Json;
using Lightcone.Cli.Entry;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Runs the command line: in this process where that suffices, as a program of its own where signals or pipes matter.</summary>
internal static class CommandLine
{
    public static string Root { get; } = FindRoot();

    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = Shell.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    public static (int Code, string Output, string Error) Line(string line) => Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The result of a command with <c>--json</c>.</summary>
    public static JsonElement Json(string line, int code = 0)
    {
        (int found, string output, string error) = Line($"{line} --json");
        Assert.True(code == found, $"{line}: exit code {found}, {error}");
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    public static (int Code, string Output, string Error) Process(string program, string arguments, string folder)
    {
        using Process process = Start(program, arguments, folder);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public static Process Start(string program, string arguments, string folder)
    {
        ProcessStartInfo start = new(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in arguments.Split('\u001f'))
            start.ArgumentList.Add(argument);
        Process process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts a program that hears Ctrl-C, whoever started these tests: a shell lets what runs in its background ignore it, and children inherit that. The env of GNU undoes it.</summary>
    public static Process StartHeeding(string program, string arguments, string folder) =>
        Process("/bin/bash", "-c\u001fenv --default-signal=INT true", folder).Code == 0
            ? Start("/usr/bin/env", $"--default-signal=INT\u001f{program}\u001f{arguments}", folder)
            : Start(program, arguments, folder);

    /// <summary>Sends what Ctrl-C sends, by the shell's own command.</summary>
    public static void Interrupt(Process process) => Process(OutsideJudge.Bash.Require(), $"-c\u001fkill -INT {process.Id}", Root);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Lightcone.slnx was found in no folder above the tests.");
    }
}
