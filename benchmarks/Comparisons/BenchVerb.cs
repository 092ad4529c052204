using System.Collections.Immutable;
using System.CommandLine;
using Lightcone.Cli;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Measures speed against other programs that do the same work; a time is reported only when the results agree.</summary>
internal static class BenchVerb
{
    /// <summary>From so many workloads on each is measured briefly.</summary>
    private const int Several = 8;

    public static Command Create() => Create(BenchCatalog.All());

    /// <summary>The verb with other benchmarks.</summary>
    public static Command Create(ImmutableArray<Benchmark> benchmarks)
    {
        string names = string.Join(", ", benchmarks.Select(static each => each.Name));
        Argument<string?> name = new("NAME") { Description = $"{names}; or {LabBench.Name}, the page and its server against their targets.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> against = new("--against") { Description = $"Peers, separated by commas. {string.Join("; ", benchmarks.Select(static each => $"{each.Name}: {string.Join(", ", each.Peers)}"))}.", HelpName = "PEER,..." };
        Option<bool> all = new("--all") { Description = "Run every benchmark (with a NAME: every variant that it has)." };
        Option<int> repetitions = new("--repetitions") { Description = "How often each does its work; at least 9.", HelpName = "N", DefaultValueFactory = static _ => new Timing().Repetitions };
        Option<double> seconds = new("--seconds") { Description = "How long all repetitions last together, at least; the more, the steadier.", HelpName = "S", DefaultValueFactory = static _ => new Timing().TotalSeconds };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("bench", "Measure speed against other programs, in the same run; results are compared first.", "lightcone bench eca --rule 110 --against numpy", "lightcone bench add --against bigint,gmp", "lightcone bench table --alphabet 3,4 --json", "lightcone bench snn --against torch", "lightcone bench snn --hidden 32 --steps 30 --against torch,snntorch --snntorch ~/snntorch", "lightcone bench encode --against numba --json", "lightcone bench gemm --all --against openblas", "lightcone bench life --pattern gun --gens 65536 --against bgolly", "lightcone bench lab");
        verb.Add(name);
        Option[] shared = [against, all, repetitions, seconds, json];
        Option[] special = [.. benchmarks.SelectMany(static each => each.Options).Distinct().Except(shared)];
        foreach (Option option in shared.Concat(special))
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            if (parse.GetValue(name) == LabBench.Name)
                return shared.Concat(special).Except([json]).FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } odd
                    ? throw new InputException($"{odd.Name} does not belong to {LabBench.Name}. Leave it out.")
                    : LabBench.Run(terminal, parse.GetValue(json));
            ImmutableArray<Benchmark> chosen = Choose(benchmarks, parse.GetValue(name), parse.GetValue(all));
            string[] peers = parse.GetValue(against)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            CheckPeers(chosen, peers);
            foreach (Option option in special)
                if (parse.GetResult(option) is { Implicit: false } && !chosen.Any(each => each.Options.Contains(option)))
                    throw new InputException($"{option.Name} belongs to {string.Join(", ", benchmarks.Where(each => each.Options.Contains(option)).Select(static each => each.Name))}, not to {chosen[0].Name}. Leave it out.");
            Timing timing = new() { Repetitions = parse.GetValue(repetitions) is >= 9 and <= 100_000 and int given ? given : throw new InputException($"--repetitions {parse.GetValue(repetitions)}: expected at least 9: fewer measure the machine's mood.") };
            double least = parse.GetValue(seconds) is >= 0 and <= 3_600 and double length ? length : throw new InputException($"--seconds {parse.GetValue(seconds)}: expected 0 to 3600.");
            timing = timing with { TotalSeconds = least, WarmUpSeconds = Math.Min(timing.WarmUpSeconds, least) };
            List<BenchReport> reports = [];
            bool variants = parse.GetValue(all) && parse.GetValue(name) is not null;
            foreach (Benchmark benchmark in chosen)
                foreach (Workload workload in benchmark.Prepare(parse, variants))
                    reports.Add(Comparison.Run(benchmark.Name, workload, [.. peers.Where(peer => workload.Peers.Any(each => each.Name == peer))], reports.Count < Several ? timing : timing.Briefly(), terminal.Say));
            Write(terminal, reports, parse.GetValue(json));
            return reports.Any(static report => report.Difference is not null) ? ExitCode.ClaimFalse : ExitCode.Done;
        });
    }

    private static ImmutableArray<Benchmark> Choose(ImmutableArray<Benchmark> benchmarks, string? name, bool all)
    {
        string names = string.Join(", ", benchmarks.Select(static each => each.Name));
        if (name is null)
            return all ? benchmarks : throw new InputException($"no benchmark. The benchmarks are {names}; --all runs every one.");
        Benchmark? found = benchmarks.FirstOrDefault(each => each.Name == name);
        return found is not null
            ? [found]
            : throw new InputException($"'{name}' is not a benchmark.{(EditDistance.Nearest(name, [.. benchmarks.Select(static each => each.Name), LabBench.Name]) is { } near ? $" Did you mean {near}?" : "")} The benchmarks are {names}.");
    }

    private static void CheckPeers(ImmutableArray<Benchmark> chosen, string[] peers)
    {
        string[] known = [.. chosen.SelectMany(static each => each.Peers).Distinct()];
        foreach (string peer in peers)
            if (!known.Contains(peer))
                throw new InputException($"'{peer}' is no peer of {string.Join(", ", chosen.Select(static each => each.Name))}.{(EditDistance.Nearest(peer, known) is { } near ? $" Did you mean {near}?" : "")} The peers are {string.Join(", ", known)}.");
        if (peers.GroupBy(static peer => peer).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new InputException($"--against names {twice.Key} twice. Leave one out.");
    }

    private static void Write(Terminal terminal, List<BenchReport> reports, bool json)
    {
        if (!json)
        {
            foreach (BenchReport report in reports)
                report.WriteText(terminal.Out);
            if (BenchSummary.Of(reports) is { } summary)
                terminal.Out.WriteLine(summary);
        }
        else if (reports.Count == 1)
            terminal.Json(reports[0].WriteJson);
        else
            terminal.Json(writer =>
            {
                if (BenchSummary.Of(reports) is { } summary)
                    summary.WriteJson(writer);
                JsonList.Objects(writer, "benchmarks", reports, report => report.WriteJson(writer));
            });
        foreach (BenchReport report in reports.Where(static report => report.Difference is not null))
            terminal.Say($"lightcone: {report.Workload.Name}: results differ: {report.Difference}");
    }
}
