using System.Diagnostics;
using System.Globalization;

namespace Lightcone.Cli;

/// <summary>Says how a long run is getting on: nothing in the first second, then a line that rewrites itself, or one line every ten seconds when nobody watches.</summary>
internal sealed class StepProgress(Terminal terminal, long? limit) : IProgress<long>
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double last;

    /// <summary>Whether anything was shown.</summary>
    public bool Shown { get; private set; }

    /// <summary>The last number of steps that was reported.</summary>
    public long Steps { get; private set; }

    public void Report(long value)
    {
        Steps = value;
        double now = watch.Elapsed.TotalSeconds;
        if (now < 1 || now - last < (terminal.ProgressIsWatched ? 0.2 : 10))
            return;
        last = now;
        Shown = true;
        string rest = limit is { } all && value > 0 ? string.Create(CultureInfo.InvariantCulture, $" of at most {all:N0}, {now * (all - value) / value:0} s left at most") : "";
        string line = string.Create(CultureInfo.InvariantCulture, $"{value:N0} steps{rest}");
        if (terminal.ProgressIsWatched)
            terminal.Error.Write($"\r{line,-78}");
        else
            terminal.Say(line);
    }

    /// <summary>Clears the line that rewrote itself.</summary>
    public void Finish()
    {
        if (Shown && terminal.ProgressIsWatched)
            terminal.Error.Write($"\r{"",-78}\r");
    }
}
