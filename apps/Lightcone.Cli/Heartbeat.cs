using System.Diagnostics;

namespace Lightcone.Cli;

/// <summary>Says that work goes on which cannot say how far it is: nothing in the first two seconds, then a line that rewrites itself, or one line every ten seconds when nobody watches.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly Terminal terminal;
    private readonly string work;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Timer timer;
    private readonly Lock gate = new();
    private bool shown;
    private bool over;

    /// <param name="terminal">Where the line goes: standard error.</param>
    /// <param name="work">What is done, as in "measuring steps".</param>
    /// <param name="first">When it begins to speak; left out, after two seconds, or ten when nobody watches.</param>
    public Heartbeat(Terminal terminal, string work, TimeSpan? first = null)
    {
        (this.terminal, this.work) = (terminal, work);
        TimeSpan begin = first ?? TimeSpan.FromSeconds(terminal.ProgressIsWatched ? 2 : 10);
        timer = new Timer(_ => Beat(), null, begin, terminal.ProgressIsWatched ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(10));
    }

    /// <summary>Clears the line before something else is written; the next beat brings it back.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (shown && terminal.ProgressIsWatched)
                terminal.Error.Write($"\r{"",-78}\r");
            shown = false;
        }
    }

    /// <summary>Falls silent and clears the line.</summary>
    public void Dispose()
    {
        lock (gate)
            over = true;
        timer.Dispose();
        Clear();
    }

    private void Beat()
    {
        lock (gate)
        {
            // A beat may be on its way while the work ends.
            if (over)
                return;
            string line = FormattableString.Invariant($"{work}, {watch.Elapsed.TotalSeconds:0} s so far. Ctrl-C ends it.");
            if (terminal.ProgressIsWatched)
                terminal.Error.Write($"\r{line,-78}");
            else
                terminal.Say(line);
            shown = true;
        }
    }
}
