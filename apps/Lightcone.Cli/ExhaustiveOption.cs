using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Lightcone.Engines.Scan;
using Lightcone.Flows.Typed;
using Lightcone.Flows;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The option <c>--exhaustive</c> of <c>certify</c>: every pair of numbers of so many bits, besides the proof.</summary>
internal sealed class ExhaustiveOption
{
    private readonly Option<int?> option = new("--exhaustive") { Description = $"Besides, run every pair of numbers of so many bits to its fixed point and compare the sums; for the task addition, at most {ExhaustiveAddition.MostBits}.", HelpName = "BITS" };

    public void AddTo(Verb verb) => verb.Add(option);

    /// <summary>The subject's name; with this option <c>add</c> is short for <c>addition</c>.</summary>
    public string Name(ParseResult parse, string name) => parse.GetValue(option) is not null && name == "add" ? "addition" : name;

    /// <exception cref="InputException">So many bits are not run; the message says what they would cost.</exception>
    public void Check(ParseResult parse)
    {
        if (parse.GetValue(option) is not { } bits)
            return;
        const int most = ExhaustiveAddition.MostBits;
        if (bits < 1)
            throw new InputException($"--exhaustive {bits}: expected 1 to {most} bits.");
        if (bits > most)
            throw new InputException($"--exhaustive {bits}: {Pairs(bits)} pairs, {Factor(bits - most)} times as many as for {most} bits and as many times as long. Use at most {most}; the proof for every length needs no pairs.");

        static string Pairs(int bits) => bits <= 31 ? (1L << (2 * bits)).ToString("N0", CultureInfo.InvariantCulture) : $"2^{2L * bits}";
        static string Factor(int more) => more <= 30 ? (1L << (2 * more)).ToString("N0", CultureInfo.InvariantCulture) : $"2^{2L * more}";
    }

    /// <summary>Runs all pairs with a rule; null when the option was not given.</summary>
    /// <exception cref="InputException">The rule is none that adds with a frozen field.</exception>
    public (ExhaustiveAddition Result, double Seconds)? Run(ParseResult parse, Automaton automaton)
    {
        if (parse.GetValue(option) is not { } bits)
            return null;
        using InterruptSignal interruption = new();
        try
        {
            long begin = Stopwatch.GetTimestamp();
            ExhaustiveAddition result = ExhaustiveAddition.Run(automaton, bits, null, interruption.Token);
            return (result, Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }
        catch (ArgumentException refusal)
        {
            throw new InputException($"--exhaustive: {InputException.SentenceOf(refusal)} Use it with the task addition, or leave it out.");
        }
    }

    public static void WriteText(TextWriter output, ExhaustiveAddition result, double seconds) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exhaustive   {(result.Wrong == 0 ? "checked" : "refuted")}: {result.Statement} {seconds:0.00} s."));

    public static void WriteJson(Utf8JsonWriter writer, ExhaustiveAddition result, double seconds)
    {
        writer.WriteStartObject("exhaustive");
        writer.WriteNumber("bits", result.Bits);
        writer.WriteNumber("pairs", result.Pairs);
        writer.WriteNumber("wrong", result.Wrong);
        if (result.FirstWrong is { } first)
            writer.WriteString("first", $"{first.X} + {first.Y}");
        writer.WriteNumber("mostSteps", result.MostSteps);
        JsonNumbers.Number(writer, "seconds", seconds);
        writer.WriteEndObject();
    }
}
