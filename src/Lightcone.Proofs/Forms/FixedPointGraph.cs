using System.Numerics;

namespace Lightcone.Proofs.Forms;

/// <summary>
/// The fixed points of a one-dimensional rule as walks in a de Bruijn graph: a node is what two neighboring windows share, an edge a window whose middle cell stays as it is.
/// Fixed points on a ring of n cells are closed walks of n edges, those on a row the walks from wall to wall.
/// </summary>
internal sealed class FixedPointGraph
{
    private const int MostNodes = 1 << 12;
    private const long MostWork = 1 << 22;

    private readonly RowForm form;
    private readonly int nodes;
    private readonly List<(int From, int To, int Symbol)> edges = [];

    private FixedPointGraph(RowForm form)
    {
        this.form = form;
        nodes = form.Next.Length / form.Symbols;
        int[] window = new int[form.Left + 1 + form.Right];
        for (int index = 0; index < form.Next.Length; index++)
        {
            form.Unpack(index, window);
            bool wall = form.IsWalled && !window.AsSpan().ContainsAnyExcept(form.Cells);
            if (form.Next[index] == window[form.Left] && (wall || form.IsSeen(window)))
                edges.Add((index / form.Symbols, index % nodes, window[^1]));
        }

        // An edge that no closed walk uses belongs to no fixed point; with walls, all walks lead from the wall to the wall.
        int[] component = StrongComponents.Of(nodes, [.. edges.Select(static edge => (edge.From, edge.To))]);
        edges.RemoveAll(edge => component[edge.From] != component[edge.To] || (form.IsWalled && component[edge.From] != component[nodes - 1]));
    }

    /// <summary>How many nodes there are: counts of fixed points obey a linear recurrence of that order.</summary>
    public int Nodes => nodes;

    /// <summary>Whether no length has a fixed point.</summary>
    public bool IsEmpty => Symbols.Length == 0;

    /// <summary>The cells that occur in some fixed point of some length, ascending.</summary>
    public int[] Symbols => [.. edges.Where(edge => edge.Symbol < form.Cells).Select(static edge => edge.Symbol).Distinct().Order()];

    /// <summary>By how many cells every walk from the wall can go on, where that is the same number everywhere and any walk may end; null otherwise. The count on n cells is then its n-th power.</summary>
    public int? Degree
    {
        get
        {
            int[] degrees = [.. edges.GroupBy(static edge => edge.From).Select(leaving => leaving.Count(edge => edge.Symbol < form.Cells)).Distinct()];
            return form.IsWalled && form.Right == 0 && degrees.Length == 1 ? degrees[0] : null;
        }
    }

    public static FixedPointGraph? Of(RowForm form) =>
        form.Next.Length / form.Symbols <= MostNodes && (form.IsWalled || (long)form.Next.Length * (form.Next.Length / form.Symbols) <= MostWork) ? new(form) : null;

    /// <summary>The number of fixed points on rings or rows of 1, 2, ... cells, exactly.</summary>
    public BigInteger[] Count(int longest)
    {
        BigInteger[] counts = new BigInteger[longest];
        foreach (int start in form.IsWalled ? [nodes - 1] : edges.Select(static edge => edge.From).Distinct())
        {
            BigInteger[] walks = new BigInteger[nodes];
            walks[start] = BigInteger.One;
            for (int n = 0; n < longest; n++)
            {
                walks = Advance(walks, wall: false);
                BigInteger[] end = walks;
                for (int i = 0; form.IsWalled && i < form.Right; i++)
                    end = Advance(end, wall: true);
                counts[n] += form.IsWalled ? end.Aggregate(BigInteger.Zero, static (sum, each) => sum + each) : walks[start];
            }
        }

        return counts;
    }

    /// <summary>By what factor the number of fixed points grows with each cell in the long run: the largest eigenvalue, enclosed by Collatz and Wielandt's bounds to about 1e-9.</summary>
    public double Growth()
    {
        (int From, int To)[] inner = [.. edges.Where(edge => edge.Symbol < form.Cells).Select(static edge => (edge.From, edge.To))];
        int[] component = StrongComponents.Of(nodes, inner);
        double largest = 0;
        foreach (IGrouping<int, (int From, int To)> part in inner.Where(edge => component[edge.From] == component[edge.To]).GroupBy(edge => component[edge.From]))
            largest = Math.Max(largest, Eigenvalue([.. part]));
        return largest;
    }

    private BigInteger[] Advance(BigInteger[] walks, bool wall)
    {
        BigInteger[] next = new BigInteger[nodes];
        foreach ((int from, int to, int symbol) in edges)
            if (wall == (symbol == form.Cells) && !walks[from].IsZero)
                next[to] += walks[from];
        return next;
    }

    /// <summary>Power iteration on the matrix plus the identity, which has no other eigenvalue of the same size.</summary>
    private static double Eigenvalue((int From, int To)[] part)
    {
        Dictionary<int, double> vector = part.Select(static edge => edge.From).Distinct().ToDictionary(static node => node, static _ => 1.0);
        double low = 0;
        double high = double.PositiveInfinity;
        for (int i = 0; i < 100_000 && high - low > 1e-10; i++)
        {
            Dictionary<int, double> next = new(vector);
            foreach ((int from, int to) in part)
                next[from] += vector[to];
            low = next.Min(entry => entry.Value / vector[entry.Key]);
            high = next.Max(entry => entry.Value / vector[entry.Key]);
            double scale = next.Values.Max();
            vector = next.ToDictionary(static entry => entry.Key, entry => entry.Value / scale);
        }

        return ((low + high) / 2) - 1;
    }
}
