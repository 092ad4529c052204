using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>
/// Whether a bimachine is the map from each start of a rule to the row where it comes to rest. It is, if what it writes is the same one step later, for every row, and a row at rest is written as it is: for then it writes for a start what it writes for the row at rest, which is that row.
/// That every start comes to rest is proved elsewhere. Both are checked for rows of every length at once.
/// </summary>
internal static class EndMapCheck
{
    /// <summary>The most states of either machine.</summary>
    public const int MostStates = 32;

    private const int MostWindows = 1 << 16;

    /// <summary>The most pairs of states before and behind all windows.</summary>
    private const double MostCases = 1 << 27;

    /// <summary>The rule as the machines see it; null on rings, in two dimensions, or when it is too large.</summary>
    public static EndRow? Row(LocalRule rule, EssentialInputs essential, Boundary boundary) => EndRow.Of(rule, essential, boundary, fromRight: false, MostWindows, evenAlone: true);

    /// <summary>The map, if a bimachine is that of a rule that is proved to come to rest.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="machine">The bimachine.</param>
    /// <param name="violation">Why it is not, or null.</param>
    public static EndMap? Run(LocalRule rule, Boundary boundary, Bimachine machine, out string? violation)
    {
        violation = "the end map does not belong to this rule: it has other letters or states, numbers out of range, or states that do the same";
        if (Row(rule, EssentialInputs.Of(rule), boundary) is not { } row || machine.Letters != row.Cells || machine.Symbols != rule.State.Size || !machine.IsInRange(MostStates)
            || Math.Pow(row.Symbols, row.Left + 1 + row.Right) * Math.Pow(machine.FirstStates * machine.LastStates, 2) > MostCases || !machine.IsSame(machine.Minimized()))
            return null;
        violation = Counterexample(row, machine, out int cases) is { } wrong
            ? $"the end map does not hold: it {(wrong.IsAtRest ? "moves a row at rest" : "writes something else one step later for the row")} {row.Describe(wrong.Row)}"
            : null;
        return violation is null ? new(rule, boundary, machine, cases) : null;
    }

    /// <summary>A shortest row for which a machine writes something else one step later, or one at rest that it does not leave as it is; null when there is none of any length.</summary>
    /// <param name="row">The rule.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="cases">How many cases were looked at.</param>
    public static (int[] Row, bool IsAtRest)? Counterexample(EndRow row, Bimachine machine, out int cases)
    {
        WordPairs steps = new(row, machine, window => [row.Next(window)]);
        WordPairs resting = new(row, machine, window => Rests(row, window) ? [window[row.Left]] : []);
        (int[] Row, int[] Other)? changed = steps.Violation(static (_, now, later) => now == later);
        (int[] Row, int[] Other)? lost = resting.Violation((letter, now, _) => now == letter % machine.Symbols);
        cases = steps.Cases + resting.Cases;
        if (lost is { } rest && (changed is null || rest.Row.Length <= changed.Value.Row.Length))
            return (rest.Row, true);
        return changed is { } start ? (start.Row, false) : null;
    }

    /// <summary>The smallest row at rest, and the same with at most so many cells of the state changed, that does not come back; null when every one of every length does.</summary>
    public static (int[] AtRest, int[] Flipped)? Lasting(EndRow row, EndMap map, int flips) =>
        new WordPairs(row, map.Bimachine, window => Rests(row, window) ? Enumerable.Range(window[row.Left] / map.Bimachine.Symbols * map.Bimachine.Symbols, map.Bimachine.Symbols) : [], flips)
            .Violation(static (_, rest, other) => rest == other);

    private static bool Rests(EndRow row, int[] window) => row.Next(window) == window[row.Left];
}
