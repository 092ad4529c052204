using System.Diagnostics.CodeAnalysis;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Scan;

/// <summary>
/// A one-dimensional rule that reads its state at exactly one essential offset other than its own cell. Influence then travels in one direction only, and with a wall at the side it comes from,
/// cell after cell follows from the one before: c' at i is F_i(c at i + Distance), where the frozen context of cell i picks the map F_i.
/// </summary>
internal sealed class OneWayForm
{
    private OneWayForm(EssentialTable table)
    {
        Table = table;
        Distance = table.StateOffsets[0].X;
    }

    /// <summary>The table whose last position is the state.</summary>
    public EssentialTable Table { get; }

    /// <summary>The offset that is read: negative when influence travels to the right.</summary>
    public int Distance { get; }

    /// <summary>The form of a rule, made once for all its runs; null when it has none.</summary>
    public static OneWayForm? Of(RuleForms rule) => rule.Form(static rule => TryFind(rule.Table, out OneWayForm? form) ? form : null);

    /// <summary>Whether the rule has this form, and the form.</summary>
    public static bool TryFind(EssentialTable table, [NotNullWhen(true)] out OneWayForm? form)
    {
        form = table.Dimensions == 1 && table.StateOffsets.Length == 1 && table.StateOffsets[0].X != 0 ? new OneWayForm(table) : null;
        return form is not null;
    }

    /// <summary>Whether a pass can begin at an edge of this lattice: there is a wall.</summary>
    public static bool FitsBoundary(Lattice initial) => initial.Boundary is Boundary.FixedBoundary;

    /// <summary>The chains of cells along which influence travels, |Distance| of them: where each begins, and the step to its next cell.</summary>
    public (int First, int Stride, int Length) Chain(int number, int cells)
    {
        int span = Math.Abs(Distance);
        int length = number < cells ? ((cells - 1 - number) / span) + 1 : 0;
        return Distance < 0 ? (number, span, length) : (cells - 1 - number, -span, length);
    }
}
