using Lightcone.Engines.LargeLattices;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>
/// An elementary rule in Golly's QuickLife, which keeps every row as a line of its picture, on an unbounded plane. The whole picture of a long run is too large to be read back:
/// what is compared are the rows of a short one.
/// </summary>
internal sealed class EcaBgolly(Implementation few, Implementation all) : Implementation
{
    private const int Compared = 8;

    public static Implementation Start(int number, PackedRow start, long generations)
    {
        if (number % 2 == 1)
            throw new InputException($"bgolly runs elementary rules with even numbers only, as quiet space must stay quiet; {number} is odd. Choose another rule or leave bgolly out.");
        string pattern = Picture(number, start);
        return new EcaBgolly(BgollyPeer.Start(pattern, "QuickLife", Compared, Population), BgollyPeer.Start(pattern, "QuickLife", generations, Population));
    }

    /// <summary>The live cells of the first rows, counted by the task's reference on a row with room on both sides.</summary>
    public static WorkResult Expected(LatticeTask task, PackedRow start)
    {
        byte[] cells = new byte[start.Length + (2 * Compared)];
        start.CopyTo(0, cells.AsSpan(Compared, (int)start.Length));
        Lattice row = Lattice.FromCells(Alphabet.Binary, Shape.Row(cells.Length), Boundary.Fixed(), cells);
        double[] counts = new double[Compared + 1];
        for (int i = 0; i <= Compared; i++)
            counts[i] = task.Reference(row, i).Cells.Count((byte)1);
        return WorkResult.Of(("live cells of each row", counts));
    }

    public override WorkResult Result() => few.Result();

    public override Elapsed Time(int runs) => all.Time(runs);

    public override void Dispose()
    {
        few.Dispose();
        all.Dispose();
    }

    /// <summary>Counts the live cells of each row of a picture.</summary>
    private static WorkResult Population(string picture)
    {
        Lattice rows = RunLengthPattern.Parse(picture, Alphabet.Binary, 2, Boundary.Fixed()).Lattice;
        double[] counts = new double[Compared + 1];
        for (int y = 0; y < Math.Min(counts.Length, rows.Shape.Height); y++)
            counts[y] = rows.Cells.Slice(y * rows.Shape.Width, rows.Shape.Width).Count((byte)1);
        return WorkResult.Of(("live cells of each row", counts));
    }

    /// <summary>The row as a picture of one line on an unbounded plane: the mark of a bounded one is taken off.</summary>
    private static string Picture(int number, PackedRow start)
    {
        string bounded = new RunLengthPattern { Lattice = start.ToLattice(), Rule = $"W{number}" }.Format();
        int mark = bounded.IndexOf(':', StringComparison.Ordinal);
        return bounded.Remove(mark, bounded.IndexOf('\n', StringComparison.Ordinal) - mark);
    }
}
