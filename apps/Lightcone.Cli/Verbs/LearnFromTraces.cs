using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Engines.LargeLattices;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Identification;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary><c>learn --traces</c>: finds what a recorded rule reads, and learns it.</summary>
internal static class LearnFromTraces
{
    public static int Run(ParseResult parse, Terminal terminal, TraceOptions options, TrainingOptions training, GuessOption guesses, string path, string? file, bool json)
    {
        using Heartbeat heartbeat = new(terminal, "learning from traces");
        Recording recording = options.Read(parse, path);
        TraceFit fit = options.Learning(parse, recording).Fit(recording);
        long begin = Stopwatch.GetTimestamp();
        bool table = parse.GetValue(options.Table);
        // Small domains are learned by a network, whose weights are drawn.
        ulong? seed = table || fit.Transitions.Signature.DomainSize > TraceFit.NetworkLimit ? null : SeedOption.Value(parse, training.Seed, terminal);
        using InterruptSignal interruption = new();
        Automaton learned = seed is null ? fit.ToAutomaton() : fit.Learn(training.Recipe(parse, seed.Value), parse.GetValue(training.Hidden), interruption.Token);
        double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        heartbeat.Dispose();
        string? problem = guesses.Refusal(parse, Coverage.Of(fit.Transitions));
        learned = learned with { Check = new("recorded cell", recording.File is null ? null : Path.GetFileName(recording.File), fit.Transitions.Count, 0) { LeftOut = fit.LeftOut } };
        string? written = problem is null ? file : null;
        if (written is not null)
            learned.Save(written);
        if (json)
            WriteJson(terminal, fit, learned, milliseconds, seed, (problem, written));
        else
            WriteText(terminal, fit, learned, parse.GetValue(training.Hidden), milliseconds, seed, written);
        if (problem is not null && !json)
            terminal.Out.WriteLine($"no rule found: {problem}{(file is null ? "" : $" Nothing was written to {file}.")}");
        return problem is null ? ExitCode.Done : ExitCode.ClaimFalse;
    }

    private static void WriteText(Terminal terminal, TraceFit fit, Automaton learned, int? hidden, double milliseconds, ulong? seed, string? file)
    {
        Recording recording = fit.Recording;
        TextWriter output = terminal.Out;
        output.WriteLine($"traces       {EditDistance.Count(recording.Steps, "step")} in {EditDistance.Count(recording.Runs.Length, "run")}, symbols {recording.Alphabet}{(recording.Note is null ? "" : $"; {recording.Note}")}");
        output.WriteLine($"neighborhood {fit.Neighborhood}: no two of {fit.Transitions.Count:N0} examples contradict each other, and {fit.Confirmations:N0} repeat a neighborhood and agree.");
        output.WriteLine(FormattableString.Invariant($"             {fit.ExamplesPerNeighborhood:0.0} examples of each neighborhood on average; {fit.ShownOnce:N0} of {fit.Transitions.Seen.Length:N0} were shown only once."));
        if (fit.Rejected.Length > 0)
            output.WriteLine($"             smaller ones are ruled out: {fit.Rejected[^1]}");
        if (fit.Alternatives.Length > 0)
            output.WriteLine($"             {string.Join(" and ", fit.Alternatives)} {(fit.Alternatives.Length == 1 ? "explains" : "explain")} the traces as well; more traces would decide.");
        output.WriteLine("boundary     " + (fit.Boundaries.Length switch
        {
            0 => $"none agrees with the edge cells, {fit.LeftOut:N0} of {fit.LeftOut + fit.Transitions.Count:N0} recorded cells, which were left out; a ring is assumed.",
            1 => $"{Name(fit, fit.Boundary)} agrees with every edge cell.",
            _ => $"{Name(fit, fit.Boundary)} is used; {string.Join(", ", fit.Boundaries.Skip(1).Select(other => Name(fit, other)))} would agree with every edge cell as well.",
        }));
        output.WriteLine($"coverage     {fit.Transitions}");
        output.WriteLine(learned.Network is { } network
            ? string.Create(CultureInfo.InvariantCulture, $"rule         network {network.Inputs} -> {network.HiddenUnits} -> {network.Logits}, {network.Parameters} parameters, right on all that was shown, margin {network.Training.Margin:0.00}, {milliseconds:0} ms, seed {seed}")
            : $"rule         the table as it was shown; what was not shown keeps its own symbol.{(seed is null ? "" : hidden is null ? " No network of up to 128 hidden units learned it." : $" A network of {EditDistance.Count(hidden.Value, "hidden unit")} did not learn it; leave --hidden out, or give more.")}");
        if (file is not null)
            output.WriteLine($"written to {file}; next: lightcone certify {file}");
    }

    private static void WriteJson(Terminal terminal, TraceFit fit, Automaton learned, double milliseconds, ulong? seed, (string? Problem, string? File) outcome) => terminal.Json(writer =>
    {
        writer.WriteNumber("steps", fit.Recording.Steps);
        writer.WriteNumber("runs", fit.Recording.Runs.Length);
        writer.WriteString("alphabet", fit.Recording.Alphabet.ToString());
        writer.WriteString("neighborhood", fit.Neighborhood.ToString());
        writer.WriteString("boundary", Name(fit, fit.Boundary));
        writer.WriteNumber("boundariesThatAgree", fit.Boundaries.Length);
        writer.WriteNumber("examples", fit.Transitions.Count);
        writer.WriteNumber("leftOut", fit.LeftOut);
        writer.WriteNumber("confirmations", fit.Confirmations);
        writer.WriteNumber("examplesPerNeighborhood", fit.ExamplesPerNeighborhood);
        writer.WriteNumber("shownOnce", fit.ShownOnce);
        writer.WriteNumber("seen", fit.Transitions.Seen.Length);
        writer.WriteNumber("neighborhoods", fit.Transitions.Signature.DomainSize);
        JsonList.Texts(writer, "guessed", Coverage.Of(fit.Transitions).Guessed);
        JsonList.Texts(writer, "alternatives", fit.Alternatives.Select(static other => other.ToString()));
        writer.WriteNumber("parameters", learned.Parameters);
        writer.WriteNumber("milliseconds", Math.Round(milliseconds, 3));
        writer.WriteString("hash", learned.Rule.Hash);
        writer.WriteBoolean("found", outcome.Problem is null);
        writer.WriteString("problem", outcome.Problem);
        writer.WriteString("file", outcome.File);
        if (seed is { } number)
            writer.WriteNumber("seed", number);
    });

    private static string Name(TraceFit fit, Boundary boundary) => boundary is Boundary.FixedBoundary wall ? $"fixed:{fit.Recording.Alphabet.Names[wall.Symbol]}" : boundary.ToString();
}
