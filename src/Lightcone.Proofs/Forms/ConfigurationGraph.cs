namespace Lightcone.Proofs.Forms;

/// <summary>All configurations of one small lattice as a graph: each points to the next. With a frozen field there is one graph for each input.</summary>
internal sealed class ConfigurationGraph
{
    /// <summary>Beyond the edges of an input is symbol 0, whatever the boundary of the state.</summary>
    private static readonly Boundary Beyond = Boundary.Fixed();

    private readonly LocalRule rule;
    private readonly Boundary boundary;
    private readonly Shape shape;
    private readonly int[][] neighbors;
    private readonly int[] weights;

    public ConfigurationGraph(LocalRule rule, Boundary boundary, Shape shape)
    {
        this.rule = rule;
        this.boundary = boundary;
        this.shape = shape;
        weights = rule.Signature.Weights();
        neighbors = [.. Enumerable.Range(0, shape.Count).Select(cell => Enumerable.Range(0, rule.Signature.Positions).Select(k => (k < rule.Signature.FrozenNeighborhood.Count ? Beyond : boundary).Locate(shape, cell, rule.Signature.OffsetAt(k))).ToArray())];
    }

    /// <summary>The most steps that any start needs, known after a search that found no cycle.</summary>
    public long LongestTransient { get; private set; }

    /// <summary>A start that needs so many, the first in counting order; null before a search, and when one found a cycle.</summary>
    public Lattice? Slowest { get; private set; }

    /// <summary>A state that comes back after more than one step, or null when every start comes to rest.</summary>
    public (Lattice? Input, Lattice State, long Period)? FindCycle()
    {
        int inputs = rule.Frozen is null ? 1 : Power(rule.Frozen.Size, shape.Count);
        int states = Power(rule.State.Size, shape.Count);
        int[] next = new int[states];
        int[] steps = new int[states];
        byte[] input = new byte[shape.Count];
        for (int i = 0; i < inputs; i++)
        {
            if (rule.Frozen is not null)
                Digits(i, rule.Frozen.Size, input);
            Fill(next, input);
            if (Follow(next, steps) is { } found)
                return (rule.Frozen is null ? null : Lattice.FromCells(rule.Frozen, shape, Beyond, input), Lattice.FromCells(rule.State, shape, boundary, DigitsOf(found.State)), found.Period);
            for (int state = 0; state < states; state++)
                if (Slowest is null || steps[state] > LongestTransient)
                {
                    LongestTransient = steps[state];
                    Slowest = Lattice.FromCells(rule.State, shape, boundary, DigitsOf(state));
                }
        }

        return null;
    }

    /// <summary>The next configuration of each, by the rule's table.</summary>
    private void Fill(int[] next, byte[] input)
    {
        byte[] cells = new byte[shape.Count];
        byte wall = (boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        int frozen = rule.Signature.FrozenNeighborhood.Count;
        for (int state = 0; state < next.Length; state++)
        {
            Digits(state, rule.State.Size, cells);
            int result = 0;
            for (int cell = cells.Length - 1; cell >= 0; cell--)
            {
                int index = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    int from = neighbors[cell][k];
                    index += weights[k] * (k < frozen ? (from < 0 ? 0 : input[from]) : from < 0 ? wall : cells[from]);
                }

                result = (result * rule.State.Size) + rule.Table[index];
            }

            next[state] = result;
        }
    }

    /// <summary>Steps to rest for every state, or a cycle. A negative entry is the position in the walk at hand.</summary>
    private static (int State, long Period)? Follow(int[] next, int[] steps)
    {
        const int unknown = int.MaxValue;
        Array.Fill(steps, unknown);
        List<int> walk = [];
        for (int start = 0; start < next.Length; start++)
        {
            walk.Clear();
            int at = start;
            while (steps[at] == unknown)
            {
                steps[at] = -1 - walk.Count;
                walk.Add(at);
                if (next[at] == at)
                    break;
                at = next[at];
            }

            if (steps[at] < 0 && next[at] != at)
                return (at, walk.Count - (-1 - steps[at]));
            int rest = next[at] == at ? 0 : steps[at];
            if (next[at] == at)
                steps[at] = 0;
            for (int i = walk.Count - 1; i >= 0; i--)
                if (walk[i] != at)
                    steps[walk[i]] = ++rest;
        }

        return null;
    }

    private byte[] DigitsOf(int state)
    {
        byte[] cells = new byte[shape.Count];
        Digits(state, rule.State.Size, cells);
        return cells;
    }

    private static void Digits(int value, int size, byte[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (byte)(value % size);
            value /= size;
        }
    }

    private static int Power(int size, int count)
    {
        int result = 1;
        for (int i = 0; i < count; i++)
            result = checked(result * size);
        return result;
    }
}
