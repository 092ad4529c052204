using System.Collections.Immutable;

namespace Lightcone.Proofs.Forms;

/// <summary>
/// A rule on rows with ends as chains of causes need it: all windows that decide how a block changes; all changes with what can have caused them, a cell that changed one step before among those that the changing cell reads; and rows as walks through windows.
/// The place beyond either end is one more symbol, the last.
/// </summary>
internal sealed class CausalRow
{
    private const int MostWindows = 1 << 15;

    /// <summary>The most windows of rows whose next step is the last; where there are more, all rows are taken.</summary>
    private const int MostLastWindows = 1 << 12;

    private readonly WindowMap map;
    private readonly int width;

    private CausalRow(WindowMap map, int width)
    {
        (this.map, this.width) = (map, width);
        Blocks = RowForm.Power(map.Symbols, width);
        Overlaps = RowForm.Power(map.Symbols, map.Left + width - 1 + map.Right);
        Places = RowForm.Power(map.Symbols, 3);
        Windows = [.. Seen(map.Left, width - 1 + map.Right).Select(WindowOf)];
        Changes = [.. Seen(Math.Max(2 * map.Left, map.Left + 1), Math.Max(2 * map.Right, map.Right + Math.Max(1, width - 2))).Select(ChangeOf).OfType<Change>()];
        All = Walk.Of(this, isLast: false);
        Last = Math.Pow(map.Symbols, (2 * map.Left) + Math.Max(width, 1 + (2 * map.Right))) <= MostLastWindows ? Walk.Of(this, isLast: true) : All;
    }

    /// <summary>How many blocks there are, those with ends included; the last is beyond the ends.</summary>
    public int Blocks { get; }

    /// <summary>How many overlaps of two neighboring windows there are; the last is beyond the ends.</summary>
    public int Overlaps { get; }

    /// <summary>How many triples of a cell and its neighbors there are.</summary>
    public int Places { get; }

    /// <summary>The cells that a cell reads, from the first to the last.</summary>
    public IEnumerable<int> Offsets => Enumerable.Range(-map.Left, map.Left + 1 + map.Right);

    /// <summary>The windows of blocks: the block, what becomes of it, and the overlaps on both sides.</summary>
    public ImmutableArray<(int Old, int New, int From, int To)> Windows { get; }

    /// <summary>All changes that a row can show that has made one step.</summary>
    public ImmutableArray<Change> Changes { get; }

    /// <summary>All rows with a cell that changes.</summary>
    public Walk All { get; }

    /// <summary>Those of them that have come to rest one step later.</summary>
    public Walk Last { get; }

    /// <summary>The rule on rows with this boundary; null on rings, and where there are too many windows.</summary>
    public static CausalRow? Of(LocalRule rule, EssentialInputs essential, Boundary boundary, bool fromRight, int width)
    {
        if (boundary is Boundary.PeriodicBoundary || WindowMap.Of(rule, essential, boundary, MostWindows, fromRight) is not { } map || map.Left + map.Right == 0)
            return null;
        int longest = Math.Max(2 * map.Left, map.Left + 1) + 1 + Math.Max(2 * map.Right, map.Right + Math.Max(1, width - 1));
        return Math.Pow(map.Symbols, longest) <= MostWindows ? new(map, width) : null;
    }

    /// <summary>Symbols for people; the end is #.</summary>
    public string Describe(int number, int length)
    {
        int[] symbols = new int[length];
        RowForm.Unpack(number, map.Symbols, symbols);
        return $"({string.Join(',', symbols.Select(symbol => symbol == map.End ? "#" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{symbol}")))})";
    }

    /// <summary>All windows that rows show, with so many symbols before and after a place.</summary>
    private IEnumerable<Sight> Seen(int before, int after)
    {
        int[] symbols = new int[before + 1 + after];
        int count = RowForm.Power(map.Symbols, symbols.Length);
        for (int number = 0; number < count; number++)
        {
            RowForm.Unpack(number, map.Symbols, symbols);
            if (map.IsSeen(symbols))
                yield return new(map, number, [.. symbols], before);
        }
    }

    private (int Old, int New, int From, int To) WindowOf(Sight sight) => (sight.Pack(0, width), sight.Next().Pack(0, width), sight.Number / map.Symbols, sight.Number % Overlaps);

    private Change? ChangeOf(Sight now)
    {
        Sight later = now.Next();
        if (!later.Changes(0))
            return null;
        return new(later.Pack(-1, 3), now.Pack(-map.Left, map.Left + width - 1 + map.Right), [.. Offsets.Where(now.Changes).Select(offset =>
            new Cause(offset, now.Pack(offset - 1, 3), [.. Enumerable.Range(Math.Min(0, offset), Math.Abs(offset)).Select(place => now.Pack(place, width))]))]);
    }

    /// <summary>A cell that changes in a row's second step.</summary>
    /// <param name="Around">The cell with its neighbors then.</param>
    /// <param name="Cut">The overlap to the left of the cell one step before.</param>
    /// <param name="Causes">The cells that it reads and that changed one step before: at least one.</param>
    public sealed record Change(int Around, int Cut, ImmutableArray<Cause> Causes);

    /// <summary>A cell that changes one step before.</summary>
    /// <param name="Offset">How far to the right of the change it stands.</param>
    /// <param name="Around">The cell with its neighbors.</param>
    /// <param name="Between">The blocks that begin from the one place on and before the other.</param>
    public sealed record Cause(int Offset, int Around, ImmutableArray<int> Between);

    /// <summary>Rows as walks: each window is a step from its first symbols to its last, for the place that it decides. A walk begins and ends where all is beyond an end.</summary>
    /// <param name="Nodes">Words between windows; the last is beyond the ends.</param>
    /// <param name="Steps">The steps; with the triple around the place where its cell changes, else -1, and whether it is a cell at all.</param>
    public sealed record Walk(int Nodes, ImmutableArray<(int From, int To, int Block, int Around, bool IsCell)> Steps)
    {
        public static Walk Of(CausalRow row, bool isLast)
        {
            WindowMap map = row.map;
            int reach = isLast ? 2 : 1;
            (int before, int after) = (Math.Max(1, reach * map.Left), Math.Max(Math.Max(1, reach * map.Right), row.width - 1));
            int nodes = RowForm.Power(map.Symbols, before + after);
            return new(nodes, [.. row.Seen(before, after).Where(sight => !isLast || !sight.Next().Changes(0))
                .Select(sight => (sight.Number / map.Symbols, sight.Number % nodes, sight.Pack(0, row.width), sight.Changes(0) ? sight.Pack(-1, 3) : -1, sight.IsCell))]);
        }
    }

    /// <summary>A window of a row around a place.</summary>
    private sealed class Sight(WindowMap map, int number, int[] symbols, int before)
    {
        public int Number => number;

        public bool IsCell => symbols[before] != map.End;

        /// <summary>The number of a word that begins so far from the place.</summary>
        public int Pack(int from, int length) => RowForm.Pack(symbols.AsSpan(before + from, length), map.Symbols);

        /// <summary>What is known of the window one step later.</summary>
        public Sight Next()
        {
            int[] next = [.. symbols];
            map.Step(next);
            return new(map, -1, next[..(next.Length - map.Left - map.Right)], before - map.Left);
        }

        /// <summary>Whether the cell so far from the place changes in the next step.</summary>
        public bool Changes(int offset)
        {
            int at = before + offset;
            int[] read = symbols[(at - map.Left)..(at + 1 + map.Right)];
            map.Step(read);
            return read[0] != symbols[at];
        }
    }
}
