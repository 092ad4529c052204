using System.Diagnostics;
using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>
/// Golly's program without a window, a process for each run. It reads its pattern from a file, which for a large one takes longer than some runs; so each time is that of the run less the
/// shortest that a run of no generations over the same file took so far.
/// </summary>
internal sealed class BgollyPeer : Implementation
{
    /// <summary>The line that installs it.</summary>
    public const string Install = "apt-get install golly";

    private readonly string folder = Directory.CreateTempSubdirectory("lightcone-bgolly-").FullName;
    private readonly string algorithm;
    private readonly long generations;
    private readonly Func<string, WorkResult> read;
    private Elapsed? load;
    private bool isCounted;

    private BgollyPeer(string algorithm, long generations, Func<string, WorkResult> read) => (this.algorithm, this.generations, this.read) = (algorithm, generations, read);

    private string Pattern => Path.Combine(folder, "start.rle");

    /// <summary>Makes a pattern ready to run.</summary>
    /// <param name="pattern">The pattern in Golly's RLE; the rule in its header names the torus, if there is one.</param>
    /// <param name="algorithm">QuickLife, HashLife, RuleLoader, ...</param>
    /// <param name="generations">How far it runs.</param>
    /// <param name="read">What came out, from the text of the final pattern, which is RLE too.</param>
    /// <param name="rules">Files with rules that the pattern needs: name and text.</param>
    /// <exception cref="InputException">The program is not installed.</exception>
    public static BgollyPeer Start(string pattern, string algorithm, long generations, Func<string, WorkResult> read, params ReadOnlySpan<(string Name, string Text)> rules)
    {
        BgollyPeer peer = new(algorithm, generations, read);
        File.WriteAllText(peer.Pattern, pattern);
        foreach ((string name, string text) in rules)
            File.WriteAllText(Path.Combine(peer.folder, name), text);
        return peer;
    }

    /// <summary>Makes a pattern of the plane ready to run with HashLife; what is compared is the population.</summary>
    /// <param name="pattern">The pattern in Golly's RLE.</param>
    /// <param name="generations">How far it runs.</param>
    public static BgollyPeer StartCounting(string pattern, long generations)
    {
        BgollyPeer peer = Start(pattern, "HashLife", generations, static said => WorkResult.Of("population", said.Trim().Split('\n')[^1].Split(": ")[^1].Replace(",", "", StringComparison.Ordinal)));
        peer.isCounted = true;
        return peer;
    }

    public override WorkResult Result()
    {
        if (isCounted)
            return read(Run(generations, true).Said);
        string end = Path.Combine(folder, "end.rle");
        Run(generations, false, "-o", end);
        return read(File.ReadAllText(end));
    }

    public override Elapsed Time(int runs)
    {
        double wall = 0;
        double processor = 0;
        for (int i = 0; i < runs; i++)
        {
            // The shortest load of all so far: taking off one that was slow by chance would make the run look faster than it is.
            for (int k = load is null ? 3 : 1; k > 0; k--)
                load = Run(0, false).Took is var next && load is { } least ? new(Math.Min(least.Wall, next.Wall), Math.Min(least.Processor, next.Processor)) : next;
            Elapsed whole = Run(generations, false).Took;
            // Never nothing: what is below the clock's resolution counts as that.
            wall += Math.Max(1e-3, whole.Wall - load!.Value.Wall);
            processor += Math.Max(1e-3, whole.Processor - load!.Value.Processor);
        }

        return new(wall, processor);
    }

    public override void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>One process. The shell's <c>times</c> says what it took of the processor, to a hundredth of a second; the wall's time includes its start.</summary>
    private (Elapsed Took, string Said) Run(long count, bool speaks, params ReadOnlySpan<string> more)
    {
        ProcessStartInfo start = new("sh") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("bgolly \"$@\" >&2; code=$?; times; exit $code");
        foreach (string argument in (ReadOnlySpan<string>)["bgolly", "-M", "8000", "-a", algorithm, "-m", count.ToString(CultureInfo.InvariantCulture), .. (string[])(speaks ? [] : ["-q", "-q"]), "-s", folder + "/", .. more, Pattern])
            start.ArgumentList.Add(argument);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string times = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return process.ExitCode switch
        {
            0 => (new(wall, Processor(times)), errors.Result),
            127 => throw new InputException($"the peer bgolly is not installed: {Install}. Or leave it out of --against."),
            int code => throw new InputException($"the peer bgolly ended with {code}: {errors.Result.Trim().Split('\n')[^1]}"),
        };
    }

    /// <summary>The second line of <c>times</c>: user and system time of the children, 0m1.68s 0m0.01s.</summary>
    private static double Processor(string times)
    {
        string[] lines = times.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length < 2 ? 0 : lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(static each =>
        {
            string[] parts = each.TrimEnd('s').Split('m');
            return (60 * double.Parse(parts[0], CultureInfo.InvariantCulture)) + double.Parse(parts[1], CultureInfo.InvariantCulture);
        });
    }
}
