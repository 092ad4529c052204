using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Records of claims as a table and a line that sums it up.</summary>
internal static class ClaimTable
{
    private static readonly string[] Heads = ["claim", "paper", "ours (n, 95 %)", "reproduced", "control", "verdict"];

    public static void Write(TextWriter output, ImmutableArray<ClaimRecord> records)
    {
        TextTable.Write(
            output,
            [
                Heads,
                // What does not hold says so first.
                .. records.Select(static record => (string[])
                [
                    record.FirstWords + record.Title, record.Published.Value.IsEmpty ? "larger" : Numbers(record.Published.Value), Ours(record.Ours), Text(record.Reproduced), record.Control.Title, record.Ours is null ? "not tested" : Text(record.Control.Verdict),
                ]),
            ],
            words: true);
    }

    /// <summary>How many claims came out how, and how long it took.</summary>
    /// <param name="records">What was judged.</param>
    /// <param name="runs">How many runs that took.</param>
    /// <param name="timed">Of how many of them the log says how long they took.</param>
    /// <param name="seconds">How long these took together.</param>
    public static string Sum(ImmutableArray<ClaimRecord> records, int runs, int timed, double seconds) => $"{Sum(records)} {EditDistance.Count(runs, "run")}{Times(runs, timed, seconds)}.";

    /// <summary>How many claims came out how.</summary>
    public static string Sum(ImmutableArray<ClaimRecord> records)
    {
        int tested = records.Count(static record => record.Ours is not null), undecided = records.Count(static record => record.Reproduced == Reproduction.Undecided);
        string open = undecided == 0 ? "" : $" {undecided} undecided, with fewer than {Claim.FewestSeeds} seeds.";
        string[] reasons = [.. records.Where(static record => record.Untestable is not null).Select(static record => $"{record.Id} ({record.Untestable})")];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{EditDistance.Count(records.Length, "claim")}: {records.Count(static record => record.Reproduced == Reproduction.Yes)} reproduced, {records.Count(static record => record.Reproduced == Reproduction.InPart)} in part, {records.Count(static record => record.Control.Verdict == ControlVerdict.Survives && !record.IsFalse)} surviving, {records.Length - tested} not tested{(reasons.Length == 0 ? "" : $": {string.Join(", ", reasons)}")}.{open}");
    }

    private static string Times(int runs, int timed, double seconds) => timed == 0
        ? ", of which the log says no time"
        : string.Create(CultureInfo.InvariantCulture, $"{(timed == runs ? "" : string.Create(CultureInfo.InvariantCulture, $", {timed:N0} of which"))} took {seconds:0.0} s of one thread");

    private static string Ours(ArmSummary? ours) => ours is null ? "-" : string.Create(
        CultureInfo.InvariantCulture, $"{Numbers(ours.Value)} ({ours.Seeds}, {string.Join(" ", ours.Interval95)})");

    private static string Numbers(ImmutableArray<double> values) => string.Join(" vs ", values.Select(static value => value.ToString("G4", CultureInfo.InvariantCulture)));

    private static string Text(Reproduction value) => value switch { Reproduction.InPart => "in part", Reproduction.Untestable => "untestable here", _ => $"{value}".ToLowerInvariant() };

    private static string Text(ControlVerdict value) => value == ControlVerdict.ChangesSign ? "changes sign" : $"{value}".ToLowerInvariant();
}
