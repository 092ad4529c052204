using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Checking;

/// <summary>
/// Correctness of a one-way rule for every length. At its fixed point such a rule is itself a machine that reads the row from the wall: its state is the last few cells (and inputs), its output the readout.
/// The product of this machine with the specification has finitely many reachable pairs; if no reachable pair disagrees on any input, the two agree on every word of every length.
/// </summary>
internal sealed class TransducerProduct
{
    private const int MaxPairs = 1_000_000;

    private readonly LocalRule rule;
    private readonly LocalRule? readout;
    private readonly Transducer specification;
    private readonly int cells;
    private readonly int inputs;
    private readonly Dictionary<long, int> seen = [];
    private readonly List<(byte[] Window, int State, int Parent, byte Input)> pairs = [];

    private TransducerProduct(LocalRule rule, LocalRule? readout, Transducer specification, int cells, int inputs)
    {
        this.rule = rule;
        this.readout = readout;
        this.specification = specification;
        this.cells = cells;
        this.inputs = inputs;
    }

    /// <summary>Why this kind of proof does not apply, or null when it does.</summary>
    public static ProductObstacle? Obstacle(LocalRule rule, LocalRule? readout, Boundary boundary, Transducer specification)
    {
        EssentialInputs essential = EssentialInputs.Of(rule);
        if (rule.Dimensions != 1 || boundary is not Boundary.FixedBoundary)
            return ProductObstacle.NoWalledRow;
        if (rule.Frozen is null || !rule.Frozen.Equals(specification.Input))
            return ProductObstacle.OtherInput;
        if (essential.StateOffsets.Any(static o => o.X >= 0))
            return ProductObstacle.NotOneWay;
        EssentialInputs? read = readout is null ? null : EssentialInputs.Of(readout);
        if (essential.FrozenOffsets.Any(static o => o.X > 0) || (read is not null && (read.FrozenOffsets.Any(static o => o.X > 0) || read.StateOffsets.Any(static o => o.X > 0))))
            return ProductObstacle.LooksAhead;
        return (readout?.Signature.Output ?? rule.State).Equals(specification.Output) ? null : ProductObstacle.OtherOutputs;
    }

    /// <summary>Explores the product from the wall.</summary>
    public static ProductResult Explore(LocalRule rule, LocalRule? readout, Boundary.FixedBoundary wall, Transducer specification)
    {
        EssentialInputs essential = EssentialInputs.Of(rule);
        EssentialInputs? read = readout is null ? null : EssentialInputs.Of(readout);
        int cells = Farthest([.. essential.StateOffsets, .. read?.StateOffsets ?? []]);
        int inputs = Farthest([.. essential.FrozenOffsets, .. read?.FrozenOffsets ?? []]);
        double bits = (cells * Math.Log2(rule.State.Size)) + (inputs * Math.Log2(specification.Input.Size)) + Math.Log2(specification.States);
        if (bits > 62)
            return new ProductResult.TooMuchMemory(cells, inputs);
        TransducerProduct product = new(rule, readout, specification, cells, inputs);
        byte[] window = new byte[cells + inputs];
        window.AsSpan(0, cells).Fill(wall.Symbol);
        product.Add(window, specification.Start, -1, 0);
        return product.Search();
    }

    private static int Farthest(IEnumerable<Offset> offsets) => offsets.Select(static o => -o.X).DefaultIfEmpty().Max();

    private ProductResult Search()
    {
        for (int at = 0; at < pairs.Count && pairs.Count < MaxPairs; at++)
        {
            (byte[] window, int state, _, _) = pairs[at];
            for (int input = 0; input < specification.Input.Size; input++)
            {
                byte cell = rule.Table[Index(rule.Signature, window, (byte)input, 0)];
                byte output = readout is null ? cell : readout.Table[Index(readout.Signature, window, (byte)input, cell)];
                int edge = (state * specification.Input.Size) + input;
                int next = specification.Next[edge];
                if (output != specification.Outputs[edge])
                    return new ProductResult.Difference(Word(at, (byte)input), false, specification.Output.Names[output], specification.Output.Names[specification.Outputs[edge]]);
                if (specification.Final.Length > 0 && specification.Final[next] != cell)
                    return new ProductResult.Difference(Word(at, (byte)input), true, rule.State.Names[cell], rule.State.Names[specification.Final[next]]);
                Add(Shift(window, cell, (byte)input), next, at, (byte)input);
            }
        }

        return pairs.Count < MaxPairs ? new ProductResult.Agreement(pairs.Count) : new ProductResult.TooManyPairs(MaxPairs);
    }

    /// <summary>The number of the neighborhood that a cell sees: the windows hold the nearest cell first. An own-cell position is filled with <paramref name="own"/>, an inessential one beyond the windows with 0.</summary>
    private int Index(Signature signature, byte[] window, byte input, byte own)
    {
        int index = 0;
        for (int k = 0; k < signature.Positions; k++)
        {
            bool frozen = k < signature.FrozenNeighborhood.Count;
            int back = -signature.OffsetAt(k).X;
            int known = frozen ? inputs : cells;
            byte symbol = back == 0 ? (frozen ? input : own) : back > 0 && back <= known ? window[(frozen ? cells : 0) + back - 1] : (byte)0;
            index = (index * signature.PositionSizes[k]) + symbol;
        }

        return index;
    }

    private byte[] Shift(byte[] window, byte cell, byte input)
    {
        byte[] next = new byte[window.Length];
        if (cells > 0)
        {
            next[0] = cell;
            window.AsSpan(0, cells - 1).CopyTo(next.AsSpan(1));
        }

        if (inputs > 0)
        {
            next[cells] = input;
            window.AsSpan(cells, inputs - 1).CopyTo(next.AsSpan(cells + 1));
        }

        return next;
    }

    private void Add(byte[] window, int state, int parent, byte input)
    {
        long key = state;
        for (int i = 0; i < window.Length; i++)
            key = checked((key * (i < cells ? rule.State.Size : specification.Input.Size)) + window[i]);
        if (seen.TryAdd(key, pairs.Count))
            pairs.Add((window, state, parent, input));
    }

    private byte[] Word(int at, byte last)
    {
        List<byte> word = [last];
        for (; pairs[at].Parent >= 0; at = pairs[at].Parent)
            word.Add(pairs[at].Input);
        word.Reverse();
        return [.. word];
    }
}
