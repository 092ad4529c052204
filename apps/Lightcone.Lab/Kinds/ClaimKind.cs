using System.Collections.Immutable;
using System.Text.Json;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Tests claims of the ledger, each beside its control.</summary>
internal sealed class ClaimKind() : JobKind<ClaimSettings, ClaimResult>("claim", "Tests a claim beside its control.", keepsRuns: true)
{
    /// <summary>A record as it is published.</summary>
    public static JsonElement Element(ClaimRecord record) => LabJson.Parse(ClaimRecord.Write([record])).GetProperty("records")[0].Clone();

    /// <inheritdoc/>
    protected override (ClaimSettings Settings, Func<JobContext, ClaimResult> Work) Prepare(ClaimSettings settings, LabLimits limits)
    {
        ImmutableArray<Claim> claims = settings.Id.Length == 0 ? throw Problems.ProblemException.At("settings.id", "the id of a claim", "nothing", "GET /api/claims lists them.") : Ledger.Find(settings.Id);
        Budget budget = Budget.Find(settings.Budget);
        return (settings, context =>
        {
            (ImmutableSortedDictionary<string, RunResult> results, IReadOnlyDictionary<string, double> seconds) = context.Compute([.. claims.SelectMany(claim => claim.Runs(budget)).DistinctBy(static run => run.Hash)]);
            return new([.. claims.Select(claim => Element(claim.Judge(budget, results, claim.Runs(budget).Sum(run => seconds.GetValueOrDefault(run.Hash)))))]);
        });
    }
}
