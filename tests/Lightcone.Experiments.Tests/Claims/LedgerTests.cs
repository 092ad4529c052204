using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Exactness;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Claims;

public sealed partial class LedgerTests
{
    private static readonly string Pages = Path.Combine(Root(), "docs", "reproductions");

    [Fact]
    public void Every_claim_is_whole_before_it_is_run()
    {
        Assert.Equal(Ledger.All.Length, Ledger.All.Select(static claim => claim.Id).Distinct().Count());
        Assert.All(Ledger.All, static claim =>
        {
            Assert.Matches(Id(), claim.Id);
            Assert.All(new[] { claim.Title, claim.Sentence, claim.Command, claim.WouldRefute, claim.Control.Title, claim.Control.Sentence, claim.Control.Why, claim.Source.Paper, claim.Source.Place, claim.Published.Unit }, static text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.StartsWith("lightcone ", claim.Command, StringComparison.Ordinal);
            Assert.Contains(claim.Id, Ledger.Find(claim.Id).Select(static found => found.Id));
        });
    }

    // Each is read back from its own text, by a kind that the list knows.
    [Fact]
    public void Every_run_of_every_claim_can_be_read_back() =>
        Assert.All(Ledger.All.SelectMany(static claim => claim.Runs(Budget.Smoke)), static run => Assert.Equal(run, RunKind.Parse(run.Text, RunKinds.All)));

    // A kind that the list does not know could be computed, but its directories not read. Members of the base class in the settings would change every hash.
    [Fact]
    public void Every_kind_of_run_is_in_the_list_and_writes_its_settings_alone()
    {
        RunSpec[] runs = [.. typeof(RunSpec).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(RunSpec)) && !type.IsAbstract).Select(static type => (RunSpec)Activator.CreateInstance(type)!)];
        Assert.Equal(runs.Select(static run => run.Kind.Name).Order(StringComparer.Ordinal), RunKinds.All.Select(static kind => kind.Name).Order(StringComparer.Ordinal));
        Assert.All(runs, static run =>
        {
            Assert.Equal(run, RunKind.Parse(run.Text, RunKinds.All));
            using JsonDocument settings = JsonDocument.Parse(run.Text.Split(' ', 3)[2]);
            Assert.DoesNotContain(settings.RootElement.EnumerateObject(), static member => member.Name.Equals("kind", StringComparison.OrdinalIgnoreCase) || member.Name.Equals("hash", StringComparison.OrdinalIgnoreCase) || member.Name.Equals("command", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public void A_claim_is_found_by_the_beginning_of_its_id()
    {
        Assert.Equal(["lightcone.parity.exact", "lightcone.parity.certified"], Ledger.Find("lightcone.parity").Select(static claim => claim.Id));
        Assert.Contains("Did you mean lightcone.parity.exact?", Assert.Throws<InputException>(() => Ledger.Find("lightcone.party.exact")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("addition")]
    [InlineData("parity")]
    [InlineData("rule110")]
    [InlineData("W30")]
    public void What_is_exact_is_proved_and_what_is_corrupted_is_neither(string task)
    {
        ExactnessRun run = new() { Task = task, Length = 300, Seed = 3 };
        RunResult right = run.Compute(RunContext.None), wrong = (run with { Corrupted = true }).Compute(RunContext.None);
        Assert.Equal((1, 1), (right["right"], right["certified"]));
        Assert.Equal(0, wrong["certified"]);
        Assert.True(wrong["right"] < 1, $"{wrong["right"]}");
        Assert.Equal(4, right.Events.Length);
        Assert.Equal(StoredRun.Of(run, right).ContentHash(), StoredRun.Of(run, run.Compute(RunContext.None)).ContentHash());
    }

    [Fact]
    public void Records_are_read_as_they_were_written_and_every_change_is_seen()
    {
        ClaimRecord record = ToyClaims.Judge(ToyClaims.Two([90, 40], [60, 40], [90, 40], 2) with { AddedAfter = "a reader asked" });
        string text = ClaimRecord.Write([record]);
        Assert.Equal(text, ClaimRecord.Write(ClaimRecord.Parse(text)));
        Assert.Equal(record.Hash, (record with { Seconds = 99 }).Hash);
        Assert.NotEqual(record.Hash, (record with { AddedAfter = null }).Hash);
        RandomStream stream = new(8, "changes");
        for (int i = 0; i < Round.Count(100, 500, 5_000); i++)
        {
            char[] changed = text.ToCharArray();
            int at = stream.NextInt32(changed.Length);
            if (char.IsWhiteSpace(changed[at]) || text.LastIndexOf('\n', at) is var begin && text[(begin + 1)..].TrimStart().StartsWith("\"seconds\"", StringComparison.Ordinal))
                continue;
            changed[at] = (char)('!' + ((changed[at] - '!' + 1 + stream.NextInt32(90)) % 94));
            Assert.Throws<InputException>(() => ClaimRecord.Parse(new string(changed)));
        }
    }

    // Pages, records and pictures in the repository are what the records give.
    [Fact]
    public void Pages_are_written_from_the_records_beside_them()
    {
        string[] committed = [.. Directory.EnumerateFiles(Pages, "*.json").Where(static path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(committed);
        foreach (string path in committed)
            foreach ((string file, string text) in ClaimPage.Write(ClaimRecord.Parse(File.ReadAllText(path), path)))
                Assert.Equal(text, File.ReadAllText(Path.Combine(Pages, file)));
        ImmutableHashSet<string> written = [.. committed.SelectMany(static path => ClaimPage.Write(ClaimRecord.Parse(File.ReadAllText(path))).Keys)];
        // One page is written by hand: the figures of the papers, with pictures of its own that other verbs draw.
        string[] drawn = [.. Regex.Matches(File.ReadAllText(Path.Combine(Pages, "figures.md")), @"\]\((?<file>[\w.-]+\.(svg|png))\)").Select(static match => match.Groups["file"].Value)];
        Assert.Contains("landscape.svg", drawn);
        Assert.Equal(written.Add("claim.schema.json").Add("figures.md").Union(drawn).Order(StringComparer.Ordinal), Directory.EnumerateFiles(Pages).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    // docs/dissipation.md says in words what survives, and that most numbers came out: whoever computes the records anew reads here that the page has to follow.
    [Fact]
    public void The_page_on_damping_says_what_the_records_say()
    {
        ImmutableArray<ClaimRecord> records = ClaimRecord.Parse(File.ReadAllText(Path.Combine(Pages, "arxiv-2512.23916.json")));
        Assert.Equal(["cbg.landscape.spiking-without-damping", "cbg.open.streams-learned", "cbg.transfer.trajectories", "cbg.lander.easy-is-learned"], records.Where(static record => record.Control.Verdict == ControlVerdict.Survives && !record.IsFalse).Select(static record => record.Id));
        ClaimRecord[] numbers = [.. records.Where(static record => !record.Published.Value.IsEmpty)];
        Assert.True(2 * numbers.Count(static record => record.Reproduced == Reproduction.Yes) > numbers.Length, "most numbers of the paper did not come out");
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Pages)!, "dissipation.md"));
        Assert.Contains("spikes generalize where an", page, StringComparison.Ordinal);
        Assert.Contains("agents that see trajectories do better", page, StringComparison.Ordinal);
        // What the page says of the questions that the paper leaves open.
        ClaimRecord Of(string id) => records.Single(record => record.Id == id);
        Assert.Equal((Reproduction.Yes, ControlVerdict.Falls), (Of("cbg.open.convolution").Reproduced, Of("cbg.open.convolution").Control.Verdict));
        Assert.Equal(ControlVerdict.Falls, Of("cbg.open.convolution-adds").Control.Verdict);
        Assert.Equal(Reproduction.No, Of("cbg.open.streams").Reproduced);
        Assert.Contains("Driven by streams it did not come out with the paper's patience", string.Join(' ', page.Split('\n')), StringComparison.Ordinal);
    }

    // docs/length-generalization.md sorts the networks in words; its tables are printed and compared elsewhere.
    [Fact]
    public void The_page_on_lengths_sorts_the_networks_as_the_records_do()
    {
        ClaimRecord[] records = [.. ClaimRecord.Parse(File.ReadAllText(Path.Combine(Pages, "lightcone-lengths.json"))).Where(static record => record.Ours!.Seeds >= Claim.FewestSeeds)];
        Assert.Equal(18, records.Length);
        string[] Ids(Func<ClaimRecord, bool> chosen) => [.. records.Where(chosen).Select(static record => record.Id["lightcone.lengths.".Length..]).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["addition.mlp", "addition.transformer-rotary", "addition.transformer-sinusoidal", "parity.transformer-sinusoidal", "rule110.transformer-rotary", "rule110.transformer-sinusoidal"],
            Ids(static record => record.Reproduced == Reproduction.Yes && record.Control.Verdict == ControlVerdict.Survives));
        Assert.Equal(
            ["addition.transformer-none", "parity.mlp", "parity.transformer-none", "parity.transformer-rotary", "rule110.transformer-none"],
            Ids(static record => record.Control.Verdict == ControlVerdict.Falls));
        Assert.Equal(["addition.gru", "addition.lstm", "parity.lstm", "rule110.gru", "rule110.lstm", "rule110.mlp"], Ids(static record => record.Reproduced == Reproduction.No));
        Assert.Equal(["parity.gru"], Ids(static record => record.Reproduced == Reproduction.InPart));
        Assert.All(records.Where(static record => record.Reproduced is Reproduction.No or Reproduction.InPart), static record => Assert.InRange(record.Ours!.Value[1], 99, 100));
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Pages)!, "length-generalization.md"));
        Assert.All(["Fail at length, and only there", "Fail, but do not answer well at length 16 either", "Do not fail"], part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void New_records_take_the_place_of_kept_ones_in_the_order_of_the_ledger()
    {
        ImmutableArray<ClaimRecord> kept = ClaimRecord.Parse(File.ReadAllText(Path.Combine(Pages, "lightcone.json")));
        ClaimRecord renewed = kept[2] with { Budget = "smoke" };
        ImmutableArray<ClaimRecord> all = Ledger.Ordered([renewed], [.. kept.Reverse(), kept[0] with { Id = "no.longer" }]);
        Assert.Equal(kept.Select(static record => record.Id), all.Select(static record => record.Id));
        Assert.Equal([.. kept.Where(static (_, at) => at != 2).Select(static record => record.Hash)], all.Where(static (_, at) => at != 2).Select(static record => record.Hash));
        Assert.Equal(renewed.Hash, all[2].Hash);
    }

    [Fact]
    public void A_page_names_the_claims_that_have_no_record_yet()
    {
        ImmutableArray<ClaimRecord> kept = ClaimRecord.Parse(File.ReadAllText(Path.Combine(Pages, "lightcone.json")));
        Assert.DoesNotContain("Not run yet", ClaimPage.Write(kept)["lightcone.md"], StringComparison.Ordinal);
        string page = ClaimPage.Write(kept.Skip(2))["lightcone.md"];
        Assert.Contains("## Not run yet\n\n- Binary addition is exact", page, StringComparison.Ordinal);
        Assert.EndsWith($"  Command: `lightcone claims --only {kept[1].Id}`\n", page, StringComparison.Ordinal);
    }

    // A record that is older than its claim would show what the claim no longer says.
    [Fact]
    public void Records_in_the_repository_are_of_claims_as_they_are_written_today() =>
        Assert.All(Directory.EnumerateFiles(Pages, "*.json").Where(static path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).SelectMany(static path => ClaimRecord.Parse(File.ReadAllText(path), path)), static record =>
        {
            Claim claim = Assert.Single(Ledger.Find(record.Id));
            Assert.Equal((claim.Title, claim.Sentence, claim.Command, claim.WouldRefute, claim.Tolerance, claim.AddedAfter), (record.Title, record.Sentence, record.Command, record.WouldRefute, record.Tolerance, record.AddedAfter));
            Assert.Equal((claim.Source, claim.Control.Title, claim.Control.Sentence, claim.Control.Why, claim.Control.Expects), (record.Source, record.Control.Title, record.Control.Sentence, record.Control.Why, record.Control.Expects));
            Assert.Equal((claim.Published.Unit, claim.Published.Runs), (record.Published.Unit, record.Published.Runs));
            Assert.Equal([.. claim.Published.Value, .. claim.Published.Deviation], [.. record.Published.Value, .. record.Published.Deviation]);
            // Judged again by the rules of today.
            Assert.Equal(Verdicts.Reproduced(claim.Published, claim.Tolerance, record.Ours!, record.Effect!), record.Reproduced);
            Assert.Equal(Verdicts.Control(claim.Control.Expects, record.Ours!.Seeds, record.Effect!, record.Control.Effect!), record.Control.Verdict);
            Assert.Equal(claim.Runs(Budget.Find(record.Budget)).Select(static run => run.Hash).Order(StringComparer.Ordinal), record.Ours!.Runs.Concat(record.Control.Ours!.Runs).Distinct().Order(StringComparer.Ordinal));
        });

    [Fact]
    public void A_claim_that_falls_says_so_in_its_first_words()
    {
        ClaimRecord record = ToyClaims.Judge(ToyClaims.Two([90, 40], [40, 40], [90, 40], 2));
        ImmutableSortedDictionary<string, string> files = ClaimPage.Write([record]);
        Assert.Equal("a-toy-2026", record.Source.Page);
        Assert.Equal([$"{record.Source.Page}.json", $"{record.Source.Page}.md", "toy.two.svg"], files.Keys);
        string page = files[$"{record.Source.Page}.md"];
        Assert.Contains("\n## Falls under its control: the first arm is larger\n", page, StringComparison.Ordinal);
        Assert.All(page.Split('\n').Where(static line => !line.StartsWith('|')), static line => Assert.InRange(line.Length, 0, 120));
        Assert.StartsWith("<svg", files["toy.two.svg"], StringComparison.Ordinal);
    }

    // The schema is for other fields too: a record of ours and one of somebody else's, with invented numbers, both pass, and each that lacks a member fails.
    [Fact]
    public void Records_of_ours_and_of_others_fit_the_schema()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Pages, "claim.schema.json")));
        using JsonDocument foreign = JsonDocument.Parse(File.ReadAllText(Path.Combine(Pages, "examples", "enzyme.json")));
        Assert.Equal("", string.Join("; ", JsonSchema.Problems(schema.RootElement, foreign.RootElement)));
        Assert.Equal("falls", ClaimRecord.Parse(File.ReadAllText(Path.Combine(Pages, "examples", "enzyme.json")))[0].Control.Verdict.ToString().ToLowerInvariant());
        Assert.Contains("example of the form", foreign.RootElement.GetProperty("records")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        foreach (ClaimRecord record in new[] { ToyClaims.Judge(ToyClaims.Two([90, 40], [60, 40], [90, 40])), ToyClaims.Judge(ToyClaims.Two([90, 40], [60, 40], [90, 40]) with { Untestable = "no data" }) })
        {
            using JsonDocument own = JsonDocument.Parse(ClaimRecord.Write([record]));
            Assert.Equal("", string.Join("; ", JsonSchema.Problems(schema.RootElement, own.RootElement)));
        }

        // Without any one of its members the record is refused; those that may be missing are named here.
        JsonElement item = foreign.RootElement.GetProperty("records")[0];
        foreach (JsonProperty member in item.EnumerateObject())
        {
            string without = $"{{\"format\":\"lightcone-claims\",\"version\":1,\"records\":[{{{string.Join(",", item.EnumerateObject().Where(other => other.Name != member.Name).Select(static other => $"\"{other.Name}\":{other.Value.GetRawText()}"))}}}]}}";
            using JsonDocument lacking = JsonDocument.Parse(without);
            Assert.Equal(member.Name is "ours" or "effect" or "addedAfter" or "untestable", !JsonSchema.Problems(schema.RootElement, lacking.RootElement).Any());
        }
    }

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Id();

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the repository was not found.");
    }
}
