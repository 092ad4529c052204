using System.Diagnostics;

namespace Lightcone.Cli;

/// <summary>Says how far the search for the smallest network has come: nothing in the first second, then a line that rewrites itself, or one line every five seconds when nobody watches.</summary>
internal sealed class SearchProgress(Terminal terminal) : IProgress<int>
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double next = 1;
    private bool shown;

    public void Report(int value)
    {
        double now = watch.Elapsed.TotalSeconds;
        if (now < next)
            return;
        next = now + (terminal.ProgressIsWatched ? 0.2 : 5);
        string line = FormattableString.Invariant($"looking for the smallest network: none with fewer than {value} parameters so far, {now:0} s. Ctrl-C ends it.");
        shown = true;
        if (terminal.ProgressIsWatched)
            terminal.Error.Write($"\r{line,-100}");
        else
            terminal.Say(line);
    }

    /// <summary>Clears the line that rewrote itself.</summary>
    public void Finish()
    {
        if (shown && terminal.ProgressIsWatched)
            terminal.Error.Write($"\r{"",-100}\r");
    }
}
