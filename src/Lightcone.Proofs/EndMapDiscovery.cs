using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;

namespace Lightcone.Proofs;

/// <summary>What looking for the map from starts to ends of a rule came to.</summary>
/// <param name="Map">The map, proved; null when it was not found.</param>
/// <param name="IsExcluded">Whether there is none with at most <see cref="MostStates"/> states from either side: runs tell more beginnings, or endings, of rows apart by what becomes of the rest.</param>
public sealed record EndMapDiscovery(EndMap? Map, bool IsExcluded)
{
    /// <summary>The most states of a machine that is looked for.</summary>
    public const int MostStates = EndMapCheck.MostStates;

    /// <summary>The most cells that are computed meanwhile: half a second.</summary>
    private const long MostWork = 1 << 24;

    /// <summary>Looks for the map of a rule that is proved to come to rest, on rows with ends.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="convergence">What was proved of it, which is believed here: only a rule that comes to rest has such a map.</param>
    /// <returns>Null where there is nothing to look for: the rule is not proved to come to rest, runs on rings or grids, or reads too many windows.</returns>
    public static EndMapDiscovery? Run(LocalRule rule, Boundary boundary, Convergence convergence)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(boundary);
        ArgumentNullException.ThrowIfNull(convergence);
        if (convergence.Status != ProofStatus.Proved || EndMapCheck.Row(rule, EssentialInputs.Of(rule), boundary) is not { } row)
            return null;
        return Search(row, rule, out bool isExcluded) is { } machine ? new(EndMapCheck.Run(rule, boundary, machine, out _), false) : new(null, isExcluded);
    }

    /// <summary>The same for whoever has it checked.</summary>
    internal static Bimachine? Search(EndRow row, LocalRule rule, out bool isExcluded) => EndMapSearch.Run(row, rule.State.Size, MostStates, MostWork, out isExcluded);
}
