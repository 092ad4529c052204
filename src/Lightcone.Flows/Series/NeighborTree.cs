namespace Lightcone.Flows.Series;

/// <summary>Nearest neighbors among points in the maximum norm: a tree of halves, each cut across its longest side (J. L. Bentley, Commun. ACM 18, 509 (1975)).</summary>
internal sealed class NeighborTree
{
    private const int Leaf = 12;

    private readonly double[] points;
    private readonly int dimension;
    private readonly int[] order;
    private readonly int[] axes;
    private readonly double[] cuts;

    public NeighborTree(double[] points, int dimension)
    {
        (this.points, this.dimension) = (points, dimension);
        order = [.. Enumerable.Range(0, points.Length / dimension)];
        int nodes = 1;
        for (int size = order.Length; size > Leaf; size = (size + 1) / 2)
            nodes = (2 * nodes) + 1;
        (axes, cuts) = (new int[nodes], new double[nodes]);
        Split(0, 0, order.Length);
    }

    /// <summary>The nearest point whose number differs by more than <paramref name="apart"/> and is below <paramref name="end"/>, the first of equals; -1 when there is none. Only points farther than <paramref name="beyond"/> count: of 0, all but equal ones.</summary>
    public (int Index, double Distance) Nearest(int of, int apart, int end = int.MaxValue, double beyond = -1)
    {
        (int Index, double Distance) best = (-1, double.PositiveInfinity);
        Nearest(0, 0, order.Length, of, apart, end, beyond, ref best);
        return best;
    }

    /// <summary>The largest difference of two points' coordinates.</summary>
    public double Distance(int a, int b)
    {
        double largest = 0;
        for (int c = 0; c < dimension; c++)
            largest = Math.Max(largest, Math.Abs(points[(a * dimension) + c] - points[(b * dimension) + c]));
        return largest;
    }

    private void Nearest(int node, int from, int to, int of, int apart, int end, double beyond, ref (int Index, double Distance) best)
    {
        if (to - from <= Leaf)
        {
            for (int k = from; k < to; k++)
            {
                int other = order[k];
                if (Math.Abs(other - of) <= apart || other >= end)
                    continue;
                double distance = Distance(of, other);
                if ((distance < best.Distance || (distance == best.Distance && other < best.Index)) && distance > beyond)
                    best = (other, distance);
            }

            return;
        }

        int middle = (from + to) / 2;
        double side = points[(of * dimension) + axes[node]] - cuts[node];
        for (int turn = 0; turn < 2; turn++)
        {
            bool low = side <= 0 == (turn == 0);
            if (turn == 1 && Math.Abs(side) > best.Distance)
                return;
            if (low)
                Nearest((2 * node) + 1, from, middle, of, apart, end, beyond, ref best);
            else
                Nearest((2 * node) + 2, middle, to, of, apart, end, beyond, ref best);
        }
    }

    private void Split(int node, int from, int to)
    {
        if (to - from <= Leaf)
            return;
        int axis = 0;
        double widest = -1;
        for (int c = 0; c < dimension; c++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int k = from; k < to; k++)
            {
                double value = points[(order[k] * dimension) + c];
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }

            if (high - low > widest)
                (widest, axis) = (high - low, c);
        }

        int middle = (from + to) / 2;
        double[] keys = new double[to - from];
        for (int k = from; k < to; k++)
            keys[k - from] = points[(order[k] * dimension) + axis];
        int[] part = order[from..to];
        Array.Sort(keys, part);
        part.CopyTo(order, from);
        (axes[node], cuts[node]) = (axis, keys[middle - from]);
        Split((2 * node) + 1, from, middle);
        Split((2 * node) + 2, middle, to);
    }
}
