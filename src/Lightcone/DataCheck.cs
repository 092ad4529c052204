using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>What a rule was checked against after it was learned, and how that ended. It stands in the rule's file, so that a check that failed is not forgotten.</summary>
/// <param name="Cases">What was compared, for one of them: "answer", "recorded cell".</param>
/// <param name="Source">The name of the file that held them, without its folder; null when there is none.</param>
/// <param name="Right">How many the rule gives as they should be.</param>
/// <param name="Wrong">How many it gives otherwise.</param>
public sealed record DataCheck(string Cases, string? Source, long Right, long Wrong)
{
    /// <summary>Of the longest cases, how many a rule got right that was learned without them; null when none were held out.</summary>
    public long? HeldOutRight { get; init; }

    /// <summary>Of the longest cases, how many such a rule did not get right; null when none were held out.</summary>
    public long? HeldOutWrong { get; init; }

    /// <summary>Cases that were compared with nothing, 0 by default: recorded cells near edges of which no boundary is known.</summary>
    public long LeftOut { get; init; }

    /// <summary>Whether the rule gives everything as it should be.</summary>
    public bool IsPassed => Wrong == 0;

    /// <summary>The sentence of the command line: <c>26 of 30 answers of seven.txt are right, 4 wrong.</c></summary>
    public override string ToString()
    {
        string outcome = FormattableString.Invariant($"{Right:N0} of {EditDistance.Count(Right + Wrong, Cases)}{(Source is null ? "" : $" of {Source}")} {(Right == 1 ? "is" : "are")} right{(Wrong == 0 ? "" : $", {Wrong:N0} wrong")}");
        return HeldOutRight is { } right && HeldOutWrong is { } wrong
            ? FormattableString.Invariant($"{outcome}; learned without the longest {right + wrong:N0}, {right:N0} of these are right.")
            : LeftOut == 0 ? outcome + "." : FormattableString.Invariant($"{outcome}; {LeftOut:N0} more near the edges {(LeftOut == 1 ? "was" : "were")} left out.");
    }
}
