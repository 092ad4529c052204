using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>Pages of the ledger, written from records alone: a page, a file of records and the pictures of each paper.</summary>
public static class ClaimPage
{
    private const int Columns = 118;

    /// <summary>The files by name, relative to the folder of pages. Equal records give equal bytes.</summary>
    public static ImmutableSortedDictionary<string, string> Write(IEnumerable<ClaimRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ImmutableSortedDictionary<string, string>.Builder files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, ClaimRecord> paper in records.GroupBy(static record => record.Source.Page))
        {
            files.Add($"{paper.Key}.json", ClaimRecord.Write(paper));
            files.Add($"{paper.Key}.md", Page(paper.Key, [.. paper]));
            foreach (ClaimRecord record in paper.Where(static record => record.Ours is not null))
                files.Add(Picture(record), ClaimPicture.Draw(record));
        }

        return files.ToImmutable();
    }

    private static string Picture(ClaimRecord record) => $"{record.Id}.svg";

    private static string Page(string name, ClaimRecord[] records)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"# {records[0].Source.Paper}\n\n");
        Paragraph(page, $"Written by `lightcone claims --pages` from the records in `{name}.json`, not by hand. [How a claim is judged](../claims.md).");
        page.Append("| in the source | claim | reproduced | control | verdict | our picture | command |\n|---|---|---|---|---|---|---|\n");
        foreach (ClaimRecord record in records)
            page.Append(CultureInfo.InvariantCulture, $"| {record.Source.Place} | {record.FirstWords}{record.Title} | {ClaimWords.Of(record.Reproduced)} | {record.Control.Title} | {ClaimWords.Of(record.Control.Verdict)} | {(record.Ours is null ? "" : $"[{record.Id}]({Picture(record)})")} | `{record.Command}` |\n");
        page.Append('\n');
        foreach (ClaimRecord record in records)
            Section(page, record);
        NotRun(page, [.. Ledger.All.Where(claim => claim.Source.Page == name && !records.Any(record => record.Id == claim.Id))]);
        return $"{page}".TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder page, ClaimRecord record)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {record.FirstWords}{record.Title}\n\n");
        Paragraph(page, $"{record.Source.Place}. {record.Sentence}");
        if (record.Ours is not null)
            page.Append(CultureInfo.InvariantCulture, $"![{(record.Published.Value.IsEmpty ? "Ours" : "Published, ours")} and under the control]({Picture(record)})\n\n");
        Item(page, Published(record));
        Item(page, record.Ours is null ? $"Not tested here: {record.Untestable}" : $"Ours: {Told(record.Ours)}. {Told(record.Effect!)}");
        Item(page, $"Reproduced: {ClaimWords.Of(record.Reproduced)}.");
        Item(page, $"Control: {record.Control.Sentence} {record.Control.Why}");
        if (record.Control.Ours is not null)
            Item(page, $"Under the control: {Told(record.Control.Ours)}. {Told(record.Control.Effect!)}");
        Item(page, $"Verdict: {ClaimWords.Of(record.Control.Verdict)}. {Follows(record)}");
        Item(page, $"Would refute it: {record.WouldRefute}");
        if (record.AddedAfter is not null)
            Item(page, $"Added after results had been seen: {record.AddedAfter}");
        page.Append(CultureInfo.InvariantCulture, $"- Command: `{record.Command}`\n");
        Item(page, $"Budget {record.Budget}; {(record.Ours?.Runs.Length ?? 0) + (record.Control.Ours?.Runs.Length ?? 0)} runs, whose hashes are in the record {record.Hash[..12]}.");
        page.Append('\n');
    }

    // What is written down and has no record yet belongs to the page as well.
    private static void NotRun(StringBuilder page, Claim[] claims)
    {
        if (claims.Length == 0)
            return;
        page.Append("## Not run yet\n\n");
        foreach (Claim claim in claims)
        {
            Item(page, $"{claim.Title}: {claim.Sentence} Control: {claim.Control.Sentence}");
            page.Append(CultureInfo.InvariantCulture, $"  Command: `{claim.Command}`\n");
        }

        page.Append('\n');
    }

    private static string Published(ClaimRecord record)
    {
        PublishedValue published = record.Published;
        if (published.Value.IsEmpty)
            return $"Published: no number, only that the first is larger. Counted: {published.Unit}.";
        string values = string.Join(" and ", published.Value.Select((value, arm) => $"{Number(value)}{(published.Deviation.IsEmpty ? "" : $" ± {Number(published.Deviation[arm])}")}"));
        return $"Published: {values} {published.Unit}{(published.Runs is { } runs ? $", n = {runs}" : "")}. Tolerance {Number(record.Tolerance)}.";
    }

    private static string Follows(ClaimRecord record) => (record.Control.Verdict, record.Control.Expects) switch
    {
        (ControlVerdict.Undecided, _) => $"Fewer than {Claim.FewestSeeds} seeds decide nothing.",
        (ControlVerdict.Survives, ControlExpectation.EffectRemains) when record.Reproduced == Reproduction.No =>
            "What is claimed did not come out. What came out instead is there as well when the other explanation is taken away.",
        (ControlVerdict.Survives, ControlExpectation.EffectRemains) => "The effect is there when the other explanation is taken away. It does not follow that no third explanation exists.",
        (ControlVerdict.Survives, _) => "Without what the claim rests on the effect is gone. It does not follow that nothing else is needed, or that every fault would be found.",
        (ControlVerdict.Falls, ControlExpectation.EffectRemains) => "With the other explanation taken away the effect is gone, so what the claim names is not shown to cause it. It does not follow that it never does.",
        (ControlVerdict.Falls, _) => "What the claim rests on is taken away and the effect stays, so it does not rest on that.",
        _ => "Under the control the effect goes the other way, so what the claim names does not cause it as stated.",
    };

    private static string Told(ArmSummary ours) => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join(" and ", ours.Value.Select((value, arm) => $"{Number(value)} {Range(ours.Interval95[arm])} (smallest {Number(ours.Min[arm])}, largest {Number(ours.Max[arm])})"))}, n = {ours.Seeds}");

    private static string Told(Effect effect) => string.Create(CultureInfo.InvariantCulture,
        $"Effect, {effect.Name}: {Number(effect.Value)} {Range(effect.Interval95)}{(effect.CliffsDelta is { } delta ? $", Cliff's delta {Number(delta)}" : "")}{(effect.MannWhitneyP is { } p ? $", Mann-Whitney p {Number(p)}" : "")}.");

    private static string Range(ConfidenceInterval interval) => $"[{Number(interval.Low)}, {Number(interval.High)}]";

    internal static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static void Item(StringBuilder page, string text) => Wrap(page, "- ", "  ", text);

    private static void Paragraph(StringBuilder page, string text)
    {
        Wrap(page, "", "", text);
        page.Append('\n');
    }

    private static void Wrap(StringBuilder page, string first, string next, string text)
    {
        StringBuilder line = new(first);
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Columns)
            {
                page.Append(line).Append('\n');
                line.Clear().Append(next);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        page.Append(line).Append('\n');
    }
}
