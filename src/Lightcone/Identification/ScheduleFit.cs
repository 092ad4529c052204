using System.Collections.Immutable;
using Lightcone.Schedules;

namespace Lightcone.Identification;

/// <summary>A recording that no rule explains whose cells are updated all at once, explained by a small neighborhood under another order of updating: of the cells that a cell reads, those that came before it in the sweep already hold what they became.</summary>
/// <param name="Schedule">The order.</param>
/// <param name="Neighborhood">The cells that are read.</param>
/// <param name="Boundary">What lies beyond the edges.</param>
/// <param name="Transitions">The examples cut out under that order.</param>
public sealed record ScheduleFit(UpdateSchedule Schedule, Neighborhood Neighborhood, Boundary Boundary, Transitions Transitions)
{
    /// <summary>A schedule counts as found when every neighborhood was shown so many times on average: one among many that are tried would else agree by chance.</summary>
    private const int Repeats = 4;

    /// <summary>The orders that are tried: those of <see cref="UpdateSchedule"/> but random ones.</summary>
    private static readonly ImmutableArray<UpdateSchedule> Known =
    [
        UpdateSchedule.Sequential(), UpdateSchedule.Sequential(fromLast: true), UpdateSchedule.Interleaved(2), UpdateSchedule.Interleaved(3),
        UpdateSchedule.Blocks(2), UpdateSchedule.Blocks(3), UpdateSchedule.Blocks(4),
    ];

    /// <summary>The sentence of the command line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"Updated in another order ({Schedule}, a row a sweep), {Neighborhood} explains all {Transitions.Count:N0} examples, which show {Transitions.Seen.Length:N0} of {Transitions.Signature.DomainSize:N0} neighborhoods{Name}: the recording is of such a schedule, and no larger radius is its rule.");

    /// <summary>Looks for an order of updating under which a small neighborhood explains a recording.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="neighborhoods">The cells that may be read, small before large.</param>
    /// <param name="boundary">What lies beyond the edges; null tries a ring, a wall of each symbol, and a mirror.</param>
    /// <returns>The first that explains it; null when none does.</returns>
    internal static ScheduleFit? Find(Recording recording, IEnumerable<Neighborhood> neighborhoods, Boundary? boundary)
    {
        Boundary[] boundaries = TraceLearning.Edges(recording.Alphabet, boundary);
        foreach (Neighborhood neighborhood in neighborhoods.Where(static each => each.Count > 1))
            foreach (UpdateSchedule schedule in Known)
                foreach (Boundary edge in boundaries)
                    if (WindowScan.Of(recording, neighborhood, edge, schedule) is { Contradiction: null } scan && scan.Examples >= (long)Repeats * scan.Distinct)
                        return new(schedule, neighborhood, edge, scan.ToTransitions());
        return null;
    }

    /// <summary>Of two symbols and three cells in a row the table has a name, when all of it was shown.</summary>
    private string Name
    {
        get
        {
            Signature signature = Transitions.Signature;
            bool isElementary = signature.State.Size == 2 && Transitions.Unseen.Length == 0 && Neighborhood.Dimensions == 1 && Neighborhood.Offsets.All(static offset => offset.Reach <= 1);
            if (!isElementary)
                return "";
            return $", the table of {RuleNotation.NameOf(LocalRule.FromFunction(signature.State, Neighborhood.Radius(1), Result))}";

            byte Result(ReadOnlySpan<byte> three)
            {
                byte[] read = new byte[Neighborhood.Count];
                for (int k = 0; k < read.Length; k++)
                    read[k] = three[1 + Neighborhood.Offsets[k].X];
                return Transitions.ResultOf(signature.IndexOf(read));
            }
        }
    }
}
