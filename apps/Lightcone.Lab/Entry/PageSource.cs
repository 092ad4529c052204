using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Lightcone.Lab.Entry;

/// <summary>Where the built page is: beside the program, or in the checkout, where it is built when it is missing or older than its sources.</summary>
internal static class PageSource
{
    private const int OldestNode = 20;
    private const string Index = "index.html";
    private static readonly string[] Made = ["node_modules", "dist", "bin", "obj"];

    /// <summary>The folder of the built page; null when there is none and it cannot be built, which was then said.</summary>
    /// <param name="builds">Whether it may be built.</param>
    /// <param name="error">Where it is said.</param>
    public static string? Find(bool builds, TextWriter error)
    {
        string beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Checkout() is not { } sources)
            return File.Exists(Path.Combine(beside, Index)) ? beside : Missing(null, "This program came without its page.", error);
        string built = Path.Combine(sources, "dist");
        bool isThere = File.Exists(Path.Combine(built, Index));
        if (!builds || (isThere && !IsOld(sources, Path.Combine(built, Index))))
            return isThere ? built : Missing(null, "The page was not built.", error);
        if (Refusal() is { } refusal)
            return Missing(isThere ? built : null, refusal, error);
        error.WriteLine("Building the page; this takes a minute the first time.");
        foreach (string command in Directory.Exists(Path.Combine(sources, "node_modules")) ? ["run build"] : new[] { "ci --no-audit --no-fund", "run build" })
            if (Run("npm", command, sources) is var (code, text) && code != 0)
            {
                error.WriteLine(text.TrimEnd());
                return Missing(isThere ? built : null, $"The page could not be built: npm {command} ended with {code}; its words are above.", error);
            }

        return built;
    }

    /// <summary>Why the page cannot be built here; null when it can.</summary>
    private static string? Refusal()
    {
        if (Run("node", "--version", null) is not (0, var version))
            return $"Building the page needs Node {OldestNode} or newer with npm, and node was not found (Debian and Ubuntu: apt-get install nodejs npm).";
        return int.TryParse(version.Trim().TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= OldestNode
            ? Run("npm", "--version", null) is (0, _) ? null : $"Building the page needs npm beside Node, and npm was not found (Debian and Ubuntu: apt-get install npm)."
            : $"Building the page needs Node {OldestNode} or newer; found {version.Trim()}.";
    }

    // The sources of the page, where the program was built from a checkout.
    private static string? Checkout()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Lightcone.slnx")))
                return Path.Combine(folder, "apps", "Lightcone.Lab", "client") is var client && File.Exists(Path.Combine(client, "package.json")) ? client : null;
        return null;
    }

    private static bool IsOld(string sources, string index)
    {
        DateTime made = File.GetLastWriteTimeUtc(index);
        return Sources(sources).Concat(Sources(Path.Combine(sources, "..", "Wasm"))).Any(file => File.GetLastWriteTimeUtc(file) > made);
    }

    private static IEnumerable<string> Sources(string folder) => !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(static inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(Sources));

    private static string? Missing(string? older, string why, TextWriter error)
    {
        error.WriteLine(older is null ? why : $"{why} The page is an older one.");
        return older;
    }

    private static (int Code, string Text) Run(string program, string arguments, string? folder)
    {
        ProcessStartInfo start = new(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder ?? "" };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, text + errors.Result);
        }
        catch (Win32Exception)
        {
            return (127, "");
        }
    }
}
