using System.Collections.Immutable;
using System.CommandLine;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Tests the claims of papers and our own, each beside its control.</summary>
internal static class ClaimsVerb
{
    public static Command Create()
    {
        Option<string> budget = new("--budget") { Description = $"{string.Join(", ", Budget.All.Select(static each => $"{each.Name} ({each.Seeds} seeds)"))}; below {Claim.FewestSeeds} seeds nothing is decided.", HelpName = "NAME", DefaultValueFactory = static _ => Budget.Standard.Name };
        Option<string?> only = new("--only") { Description = "Claims by id, separated by commas; the beginning of ids means all that begin so.", HelpName = "ID" };
        Option<string?> pages = new("--pages") { Description = "Write a page and the records of each paper into this folder; records there of claims that are not asked for are kept, and claims without a record are named.", HelpName = "DIR" };
        Option<string?> written = new("--records") { Description = "Compute nothing: show the records of a file, as a page has them beside it.", HelpName = "FILE.json" };
        Option<bool> json = Verb.JsonOption();
        ComputationOptions computation = new();
        Verb verb = new(
            "claims", "Test every claim, of papers and our own, beside its control; runs that are kept are not computed again.",
            "lightcone claims", "lightcone claims --budget smoke --only lightcone.parity", "lightcone claims --shard 2/4 --out runs", "lightcone claims --only cbg --budget full --pages docs/reproductions", "lightcone claims --records docs/reproductions/lightcone.json");
        foreach (Option option in new Option[] { budget, only, pages, written, json })
            verb.Add(option);
        computation.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            if (parse.GetValue(written) is { } shown)
                return GivenOption.First(parse, [budget, pages, .. computation.All]) is { } idle
                    ? throw new InputException($"--records shows what was judged, so {idle} has no effect. Leave it out.")
                    : Show(terminal, shown, parse.GetValue(only), parse.GetValue(json));
            Budget size = Budget.Find(parse.GetValue(budget)!);
            string? name = parse.GetValue(only), folder = parse.GetValue(pages);
            if (folder is not null && !Directory.Exists(folder))
                throw new InputException($"--pages {folder}: there is no such folder. Make it first, or name another one.");
            ImmutableArray<Claim> claims = name is null ? Ledger.All : [.. Words(name).SelectMany(static each => Ledger.Find(each)).Distinct()];
            if (claims.IsEmpty)
                throw new InputException("--only: no claim was named.");
            ImmutableArray<ClaimRecord> kept = folder is null ? [] : Kept(folder, claims);
            ImmutableArray<RunSpec> runs = [.. claims.SelectMany(claim => claim.Runs(size)).DistinctBy(static run => run.Hash)];
            if (computation.Compute(parse, terminal, runs, EditDistance.Count(claims.Length, "claim"), json, pages) is not var (results, store))
                return ExitCode.Done;
            IReadOnlyDictionary<string, double> seconds = store.Log.Seconds();
            double Took(IEnumerable<RunSpec> some) => some.Sum(run => seconds.GetValueOrDefault(run.Hash));
            ImmutableArray<ClaimRecord> records = [.. claims.Select(claim => claim.Judge(size, results, Took(claim.Runs(size))))];
            if (parse.GetValue(json))
            {
                terminal.Out.Write(ClaimRecord.Write(records));
            }
            else
            {
                ClaimTable.Write(terminal.Out, records);
                terminal.Out.WriteLine(ClaimTable.Sum(records, runs.Length, runs.Count(run => seconds.ContainsKey(run.Hash)), Took(runs)));
                terminal.Out.WriteLine($"Each is repeated by its command, lightcone claims --only ID; lightcone runs show HASH --in {store.Folder} shows a run. The ids: {string.Join(", ", records.Select(static record => record.Id))}.");
            }

            if (folder is not null)
                foreach ((string file, string text) in ClaimPage.Write(Ledger.Ordered(records, kept)))
                {
                    AtomicFile.WriteText(Path.Combine(folder, file), text);
                    terminal.Say($"written to {Path.Combine(folder, file)}");
                }

            return records.Any(static record => record.IsFalse) ? ExitCode.ClaimFalse : ExitCode.Done;
        });
    }

    private static int Show(Terminal terminal, string file, string? only, bool json)
    {
        ImmutableArray<ClaimRecord> records = ClaimRecord.Parse(File.ReadAllText(file), file);
        foreach (string id in only is null ? [] : Words(only))
            if (!records.Any(record => record.Id.StartsWith(id, StringComparison.Ordinal)))
                throw new InputException($"{file} has no record that is '{id}' or begins so. It has {string.Join(", ", records.Select(static record => record.Id))}.");
        ImmutableArray<ClaimRecord> shown = only is null ? records : [.. records.Where(record => Words(only).Any(id => record.Id.StartsWith(id, StringComparison.Ordinal)))];
        if (json)
        {
            terminal.Out.Write(ClaimRecord.Write(shown));
        }
        else
        {
            ClaimTable.Write(terminal.Out, shown);
            terminal.Out.WriteLine(ClaimTable.Sum(shown));
        }

        return shown.Any(static record => record.IsFalse) ? ExitCode.ClaimFalse : ExitCode.Done;
    }

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // What the pages of these claims hold of others stays there.
    private static ImmutableArray<ClaimRecord> Kept(string folder, ImmutableArray<Claim> claims) =>
    [
        .. claims.Select(claim => Path.Combine(folder, $"{claim.Source.Page}.json")).Distinct().Where(File.Exists).SelectMany(static file => ClaimRecord.Parse(File.ReadAllText(file), file)),
    ];
}
