using System.Collections.Immutable;
using System.Text.Json;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Lab.Kinds;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Routes;

/// <summary>The ledger.</summary>
internal static class ClaimRoutes
{
    /// <summary>The routes.</summary>
    public static IEnumerable<Route> All(LabState state)
    {
        yield return new("GET", "/api/claims", "Every claim of the ledger, with what came of it.", context => Exchange.Answer(context, new ClaimList([.. Ledger.All.Select(claim => Describe(claim, state))]))) { Result = LabJson.Of<ClaimList>() };
        yield return new("GET", "/api/claims/{id}", "One claim.", context =>
        {
            string id = Exchange.Part(context, "id");
            Claim claim = Ledger.All.FirstOrDefault(each => each.Id == id) ?? throw ProblemException.NotFound($"There is no claim '{(id.Length <= 80 ? id : id[..80])}'. GET /api/claims lists them.");
            return Exchange.Answer(context, Describe(claim, state));
        })
        { Result = LabJson.Of<ClaimInfo>() };
    }

    private static ClaimInfo Describe(Claim claim, LabState state)
    {
        ImmutableArray<RunSpec> runs = claim.Runs(Budget.Standard);
        ClaimRecord? here = state.Runs.Judge(claim);
        return new(
            claim.Id, claim.Source.Paper, claim.Source.Place, claim.Title, claim.Sentence, claim.WouldRefute, claim.Command, runs.Length, state.Runs.Count(runs),
            PublishedRecords.All.TryGetValue(claim.Id, out JsonElement record) ? record : null, here is null ? null : ClaimKind.Element(here));
    }
}
