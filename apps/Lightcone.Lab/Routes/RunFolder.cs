using System.Collections.Immutable;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Problems;
using Lightcone.RunIndex;

namespace Lightcone.Lab.Routes;

/// <summary>The folder of runs, which may not be there yet. One request at a time looks into it.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunFolder(string path)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Seeds, ClaimRecord Record)> judged = [];

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The runs in the folder, and the directories that could not be read.</summary>
    public (ImmutableArray<RunIndexEntry> Runs, ImmutableArray<string> Damaged) List(string? kind, CancellationToken cancellation)
    {
        if (!Directory.Exists(Path))
            return ([], []);
        lock (gate)
        {
            using RunCatalog index = RunCatalog.Open(RunStore.Open(Path), cancellation);
            return (index.List(kind), index.Damaged);
        }
    }

    /// <summary>A run by its hash or the beginning of it.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public StoredRun Read(string beginning)
    {
        if (beginning.Length is < 4 or > 64 || !beginning.All(char.IsAsciiHexDigit))
            throw ProblemException.NotFound("A run is named by its hash, or by the first digits of it, at least four.");
        if (!Directory.Exists(Path))
            throw ProblemException.NotFound($"There are no runs in {Path} yet.");
        RunStore store = RunStore.Open(Path);
        string hash;
        try
        {
            hash = store.Find(beginning);
        }
        catch (InputException exception)
        {
            throw ProblemException.NotFound(exception.Problem);
        }

        return store.Read(hash);
    }

    /// <summary>How many of the runs of a claim are here.</summary>
    public int Count(IEnumerable<RunSpec> runs) => Directory.Exists(Path) ? RunStore.Open(Path) is var store ? runs.Count(run => store.Has(run.Hash)) : 0 : 0;

    /// <summary>A claim as the runs in the folder have it, at the largest budget of which all are here; null where some are missing.</summary>
    public ClaimRecord? Judge(Claim claim)
    {
        if (!Directory.Exists(Path))
            return null;
        RunStore store = RunStore.Open(Path);
        foreach (Budget budget in Budget.All.Reverse())
        {
            ImmutableArray<RunSpec> runs = claim.Runs(budget);
            if (runs.IsEmpty || !runs.All(run => store.Has(run.Hash)))
                continue;
            lock (gate)
            {
                // Runs never change, so a judgment holds until there are more of them.
                if (judged.TryGetValue(claim.Id, out (int Seeds, ClaimRecord Record) known) && known.Seeds == budget.Seeds)
                    return known.Record;
                IReadOnlyDictionary<string, double> seconds = store.Log.Seconds();
                ClaimRecord record = claim.Judge(budget, runs.ToDictionary(static run => run.Hash, run => store.Read(run.Hash).Result), runs.Sum(run => seconds.GetValueOrDefault(run.Hash)));
                judged[claim.Id] = (budget.Seeds, record);
                return record;
            }
        }

        return null;
    }

    /// <summary>Accuracy against length.</summary>
    public ImmutableArray<LengthCurve> Lengths(CancellationToken cancellation)
    {
        (string name, int version) = (LengthRun.RunKind.Name, LengthRun.RunKind.Version);
        return LengthCurve.Of(List(name, cancellation).Runs.Where(run => run.Version == version)
            .Select(run => ((LengthRun)RunKind.Parse($"{run.Kind} {run.Version} {run.Settings}", [LengthRun.RunKind]), (IReadOnlyDictionary<string, double>)run.Numbers)));
    }
}
