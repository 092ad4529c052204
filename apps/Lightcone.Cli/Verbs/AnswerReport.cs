using System.Globalization;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Proofs;

namespace Lightcone.Cli.Verbs;

/// <summary>What <c>learn --answers</c> says of what it found.</summary>
/// <param name="Pairs">The lines.</param>
/// <param name="Found">What was found.</param>
/// <param name="Learned">The automaton with its check; null where candidates remain.</param>
/// <param name="Verdict">The examination against a task; null when none was named.</param>
/// <param name="Problem">Why no rule was found, as a sentence; null when one was.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Written">The file that was written; null when none was.</param>
/// <param name="Asked">The file that was asked for.</param>
internal sealed record AnswerReport(AlignedPairs Pairs, LearnFromAnswers.Found Found, Automaton? Learned, Verdict? Verdict, string? Problem, double Milliseconds, string? Written, string? Asked)
{
    /// <summary>Above this share, which fewer than eleven lines without a fault leave, more lines are asked for.</summary>
    private const double FewTell = 0.25;

    public void WriteText(Terminal terminal)
    {
        TextWriter output = terminal.Out;
        output.WriteLine($"answers      {EditDistance.Count(Pairs.Pairs.Length, "pair")} of up to {EditDistance.Count(Pairs.Longest, "symbol")}, {Pairs.Input} -> {Pairs.Output}{Reading}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"method       {Found.Method}, {Milliseconds:0.0} ms"));
        output.WriteLine($"found        {Found.Machine}");
        if (Found.Candidates.Length > 1)
            output.WriteLine($"             {Found.Candidates.Length} rules remain: {string.Join(", ", Found.Candidates.Take(20))}{(Found.Candidates.Length > 20 ? ", ..." : "")}. More pairs, or pairs of another number of steps, decide between them.");
        if (Learned is null)
            return;
        output.WriteLine(Found.IsExact
            ? "check        every line is answered as it should be."
            : $"check        not exact: {EditDistance.Count(Pairs.Pairs.Length - Found.Right, "line")} of {Pairs.Pairs.Length:N0} answered wrongly. Another --seed, more --hidden-symbols, or --method merge may do it.");
        if (Found.Test is { } test)
            WriteTest(output, test);
        else if (Pairs.Pairs.Length == 1)
            output.WriteLine("held out     nothing: of a single line none can be. Whether longer rows are answered was not tried; give more lines.");
        output.WriteLine($"sufficed     {(Found.Sufficed < Pairs.Pairs.Length ? $"the first {EditDistance.Count(Found.Sufficed, "pair")} give{(Found.Sufficed == 1 ? "s" : "")} the same" : "all pairs were needed, or nothing is known of fewer")}.");
        if (Learned.Coverage is { } coverage)
            output.WriteLine($"coverage     {coverage}");
        if (Verdict is Certificate certificate)
            output.WriteLine($"certified    {certificate.Claim}: {certificate.Function.Statement}");
        else if (Verdict is Refutation refutation)
            output.WriteLine($"{refutation}");
        if (Problem is not null)
            output.WriteLine($"no rule found: {Problem}{(Asked is null ? "" : $" Nothing was written to {Asked}.")}");
        if (Written is not null)
            output.WriteLine($"written to {Written}; next: lightcone certify {Written}{(Verdict is null || Learned.Task is not null ? "" : $" --against {Verdict.Claim}")}");
    }

    public void WriteJson(Terminal terminal) => terminal.Json(writer =>
    {
        writer.WriteNumber("pairs", Pairs.Pairs.Length);
        writer.WriteString("method", Found.Method);
        writer.WriteString("machine", Found.Machine);
        writer.WriteBoolean("found", Learned is not null && Problem is null && Found.IsExact);
        writer.WriteString("problem", Problem);
        writer.WriteBoolean("exact", Found.IsExact);
        writer.WriteNumber("right", Found.Right);
        if (Found.Test is { } test)
        {
            writer.WriteStartObject("heldOut");
            writer.WriteNumber("lines", test.HeldOut);
            writer.WriteNumber("shortest", test.Shortest);
            writer.WriteNumber("longest", test.Longest);
            writer.WriteNumber("right", test.Right);
            JsonNumbers.Number(writer, "wrongAtMost", test.WrongAtMost);
            writer.WriteNumber("states", test.States);
            Number("statesOfShorter", test.ShorterStates);
            writer.WriteNumber("cut", test.Cut);
            Number("statesOfCut", test.CutStates);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("heldOut");
        }

        writer.WriteNumber("sufficed", Found.Sufficed);
        JsonList.Texts(writer, "candidates", Found.Candidates);
        if (Learned?.Coverage is { } coverage)
        {
            writer.WriteNumber("seen", coverage.Seen);
            writer.WriteNumber("neighborhoods", coverage.Total);
        }

        writer.WriteString("verdict", Verdict is null ? null : Verdict is Certificate ? "certified" : "refuted");
        writer.WriteString("function", (Verdict as Certificate)?.Function.Statement);
        writer.WriteString("reason", (Verdict as Refutation)?.ToString());
        writer.WriteNumber("milliseconds", Math.Round(Milliseconds, 3));
        writer.WriteString("hash", Learned?.Rule.Hash);
        writer.WriteString("file", Written);

        void Number(string name, int? value)
        {
            if (value is { } number)
                writer.WriteNumber(name, number);
            else
                writer.WriteNull(name);
        }
    });

    private string Reading => (Pairs.IsReversed, Pairs.Layout.Form) switch
    {
        (true, AnswerForm.Word) => ", read from the last symbol",
        (true, AnswerForm.LastSymbol) => ", read from the last symbol; one answer for each word",
        (true, _) => ", most significant digit first",
        (_, AnswerForm.LastSymbol) => "; one answer for each word",
        _ => "",
    };

    private static void WriteTest(TextWriter output, LengthTest test)
    {
        string lengths = test.Shortest == test.Longest ? EditDistance.Count(test.Longest, "symbol") : $"{test.Shortest} to {EditDistance.Count(test.Longest, "symbol")}";
        string bound = !test.IsPassed ? "" : FormattableString.Invariant($" Of more such lines at most {test.WrongAtMost:P0} would be wrong, at 95 %{(test.WrongAtMost > FewTell ? ": more lines would tell more" : "")}.");
        output.WriteLine(FormattableString.Invariant($"held out     the longest {test.HeldOut:N0} of {EditDistance.Count(test.HeldOut + test.Learned, "line")} ({lengths}): learned from the others alone, {test.Right:N0} of them {(test.Right == 1 ? "is" : "are")} right.{bound}"));
        string shorter = test.ShorterStates is { } states ? $"{states:N0} from the shorter half of the lines" : "no machine from the shorter half of the lines";
        string cut = test.Cut == 0 ? "" : test.CutStates is { } few ? $", {few:N0} from the first {EditDistance.Count(test.Cut, "symbol")} of each" : $", no machine from the first {EditDistance.Count(test.Cut, "symbol")} of each";
        output.WriteLine(FormattableString.Invariant($"states       {shorter}{cut}, {test.States:N0} from all."));
    }
}
