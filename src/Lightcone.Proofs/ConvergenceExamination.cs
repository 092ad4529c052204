using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>Chooses the strongest argument for coming to rest, the cheapest first: one-way rules, latches, a block potential, a transport, an order of the symbols, exhaustive runs on small lattices.</summary>
internal static class ConvergenceExamination
{
    /// <summary>The most windows of a rule for which a potential is looked for.</summary>
    private const int MostWindows = 1 << 15;

    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="carried">The proofs that a certificate brought, which are checked and not searched for; null to search.</param>
    public static Convergence Run(LocalRule rule, EssentialInputs essential, Boundary boundary, CarriedProofs? carried)
    {
        if (essential.StateOffsets.Length == 0)
            return new(ProofStatus.Proved, "the next symbol does not depend on the state: at rest after 1 step, from every start.", null, "1", true);
        Offset[] others = [.. essential.StateOffsets.Where(static offset => offset != default)];
        Offset? direction = others.Length == 0 ? null : HalfSpace.Direction(others);
        bool ordered = others.Length == 0 || (boundary is Boundary.FixedBoundary && direction is not null);
        if (ordered && OwnMaps.Of(rule, essential) is { } own)
            return others.Length == 0 ? OwnOnly(own) : OneWay(rule, others, direction!.Value, own);
        string why = ordered
            ? "with the other inputs held still, a cell can go round a cycle by itself"
            : boundary is not Boundary.FixedBoundary && direction is not null
                ? "influence travels one way, but there is no wall where it could begin"
                : "influence travels both ways";
        if (carried?.Potential is { } given && Form(rule, essential, boundary) is { } form && Proved(form, given) is { } again)
            return again;
        if (carried?.OneWayCurrent is { } brought && EdgedRow.Of(rule, essential, boundary) is { } ends && Moved(ends, boundary, brought) is { } once)
            return once;
        Convergence small = SmallLattices.Examine(rule, boundary, why, out bool cycles);
        if (cycles)
            return small;
        return (carried is null ? Searched(rule, essential, boundary) : null) ?? Ordered(rule) ?? small;
    }

    /// <summary>The rule in the form in which potentials are stated; null when it has none or is too large.</summary>
    public static RowForm? Form(LocalRule rule, EssentialInputs essential, Boundary boundary) => RowForm.Of(rule, essential, boundary, MostWindows);

    private static Convergence? Searched(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        if (Form(rule, essential, boundary) is { } form && PotentialSearch.Run(form) is { } found)
            return Proved(form, found);
        return EdgedRow.Of(rule, essential, boundary) is { } row && OneWayCurrentSearch.Run(row) is { } transport ? Moved(row, boundary, transport) : null;
    }

    private static Convergence? Moved(EdgedRow row, Boundary boundary, OneWayCurrent transport)
    {
        if (OneWayCurrentCheck.Violation(row, transport, out OneWayCurrentCheck? check) is not null)
            return null;
        string ends = boundary is Boundary.ReflectingBoundary ? "mirrors" : "these walls";
        return new(ProofStatus.Proved, $"a quantity that no step makes or destroys moves to the {(check!.IsRightward ? "right" : "left")} only, wherever a cell changes ({check.Equations} balances in whole numbers): between {ends} every start on every row of n cells comes to rest within {check.StepBound} steps. The fixed point may depend on the start.", null, check.StepBound, false)
        {
            OneWayCurrent = transport,
        };
    }

    /// <summary>Needs no numbers: the changes that the table makes are looked at anew each time.</summary>
    private static Convergence? Ordered(LocalRule rule)
    {
        if (SymbolOrder.MostChanges(rule) is not { } changes)
            return null;
        string bound = (rule.Dimensions == 1, changes == 1) switch { (true, true) => "n", (true, false) => $"{changes}n", (false, true) => "wh", _ => $"{changes}wh" };
        return new(ProofStatus.Proved, $"no cell ever comes back to a symbol that it has left, so each changes at most {EditDistance.Count(changes, "time")}: every start on every lattice of {(rule.Dimensions == 1 ? "n" : "w x h")} cells, with any boundary and input, comes to rest within {bound} steps. The fixed point may depend on the start.", null, bound, false);
    }

    private static Convergence? Proved(RowForm form, BlockPotential potential)
    {
        if (PotentialCheck.Of(form, potential) is not { Violation: null } check)
            return null;
        string where = form.IsWalled ? "row with these walls" : "ring";
        string blocks = potential.Width == 1 ? "each cell" : $"each block of {potential.Width} cells";
        return new(ProofStatus.Proved, $"a potential of {blocks} never grows and falls with every step that changes something ({check.Inequalities} inequalities in whole numbers): every start on every {where} of n cells comes to rest within {check.StepBound} steps. The fixed point may depend on the start.", null, check.StepBound, false)
        {
            Potential = potential,
        };
    }

    /// <summary>No neighbor matters: each cell runs by itself.</summary>
    private static Convergence OwnOnly(OwnMaps own) => new(
        ProofStatus.Proved,
        $"each cell reads no other cell of the state, and for every input its own map comes to rest within {Steps(own.Longest)}: so does every lattice, of any size and boundary. {Start(own)}",
        null,
        $"{own.Longest}",
        own.IsUnique);

    private static Convergence OneWay(LocalRule rule, Offset[] others, Offset direction, OwnMaps own)
    {
        string latch = own.IsEssential
            ? $" A cell also reads itself (a latch): with its other inputs held still it comes to rest within {Steps(own.Longest)}, for every such context."
            : "";
        string result = own.IsUnique ? "one fixed point for each input, reached from every start" : "every start comes to rest";
        string end = own.IsEssential ? $"{latch} {Start(own)}" : "";
        string times = own.Longest == 1 ? "" : $"{own.Longest}";
        if (rule.Dimensions == 2)
        {
            int slowest = others.Min(o => -((o.X * direction.X) + (o.Y * direction.Y)));
            // The cells of the grid lie on |x|(w-1) + |y|(h-1) + 1 lines across the direction, and each step settles as many as the nearest neighbor is away.
            string span = Sum(Math.Abs(direction.X), Math.Abs(direction.Y), slowest == 1 ? 1 : 0);
            string levels = slowest == 1 ? span : $"floor(({span})/{slowest})+1";
            string bound = times.Length == 0 ? levels : levels.Length == 1 ? times + levels : $"{times}({levels})";
            return new(ProofStatus.Proved, $"influence travels one way (along {direction}) from a wall: {result} within {bound} steps on a grid of w x h cells.{end}", null, bound, own.IsUnique);
        }

        int step = others.Min(static o => Math.Abs(o.X));
        string limit = times + (step == 1 ? "n" : $"ceil(n/{step})");
        string side = direction.X > 0 ? "first" : "last";
        return new(ProofStatus.Proved, $"influence travels one way from the wall at the {side} cell: {result} within {limit} steps on n cells.{end}", null, limit, own.IsUnique);
    }

    /// <summary>x w + y h - x - y + more, without terms that are nothing.</summary>
    private static string Sum(int x, int y, int more)
    {
        string[] terms = [.. new[] { (x, "w"), (y, "h") }.Where(static term => term.Item1 > 0).Select(static term => term.Item1 == 1 ? term.Item2 : $"{term.Item1}{term.Item2}")];
        int rest = more - x - y;
        return string.Join('+', terms) + (rest == 0 ? "" : $"{rest}");
    }

    private static string Steps(int count) => EditDistance.Count(count, "step");

    private static string Start(OwnMaps own) => own.IsUnique ? "The fixed point does not depend on the start." : "The fixed point may depend on the start.";
}
