using Lightcone.Foundation.Arrays;
using Lightcone.Schedules;

namespace Lightcone.Identification;

/// <summary>One pass over a recording with one neighborhood and one idea of the edges: every cell of every step as an example, until two of them contradict each other.</summary>
internal sealed class WindowScan
{
    private readonly Recording recording;
    private readonly Boundary? boundary;
    private readonly UpdateSchedule? schedule;
    private readonly bool hasMemory;
    private readonly Dictionary<Shape, int[]> turns = [];
    private readonly Dictionary<int, (byte Result, CellPlace Place)> seen = [];

    private WindowScan(Recording recording, Neighborhood neighborhood, Boundary? boundary, UpdateSchedule? schedule = null, bool hasMemory = false)
    {
        this.recording = recording;
        this.boundary = boundary;
        this.schedule = schedule;
        this.hasMemory = hasMemory;
        Signature = new Signature(null, Neighborhood.None, recording.Alphabet, neighborhood);
    }

    public Signature Signature { get; }

    /// <summary>Examples that were read.</summary>
    public long Examples { get; private set; }

    /// <summary>Different neighborhoods among them.</summary>
    public int Distinct => seen.Count;

    /// <summary>The first two examples that contradict each other; null when none do.</summary>
    public Contradiction? Contradiction { get; private set; }

    /// <param name="recording">What was recorded.</param>
    /// <param name="neighborhood">The cells to read.</param>
    /// <param name="boundary">What lies beyond the edges; null reads only cells whose whole neighborhood lies inside.</param>
    /// <param name="schedule">The order in which the cells of a sweep are updated, the same in each; null updates all at once.</param>
    /// <param name="hasMemory">Whether a cell also reads what it was one step before; the first step of a run is then left out.</param>
    public static WindowScan Of(Recording recording, Neighborhood neighborhood, Boundary? boundary, UpdateSchedule? schedule = null, bool hasMemory = false)
    {
        WindowScan scan = new(recording, neighborhood, boundary, schedule, hasMemory);
        foreach ((int index, CellPlace place, byte result) in scan.Cells())
        {
            scan.Examples++;
            if (!scan.seen.TryGetValue(index, out (byte Result, CellPlace Place) known))
                scan.seen[index] = (result, place);
            else if (known.Result != result)
            {
                scan.Contradiction = scan.Describe(hasMemory ? index / recording.Alphabet.Size : index, known, place, result);
                break;
            }
        }

        return scan;
    }

    /// <summary>For a recording that is nearly explained: how many cells were read, how many neighborhoods they have, and the cells that became something else than most of those that see the same.</summary>
    public static (long Examples, int Distinct, List<CellPlace> Outvoted) Vote(Recording recording, Neighborhood neighborhood, Boundary? boundary)
    {
        WindowScan scan = new(recording, neighborhood, boundary);
        Dictionary<int, int[]> votes = [];
        List<(int Index, CellPlace Place, byte Result)> cells = [.. scan.Cells()];
        foreach ((int index, _, byte result) in cells)
        {
            if (!votes.TryGetValue(index, out int[]? count))
                votes[index] = count = new int[recording.Alphabet.Size];
            count[result]++;
        }

        return (cells.Count, votes.Count, [.. cells.Where(each => votes[each.Index][each.Result] < votes[each.Index].Max()).Select(static each => each.Place)]);
    }

    /// <summary>How many cells a recording shows, how many neighborhoods they have, and how many of these only one cell.</summary>
    public static (long Examples, int Distinct, int Once) Shown(Recording recording, Neighborhood neighborhood, Boundary? boundary)
    {
        Dictionary<int, int> counts = [];
        foreach ((int index, _, _) in new WindowScan(recording, neighborhood, boundary).Cells())
            counts[index] = counts.GetValueOrDefault(index) + 1;
        return (counts.Values.Sum(static count => (long)count), counts.Count, counts.Values.Count(static count => count == 1));
    }

    /// <summary>How many neighborhoods, with the symbol of the step before, a recording shows at least so many times.</summary>
    public static int Often(Recording recording, Neighborhood neighborhood, Boundary boundary, int times)
    {
        Dictionary<int, int> counts = [];
        foreach ((int index, _, _) in new WindowScan(recording, neighborhood, boundary, hasMemory: true).Cells())
            counts[index] = counts.GetValueOrDefault(index) + 1;
        return counts.Values.Count(count => count >= times);
    }

    /// <summary>The examples, for a scan without contradiction.</summary>
    public Transitions ToTransitions()
    {
        TransitionCollector collector = new(Signature);
        foreach ((int index, _, byte result) in Cells())
            collector.Add(index, result);
        return collector.ToTransitions();
    }

    /// <summary>Every cell before a step whose neighborhood is known, and what it became.</summary>
    private IEnumerable<(int Index, CellPlace Place, byte Result)> Cells()
    {
        for (int run = 0; run < recording.Runs.Length; run++)
            for (int step = hasMemory ? 1 : 0; step + 1 < recording.Runs[run].Length; step++)
            {
                RecordedConfiguration before = recording.Runs[run][step];
                RecordedConfiguration after = recording.Runs[run][step + 1];
                for (int cell = 0; cell < before.Shape.Count; cell++)
                    if (IndexAt(before, after, cell) is >= 0 and int index)
                        yield return (hasMemory ? (index * recording.Alphabet.Size) + recording.Runs[run][step - 1].Cells[cell] : index, new CellPlace(run, step, cell), after.Cells[cell]);
            }
    }

    /// <summary>The number of the neighborhood of a cell; -1 when it reaches beyond edges of which nothing is known.</summary>
    private int IndexAt(RecordedConfiguration frame, RecordedConfiguration after, int cell)
    {
        int index = 0;
        int[]? turn = schedule is null ? null : Turns(frame.Shape);
        foreach (Offset offset in Signature.StateNeighborhood.Offsets)
        {
            // What came before in the sweep is read as it became.
            int symbol = turn is null ? SymbolAt(frame, cell, offset) : SymbolIn(frame, after, turn, cell, offset);
            if (symbol < 0)
                return -1;
            index = (index * recording.Alphabet.Size) + symbol;
        }

        return index;
    }

    private int SymbolIn(RecordedConfiguration before, RecordedConfiguration after, int[] turn, int cell, Offset offset)
    {
        int at = boundary!.Locate(before.Shape, cell, offset);
        return at < 0 ? ((Boundary.FixedBoundary)boundary).Symbol : (turn[at] < turn[cell] ? after : before).Cells[at];
    }

    /// <summary>For each cell the number of its group in a sweep.</summary>
    private int[] Turns(Shape shape)
    {
        if (turns.TryGetValue(shape, out int[]? known))
            return known;
        int[] turn = new int[shape.Count];
        foreach ((int number, int[] group) in schedule!.Groups(shape, 0).Index())
            foreach (int cell in group)
                turn[cell] = number;
        return turns[shape] = turn;
    }

    private int SymbolAt(RecordedConfiguration frame, int cell, Offset offset)
    {
        Shape shape = frame.Shape;
        int x = (cell % shape.Width) + offset.X;
        int y = (cell / shape.Width) + offset.Y;
        if ((uint)x < (uint)shape.Width && (uint)y < (uint)shape.Height)
            return frame.Cells[(y * shape.Width) + x];
        if (boundary is null)
            return -1;
        int at = boundary.Locate(shape, cell, offset);
        return at < 0 ? ((Boundary.FixedBoundary)boundary).Symbol : frame.Cells[at];
    }

    private Contradiction Describe(int index, (byte Result, CellPlace Place) known, CellPlace place, byte result)
    {
        RecordedConfiguration one = recording.Runs[known.Place.Run][known.Place.Step];
        RecordedConfiguration two = recording.Runs[place.Run][place.Step];
        int? radius = null;
        for (int r = 1; r <= Neighborhood.MaxReach && radius is null; r++)
            foreach (Offset offset in Ring(r))
                if (SymbolAt(one, known.Place.Cell, offset) != SymbolAt(two, place.Cell, offset))
                    radius = r;
        return new(
            Signature.StateNeighborhood, Signature.Describe(index),
            known.Place, recording.Runs[known.Place.Run][known.Place.Step + 1].LineOf(known.Place.Cell), recording.Alphabet.Names[known.Result],
            place, recording.Runs[place.Run][place.Step + 1].LineOf(place.Cell), recording.Alphabet.Names[result], radius);
    }

    private IEnumerable<Offset> Ring(int radius) => recording.Dimensions == 1
        ? [new Offset(-radius), new Offset(radius)]
        : Neighborhood.Moore(radius).Offsets.Where(offset => offset.Reach == radius);
}
