using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The options of verbs that compute many runs, and how they do: with progress, and so that Ctrl-C loses nothing.</summary>
internal sealed class ComputationOptions
{
    private readonly Option<string> folder = RunFolder.ToWrite();
    private readonly Option<int> threads = new("--threads") { Description = "Runs at a time; left out, one for each processor.", HelpName = "N", DefaultValueFactory = static _ => Environment.ProcessorCount };
    private readonly Option<string> shard = new("--shard") { Description = "Compute one of n parts alone, as in 3/7; when all are done, the same command without it shows the result.", HelpName = "I/N", DefaultValueFactory = static _ => $"{Shard.Whole}" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Verb verb)
    {
        foreach (Option option in All)
            verb.Add(option);
    }

    /// <summary>The options.</summary>
    public Option[] All => [folder, threads, shard];

    /// <summary>The folder that was named.</summary>
    public string Folder(ParseResult parse) => parse.GetValue(folder)!;

    /// <summary>Computes what is missing.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="terminal">Where progress goes.</param>
    /// <param name="runs">What is needed.</param>
    /// <param name="what">What it is for, as in "6 claims".</param>
    /// <param name="shows">Options that show or draw the whole result; in a part they are refused.</param>
    /// <returns>Every result by hash, and the store; null where a part was computed, of which nothing can be shown.</returns>
    /// <exception cref="OperationCanceledException">Ctrl-C; the message says what is kept and how to go on.</exception>
    public (ImmutableSortedDictionary<string, RunResult> Results, RunStore Store)? Compute(ParseResult parse, Terminal terminal, ImmutableArray<RunSpec> runs, string what, params Option[] shows)
    {
        Shard part = InputErrors.Translate(() => Shard.Parse(parse.GetValue(shard)!));
        bool isDrawn = parse.CommandResult.Command.Options.FirstOrDefault(static option => option.Name == "--seed") is { } seed && !GivenOption.Is(parse, seed);
        if (part != Shard.Whole && isDrawn)
            throw new InputException("without --seed one is drawn, and each part would be one of another experiment. Give all parts the same --seed.");
        if (part != Shard.Whole && GivenOption.First(parse, shows) is { } shown)
            throw new InputException($"{shown} shows a whole result, and --shard computes a part of it. Leave {shown} out; when every part is there, the same command without --shard shows the result.");
        if (parse.GetValue(threads) is var count && count < 1)
            throw new InputException($"--threads {count}: expected at least 1.");
        RunStore store = InputErrors.Translate(() => RunStore.Create(Folder(parse)));
        using InterruptSignal interruption = new();
        int own = InputErrors.Translate(() => part.Of(runs)).Length;
        terminal.Say($"{what}, {EditDistance.Count(own, "run")}{(part == Shard.Whole ? "" : $" of part {part}")}, kept in {store.Folder}");
        ProgressLine progress = new(terminal);
        try
        {
            ImmutableSortedDictionary<string, RunResult> results = InputErrors.Translate(() => new Computation { Runs = runs, Store = store, Threads = count, Shard = part }.Compute(progress, interruption.Token));
            progress.Finish();
            if (part == Shard.Whole)
                return (results, store);
            terminal.Out.WriteLine($"part {part} is complete: {EditDistance.Count(own, "run")} in {store.Folder}. When every part is, the same command without --shard shows the result.");
            return null;
        }
        catch (OperationCanceledException exception)
        {
            progress.Finish();
            throw new OperationCanceledException($"interrupted. {progress.Done} of {EditDistance.Count(own, "run")} are complete in {store.Folder}; the same command{(isDrawn ? " with the seed above" : "")} goes on from there.", exception);
        }
    }

    /// <summary>How many runs are done and how long the rest takes: a line that rewrites itself, or one every ten seconds when nobody watches.</summary>
    private sealed class ProgressLine(Terminal terminal) : IProgress<ComputationProgress>
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private double last;
        private bool shown;

        public int Done { get; private set; }

        public void Report(ComputationProgress value)
        {
            Done = value.Done;
            double now = watch.Elapsed.TotalSeconds;
            if (now - last < (terminal.ProgressIsWatched ? 0.2 : 10) || value.Done == value.Runs)
                return;
            (last, shown) = (now, true);
            string rest = value.Share > 0 ? FormattableString.Invariant($", about {now * (1 - value.Share) / value.Share:0} s left") : "";
            string line = $"{value.Done} of {value.Runs} runs{(value.Reused > 0 ? $", {value.Reused} of them from before" : "")}{rest}. Ctrl-C keeps what is done.";
            if (terminal.ProgressIsWatched)
                terminal.Error.Write($"\r{line,-78}");
            else
                terminal.Say(line);
        }

        public void Finish()
        {
            if (shown && terminal.ProgressIsWatched)
                terminal.Error.Write($"\r{"",-78}\r");
        }
    }
}
