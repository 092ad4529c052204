using System.CommandLine;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The option <c>--allow-guesses</c> of <c>learn</c>: a table of which most was never shown is no rule that was learned, unless the user takes it for one.</summary>
internal sealed class GuessOption
{
    /// <summary>Up to this share of a table may be guessed.</summary>
    public const double MostGuessed = 0.5;

    public Option<bool> Allow { get; } = new("--allow-guesses") { Description = "With --traces and --answers: keep a rule of which more than half was never shown, and exit with 0." };

    /// <summary>Whether most of a table was never shown.</summary>
    public static bool IsMostlyGuessed(Coverage? coverage) => coverage is not null && coverage.GuessedShare > MostGuessed;

    /// <summary>How much of a table is guessed.</summary>
    public static string Share(Coverage coverage) => FormattableString.Invariant($"{coverage.Total - coverage.Seen:N0} of {EditDistance.Count(coverage.Total, "neighborhood")} were never shown");

    /// <summary>Why a table is not kept, as a sentence; null when enough of it was shown or the user allows it.</summary>
    public string? Refusal(ParseResult parse, Coverage? coverage) => !IsMostlyGuessed(coverage) || parse.GetValue(Allow)
        ? null
        : FormattableString.Invariant($"{Math.Floor(1000 * coverage!.GuessedShare) / 10:0.#} % of the table was never shown ({coverage.Total - coverage.Seen:N0} of {EditDistance.Count(coverage.Total, "neighborhood")}), more than half of it: what it says there are guesses. Give more data, or take it as it is with --allow-guesses.");
}
