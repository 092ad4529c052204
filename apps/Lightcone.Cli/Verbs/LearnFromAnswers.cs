using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Networks.Objectives;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary><c>learn --answers</c>: finds a rule behind questions and answers, and examines it when there is a task to examine it against.</summary>
internal static class LearnFromAnswers
{
    public static int Run(ParseResult parse, Terminal terminal, AnswerOptions options, TrainingOptions training, string path, string? file, bool json)
    {
        string method = options.Check(parse);
        LocalTask? task = options.Task(parse);
        AlignedPairs pairs = options.Read(parse, path, task);
        long begin = Stopwatch.GetTimestamp();
        using InterruptSignal interruption = new();
        using Heartbeat heartbeat = new(terminal, "learning from answers");
        Found found = method switch
        {
            "enumerate" => AnswerEnumeration.Find(parse, options, pairs),
            "gradient" => Gradient(pairs, task, parse, options, training, terminal, interruption.Token),
            "merge" => Merged(new StateMerging().Fit(pairs), task),
            "visible" => Visible(pairs) ?? throw new InputException("the answer is not the state: two cells with equal input and lower answer differ. Use --method merge.", new SourceLocation(pairs.File)),
            _ => Simplest(pairs, task),
        };
        double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        Automaton? learned = found.Automaton;
        if (learned is not null && task is not null && learned.Rule.State.Equals(task.Rule.State) && Equals(learned.Rule.Frozen, task.Rule.Frozen))
            learned = learned with { Task = task.Name };
        // Digits in base ten that should be a task's bits are the likeliest slip of all.
        if (learned is not null && task is not null && !Equals(learned.Rule.Frozen, task.Rule.Frozen) && parse.GetValue(options.Base) == 10 && TaskBase(task) is { } other)
            throw new InputException($"{task.Name} is arithmetic in base {other}, and the answers were read in base 10. Use --base {other}.", new SourceLocation(pairs.File));
        Verdict? verdict = learned is null || task is null ? null : Verdict.Examine(learned, task);
        heartbeat.Dispose();
        if (learned is not null && file is not null)
            learned.Save(file);
        if (json)
            WriteJson(terminal, pairs, found, learned, verdict, milliseconds, learned is null ? null : file);
        else
            WriteText(terminal, pairs, found, learned, verdict, milliseconds, file);
        return learned is null || verdict is Refutation || !found.IsExact ? ExitCode.ClaimFalse : ExitCode.Done;
    }

    /// <summary>The base of an arithmetic task that is not ten; null for others.</summary>
    private static int? TaskBase(LocalTask task) => task is ArithmeticTask { Base: not 10 and var other } ? other : null;

    private static Found Simplest(AlignedPairs pairs, LocalTask? task)
    {
        Found? visible = Visible(pairs);
        Found? merged = null;
        InputException? refused = null;
        try
        {
            merged = Merged(new StateMerging().Fit(pairs), task);
        }
        catch (InputException exception)
        {
            refused = exception;
        }

        // The answer is taken for the state when that needs no more transitions than hidden states would.
        return visible is not null && (merged is null || visible.Transitions <= merged.Transitions) ? visible : merged ?? throw refused!;
    }

    private static Found? Visible(AlignedPairs pairs) => DirectFit.Fit(pairs) is { } fit
        ? new(fit.Automaton, true, "visible state: each answer is its own training set", $"{pairs.Output.Size} states, the answer's symbols", fit.Sufficed, fit.Transitions.Seen.Length, [])
        : null;

    private static Found Merged(TransducerFit fit, LocalTask? task) => new(
        fit.ToAutomaton(task), fit.IsExact, fit.Method, $"{EditDistance.Count(fit.Machine.States, "state")}{(fit.Feature.IsPlain ? "" : $"; that only the {fit.Feature.Name} matters is assumed, and no line contradicts it")}",
        fit.Sufficed, fit.Machine.States * fit.Feature.Count, []);

    private static Found Gradient(AlignedPairs pairs, LocalTask? task, ParseResult parse, AnswerOptions options, TrainingOptions training, Terminal terminal, CancellationToken cancellation)
    {
        ScanTraining sweep = new() { Seed = SeedOption.Value(parse, training.Seed, terminal), HiddenSymbols = parse.GetValue(options.HiddenSymbols), HiddenUnits = parse.GetValue(training.Hidden) ?? 8 };
        return Merged(sweep.Fit(pairs, cancellation), task);
    }

    private static void WriteText(Terminal terminal, AlignedPairs pairs, Found found, Automaton? learned, Verdict? verdict, double milliseconds, string? file)
    {
        TextWriter output = terminal.Out;
        output.WriteLine($"answers      {EditDistance.Count(pairs.Pairs.Length, "pair")} of up to {EditDistance.Count(pairs.Pairs.Max(static pair => pair.Input.Length), "symbol")}, {pairs.Input} -> {pairs.Output}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"method       {found.Method}, {milliseconds:0.0} ms"));
        output.WriteLine($"found        {found.Machine}");
        if (found.Candidates.Length > 1)
            output.WriteLine($"             {found.Candidates.Length} rules remain: {string.Join(", ", found.Candidates.Take(20))}{(found.Candidates.Length > 20 ? ", ..." : "")}. More pairs, or pairs of another number of steps, decide between them.");
        if (learned is null)
            return;
        output.WriteLine(found.IsExact ? "check        every line is answered as it should be." : "check        not exact: some lines are answered wrongly. Another --seed, more --hidden-symbols, or --method merge may do it.");
        output.WriteLine($"sufficed     {(found.Sufficed < pairs.Pairs.Length ? $"the first {EditDistance.Count(found.Sufficed, "pair")} give{(found.Sufficed == 1 ? "s" : "")} the same" : "all pairs were needed, or nothing is known of fewer")}.");
        if (learned.Coverage is { } coverage)
            output.WriteLine($"coverage     {coverage}");
        if (verdict is Certificate certificate)
            output.WriteLine($"certified    {certificate.Claim}: {certificate.Function.Statement}");
        else if (verdict is Refutation refutation)
            output.WriteLine($"{refutation}");
        if (file is not null)
            output.WriteLine($"written to {file}; next: lightcone certify {file}{(verdict is null || learned.Task is not null ? "" : $" --against {verdict.Claim}")}");
    }

    private static void WriteJson(Terminal terminal, AlignedPairs pairs, Found found, Automaton? learned, Verdict? verdict, double milliseconds, string? file) => terminal.Json(writer =>
    {
        writer.WriteNumber("pairs", pairs.Pairs.Length);
        writer.WriteString("method", found.Method);
        writer.WriteString("machine", found.Machine);
        writer.WriteBoolean("exact", found.IsExact);
        writer.WriteNumber("sufficed", found.Sufficed);
        JsonList.Texts(writer, "candidates", found.Candidates);
        if (learned?.Coverage is { } coverage)
        {
            writer.WriteNumber("seen", coverage.Seen);
            writer.WriteNumber("neighborhoods", coverage.Total);
        }

        writer.WriteString("verdict", verdict is null ? null : verdict is Certificate ? "certified" : "refuted");
        writer.WriteString("function", (verdict as Certificate)?.Function.Statement);
        writer.WriteString("reason", (verdict as Refutation)?.ToString());
        writer.WriteNumber("milliseconds", Math.Round(milliseconds, 3));
        writer.WriteString("hash", learned?.Rule.Hash);
        writer.WriteString("file", file);
    });

    /// <summary>What a method found: an automaton, or candidates that it cannot decide between.</summary>
    internal sealed record Found(Automaton? Automaton, bool IsExact, string Method, string Machine, int Sufficed, int Transitions, ImmutableArray<string> Candidates);
}
