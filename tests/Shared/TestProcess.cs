using System.Diagnostics;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Shared.Tests;

/// <summary>This test program, started once more for some of its tests with another environment.</summary>
internal static partial class TestProcess
{
    /// <summary>Starts it.</summary>
    /// <param name="filter">Which tests: the arguments of the test program that say so.</param>
    /// <param name="environment">Variables to set.</param>
    public static Process Start(string[] filter, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(TestProcess).Assembly.Location);
        foreach (string argument in (string[])[.. filter, "--ansi", "off", "--progress", "off", "--results-directory", Path.GetTempPath()])
            start.ArgumentList.Add(argument);
        // What tells a test program to report to the one that started it would make the child report there too.
        foreach (string name in start.Environment.Keys.Where(static key => key.StartsWith("DOTNET_CLI_TEST", StringComparison.Ordinal) || key.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end: every test must have passed.</summary>
    /// <returns>How many tests passed, and all that the child printed.</returns>
    public static (int Passed, string Output) Run(string[] filter, params (string Name, string Value)[] environment)
    {
        using Process child = Start(filter, environment);
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        output += errors.Result;
        Assert.True(child.ExitCode == 0, $"{Told()}: the child ended with exit code {child.ExitCode}:\n{output}");
        Assert.True(Count("failed") == 0 && Count("skipped") == 0, $"{Told()}: the child left tests out:\n{output}");
        return (Count("succeeded"), output);

        int Count(string kind) => Summary().Matches(output).Where(match => match.Groups["kind"].Value == kind).Select(static match => int.Parse(match.Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).LastOrDefault(-1);

        string Told() => string.Join(' ', environment.Select(static each => $"{each.Name}={each.Value}"));
    }

    [GeneratedRegex(@"^\s*(?<kind>failed|succeeded|skipped): (?<count>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Summary();
}
