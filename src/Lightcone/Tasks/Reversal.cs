using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>
/// A word turned round on a single row: its letters wait in a lane that leads to the right and move when the place before them is free; at the wall they change into a lane that leads to the left,
/// move in the same way, and queue up at the other wall in reverse order. A word of n letters needs 2 n - 1 steps.
/// </summary>
/// <remarks>A cell holds a letter or none in each lane. Lower case is the lane to the right, upper case the lane to the left; 1, 2, 3, 4 are the pairs aA, aB, bA, bB; # is a wall. A word aab becomes BAA.</remarks>
public static class Reversal
{
    private const int Wall = 9;

    /// <summary>The symbols: 3 x 3 contents of the two lanes, and the wall.</summary>
    public static Alphabet Lanes { get; } = Alphabet.Of(".", "A", "B", "a", "1", "2", "b", "3", "4", "#");

    /// <summary>The rule: 1,000 neighborhoods (left, own, right).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(Lanes, Neighborhood.Radius(1), static n => Next(n[0], n[1], n[2]));

    /// <summary>The task <c>reversal</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "reversal",
        Summary = "turns a word over a, b round: letters queue to the right, turn at the wall, queue to the left",
        Benchmark = BenchmarkTask.ReverseString,
        Rule = Rule,
        Boundary = Boundary.Fixed(Wall),
        Shape = new NetworkShape(48, OneHot: true),
        InputIsFrozen = false,
        Reference = static (initial, steps) => ReferenceRun.Of(initial, steps, Move),
    };

    // A symbol below the wall is 3 (lane to the right) + (lane to the left), each 0 for none, 1 for a, 2 for b.
    private static byte Next(int left, int own, int right)
    {
        if (own == Wall)
            return Wall;
        int rightward = own / 3;
        int leftward = own % 3;
        bool turns = right == Wall && leftward == 0;
        bool leaves = rightward != 0 && (turns || (right != Wall && right / 3 == 0));
        int newRightward = leaves ? 0 : rightward != 0 ? rightward : left == Wall ? 0 : left / 3;
        bool departs = leftward != 0 && left != Wall && left % 3 == 0;
        int newLeftward = departs ? 0 : leftward != 0 ? leftward : right == Wall ? rightward : right % 3;
        return (byte)((3 * newRightward) + newLeftward);
    }

    /// <summary>Letter by letter: who may move is decided on the old row, then all move at once.</summary>
    private static byte[] Move(byte[] cells, Boundary boundary)
    {
        int[] next = [.. cells.Select(static symbol => (int)symbol)];
        // The cells and one beyond each edge: moves across the edge change the cells inside.
        for (int i = -1; i <= cells.Length; i++)
        {
            int here = At(i);
            if (here == Wall)
                continue;
            int ahead = At(i + 1);
            if (here / 3 != 0 && ahead == Wall && here % 3 == 0)
                Change(i, here / 3 * -2);
            else if (here / 3 != 0 && ahead != Wall && ahead / 3 == 0)
                MoveTo(i, i + 1, here / 3 * 3);
            int behind = At(i - 1);
            if (here % 3 != 0 && behind != Wall && behind % 3 == 0)
                MoveTo(i, i - 1, here % 3);
        }

        return [.. next.Select(static symbol => (byte)symbol)];
        int At(int i) => boundary.Locate(i, cells.Length) is >= 0 and int source ? cells[source] : ((Boundary.FixedBoundary)boundary).Symbol;
        void MoveTo(int from, int to, int amount)
        {
            Change(from, -amount);
            Change(to, amount);
        }

        void Change(int i, int amount)
        {
            if ((uint)i < (uint)next.Length)
                next[i] += amount;
        }
    }
}
