using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary><c>learn --answers</c>: finds a rule behind questions and answers, holds the longest lines out, and examines the rule when there is a task to examine it against.</summary>
internal static class LearnFromAnswers
{
    public static int Run(ParseResult parse, Terminal terminal, AnswerOptions options, TrainingOptions training, GuessOption guesses, string path, string? file, bool json)
    {
        string method = options.Check(parse);
        LocalTask? task = options.Task(parse);
        AlignedPairs pairs = options.Read(parse, path, task);
        long begin = Stopwatch.GetTimestamp();
        using InterruptSignal interruption = new();
        using Heartbeat heartbeat = new(terminal, "learning from answers");
        Found found;
        try
        {
            found = method switch
            {
                "enumerate" => AnswerEnumeration.Find(parse, options, pairs),
                "gradient" => Gradient(pairs, task, parse, options, training, terminal, interruption.Token),
                _ => Exact(pairs, task, method),
            };
        }
        catch (InputException exception) when (exception.Setting is null && IsLearnedReversed(pairs, method))
        {
            throw new InputException($"{exception.Problem} Read from the other end they are learned.", exception.Place, new Setting("reverse", ""));
        }

        double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        Automaton? learned = found.Automaton;
        if (learned is not null && task is not null && learned.Rule.State.Equals(task.Rule.State) && Equals(learned.Rule.Frozen, task.Rule.Frozen))
            learned = learned with { Task = task.Name };
        // Digits in base ten that should be a task's bits are the likeliest slip of all.
        if (learned is not null && task is not null && !Equals(learned.Rule.Frozen, task.Rule.Frozen) && parse.GetValue(options.Base) == 10 && TaskBase(task) is { } other)
            throw new InputException($"{task.Name} is arithmetic in base {other}, and the answers were read in base 10. Use --base {other}. Where they are not written so, no task says what they should be: leave --against out, and the rule is learned without a claim.", new SourceLocation(pairs.File));
        Verdict? verdict = learned is null || task is null ? null : Verdict.Examine(learned, task);
        if (found.Later is { } later && verdict is not Certificate { Function.Status: ProofStatus.Proved })
            found = found with { Test = later() };
        string? problem = Problem(parse, guesses, pairs, found, verdict, method);
        heartbeat.Dispose();
        if (learned is not null)
            learned = learned with { Check = Check(pairs, found) };
        string? written = learned is not null && problem is null ? file : null;
        if (written is not null)
            learned!.Save(written);
        AnswerReport report = new(pairs, found, learned, verdict, problem, milliseconds, written, file);
        if (json)
            report.WriteJson(terminal);
        else
            report.WriteText(terminal);
        return learned is null || verdict is Refutation || problem is not null || !found.IsExact ? ExitCode.ClaimFalse : ExitCode.Done;
    }

    /// <summary>Why what was found is no rule to keep, as a sentence; null when it is one. A proof for every length says more than any lines.</summary>
    private static string? Problem(ParseResult parse, GuessOption guesses, AlignedPairs pairs, Found found, Verdict? verdict, string method)
    {
        if (found.Automaton is null || verdict is Certificate { Function.Status: ProofStatus.Proved })
            return null;
        // Of a table that is mostly guesses, what was held out asks mostly for guesses: whoever takes them knows.
        if (GuessOption.IsMostlyGuessed(found.Automaton.Coverage))
            return guesses.Refusal(parse, found.Automaton.Coverage) is { } refusal ? $"{refusal}{OfProducts(pairs)}" : null;
        if (found.Test is { IsPassed: false } test)
            return $"{test.Reason}{(IsLearnedReversed(pairs, method) ? " Read from the other end they are learned: use --reverse." : OfProducts(pairs))}";
        return null;
    }

    // Short products fit into the row of their factors, as if more of them could help. By a factor of one digit, or always the same, a carry along the row multiplies.
    private static string OfProducts(AlignedPairs pairs)
    {
        if (pairs.Layout is not { Form: AnswerForm.Operands, Sign: '*' })
            return "";
        string[] left = [.. pairs.Pairs.Select(pair => Factor(pair, isLeft: true))], right = [.. pairs.Pairs.Select(pair => Factor(pair, isLeft: false))];
        if (Array.TrueForAll(left, factor => factor == left[0]) || Array.TrueForAll(right, factor => factor == right[0]))
            return " One factor is the same in all lines: write the other one and its product alone (12=24), and no pairs of digits have to be shown.";
        return Array.TrueForAll(left, static factor => factor.Length <= 1) || Array.TrueForAll(right, static factor => factor.Length <= 1)
            ? ""
            : " Products of numbers of any length are made by no signal along one row, however many are shown: the task multiplication makes them on a grid.";

        // Least significant digit first, without the zeros that fill the row.
        string Factor(AlignedPair pair, bool isLeft)
        {
            IEnumerable<byte> cells = pairs.IsReversed ? pair.Input.Reverse() : pair.Input;
            return string.Concat(cells.Select(cell => isLeft ? cell / pairs.Layout.Base : cell % pairs.Layout.Base)).TrimEnd('0');
        }
    }

    private static DataCheck Check(AlignedPairs pairs, Found found) => new("answer", pairs.File is null ? null : Path.GetFileName(pairs.File), found.Right, pairs.Pairs.Length - found.Right)
    {
        HeldOutRight = found.Test?.Right,
        HeldOutWrong = found.Test?.Wrong,
    };

    /// <summary>The base of an arithmetic task that is not ten; null for others.</summary>
    private static int? TaskBase(LocalTask task) => task is ArithmeticTask { Base: not 10 and var other } ? other : null;

    /// <summary>Whether the same lines are learned, and hold on the longest of them, when they are read from the other end.</summary>
    private static bool IsLearnedReversed(AlignedPairs pairs, string method)
    {
        if (method is "gradient" or "enumerate")
            return false;
        try
        {
            return Exact(pairs.Reverse(), null, method) is { Test.IsPassed: true };
        }
        catch (InputException)
        {
            return false;
        }
    }

    /// <summary>By the methods that need no training.</summary>
    private static Found Exact(AlignedPairs pairs, LocalTask? task, string method) => Of(method switch
    {
        "visible" => AnswerFit.Visible(pairs) ?? throw new InputException("the answer is not the state: two cells with equal input and lower answer differ. Use --method merge.", new SourceLocation(pairs.File)),
        "merge" => AnswerFit.Merged(pairs, task),
        _ => AnswerFit.Of(pairs, task),
    });

    private static Found Of(AnswerFit fit) => new(fit.Automaton, fit.IsExact, fit.Method, fit.Machine, fit.Sufficed, fit.Transitions, [])
    {
        Right = fit.Right,
        Test = fit.Test,
    };

    private static Found Gradient(AlignedPairs pairs, LocalTask? task, ParseResult parse, AnswerOptions options, TrainingOptions training, Terminal terminal, CancellationToken cancellation)
    {
        ScanTraining sweep = new() { Seed = SeedOption.Value(parse, training.Seed, terminal), HiddenSymbols = parse.GetValue(options.HiddenSymbols), HiddenUnits = parse.GetValue(training.Hidden) ?? 8 };
        TransducerFit fit = sweep.Fit(pairs, cancellation);
        Found found = Of(AnswerFit.Of(fit, task));
        // Training once more takes as long as training: where a proof for every length says more, nobody waits for it.
        return !fit.IsExact ? found : found with
        {
            Later = () => LengthTest.Of(pairs, fit.Machine, part => (sweep with { Restarts = Math.Min(sweep.Restarts, MostRestarts) }).Fit(part, cancellation) is { IsExact: true } again ? (again.Machine, again.Feature) : null, isSlow: true),
        };
    }

    /// <summary>So often the shorter lines are tried again.</summary>
    private const int MostRestarts = 8;

    /// <summary>What a method found: an automaton, or candidates that it cannot decide between.</summary>
    internal sealed record Found(Automaton? Automaton, bool IsExact, string Method, string Machine, int Sufficed, int Transitions, ImmutableArray<string> Candidates)
    {
        /// <summary>Lines that are answered as they should be.</summary>
        public required int Right { get; init; }

        /// <summary>What became of the longest lines; null where none was held out.</summary>
        public LengthTest? Test { get; init; }

        /// <summary>The same where it takes long; null where it was done.</summary>
        public Func<LengthTest?>? Later { get; init; }
    }
}
