using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>A rule and a start, drawn from a stream: alphabets of 2 to 5 symbols, neighborhoods of all kinds, with and without a frozen field, awkward sizes, every boundary.</summary>
internal sealed record Case(string Name, LocalRule Rule, Lattice Initial)
{
    public static readonly int[] Lengths = [1, 2, 3, 63, 64, 65, 127, 511, 512, 513, 1000];

    /// <summary>Rows that fill the lanes of every engine.</summary>
    public static readonly int[] LongLengths = [512, 513, 575, 640, 1000, 1023];

    private static readonly (int Width, int Height)[] Grids = [(1, 1), (2, 3), (3, 1), (1, 7), (5, 5), (63, 4), (64, 3), (65, 9), (130, 5), (20, 33)];

    private static readonly Neighborhood[] Rows =
    [
        Neighborhood.Radius(1), Neighborhood.Radius(2), Neighborhood.Radius(3), Neighborhood.Own, Neighborhood.Of(-1), Neighborhood.Of(3), Neighborhood.Of(-1, 0),
        Neighborhood.Of(1, 0), Neighborhood.Of(-3, 2), Neighborhood.Of(2, -2, 0), Neighborhood.Of(-3, -1, 0, 1), Neighborhood.Of(-64, 64), Neighborhood.Of(5, -40, 0),
    ];

    private static readonly Neighborhood[] Squares =
    [
        Neighborhood.Moore(), Neighborhood.VonNeumann(), Neighborhood.OfGrid(new Offset(0, -1), new Offset(-1, 0), new Offset(0, 0)), Neighborhood.OfGrid(new Offset(2, -1), new Offset(0, 2)),
        Neighborhood.OfGrid(new Offset(-3, 1), new Offset(0, 0), new Offset(1, 3)), Neighborhood.OfGrid(new Offset(0, 1)), Neighborhood.OfGrid(new Offset(-33, 0), new Offset(0, 0)),
    ];

    /// <summary>Case number <paramref name="number"/> of the suite.</summary>
    public static Case Draw(int number)
    {
        RandomStream stream = new(20, "conformance", (ulong)number);
        return Draw($"case {number}", stream, stream.NextInt32(4) == 0, Lengths);
    }

    /// <summary>The same on rows that fill the lanes of every engine.</summary>
    public static Case DrawLong(int number) => Draw($"long {number}", new(24, "long", (ulong)number), false, LongLengths);

    private static Case Draw(string name, RandomStream stream, bool grid, int[] lengths)
    {
        Neighborhood[] kinds = grid ? Squares : Rows;
        Neighborhood read = kinds[stream.NextInt32(kinds.Length)];
        Alphabet state = Alphabet.Digits(Fitting(2 + stream.NextInt32(4), read.Count, 2_500));
        Alphabet? frozen = stream.NextInt32(2) == 0 ? Alphabet.Digits(2 + stream.NextInt32(4)) : null;
        Neighborhood readFrozen = frozen is null ? Neighborhood.None : kinds[stream.NextInt32(kinds.Length)];
        if (Math.Pow(frozen?.Size ?? 1, readFrozen.Count) * Math.Pow(state.Size, read.Count) > 5_000)
            (frozen, readFrozen) = (frozen is null ? null : Alphabet.Binary, frozen is null ? Neighborhood.None : grid ? Neighborhood.OfGrid(new Offset(1, -1)) : Neighborhood.Own);
        Signature signature = new(frozen, readFrozen, state, read);
        Shape shape = grid ? Draw(Grids[stream.NextInt32(Grids.Length)]) : Shape.Row(lengths[stream.NextInt32(lengths.Length)]);
        byte[] table = Table(signature, stream.NextInt32(4), stream);
        Lattice initial = Lattice.Random(state, shape, DrawBoundary(state, stream), stream);
        if (frozen is not null)
            initial = initial.WithInput(Lattice.Random(frozen, shape, DrawBoundary(frozen, stream), stream));
        return new Case(name, LocalRule.FromTable(signature, table), initial);

        static Shape Draw((int Width, int Height) size) => Shape.Grid(size.Width, size.Height);
    }

    /// <summary>A one-way rule behind a wall: one essential state offset, up to three cells away, among others that the table ignores.</summary>
    public static Case DrawOneWay(int number)
    {
        RandomStream stream = new(21, "one-way", (ulong)number);
        int distance = (1 + stream.NextInt32(3)) * (stream.NextInt32(2) == 0 ? -1 : 1);
        Alphabet state = Alphabet.Digits(2 + stream.NextInt32(4));
        Alphabet frozen = Alphabet.Digits(1 + stream.NextInt32(4));
        Neighborhood read = stream.NextInt32(2) == 0 ? Neighborhood.Of(distance) : Neighborhood.Of(0, distance, -distance);
        int own = read.Count == 1 ? 0 : 1;
        Signature signature = new(frozen, Neighborhood.Of(0, -2), state, read);
        byte[] maps = new byte[frozen.Size * frozen.Size * state.Size];
        stream.FillSymbols(maps, state.Size);
        // Permutations keep pairs apart for ever, random maps merge them soon: both kinds, and mixtures.
        for (int f = 0; f < frozen.Size * frozen.Size; f++)
            if (stream.NextInt32(3) > 0)
            {
                for (int v = 0; v < state.Size; v++)
                    maps[(f * state.Size) + v] = (byte)v;
                stream.Shuffle(maps.AsSpan(f * state.Size, state.Size));
            }

        LocalRule rule = LocalRule.FromFunction(signature, n => maps[(((n[0] * frozen.Size) + n[1]) * state.Size) + n[2 + own]]);
        Shape shape = Shape.Row(stream.NextInt32(3) == 0 ? 1 + stream.NextInt32(12) : Lengths[stream.NextInt32(8)]);
        Lattice initial = Lattice.Random(state, shape, Boundary.Fixed((byte)stream.NextInt32(state.Size)), stream);
        return new Case($"one-way {number}", rule, initial.WithInput(Lattice.Random(frozen, shape, DrawBoundary(frozen, stream), stream)));
    }

    /// <summary>A rule of two states on 3 x 3 cells, counting or arbitrary, on grids from a single cell to several strips and bands of the grid engine.</summary>
    public static Case DrawMoore(int number)
    {
        RandomStream stream = new(23, "moore", (ulong)number);
        LocalRule rule = (number % 4) switch
        {
            0 => LocalRule.LifeLike(RandomLifeLike(stream)),
            1 => LocalRule.LifeLike("B3/S23"),
            _ => LocalRule.FromTable(MooreSignature, Table(MooreSignature, stream.NextInt32(4), stream)),
        };
        Shape shape = Shape.Grid(Side(), Side());
        return new Case($"moore {number}", rule, Lattice.Random(Alphabet.Binary, shape, DrawBoundary(Alphabet.Binary, stream), stream));

        int Side() => 1 + stream.NextInt32(stream.NextInt32(3) == 0 ? 8 : stream.NextInt32(2) == 0 ? 70 : 150);
    }

    /// <summary>B and S with random digits.</summary>
    public static string RandomLifeLike(RandomStream stream)
    {
        string[] digits = [.. Enumerable.Range(0, 2).Select(_ => string.Concat(Enumerable.Range(0, 9).Where(_ => stream.NextInt32(3) == 0)))];
        return $"B{digits[0]}/S{digits[1]}";
    }

    private static readonly Signature MooreSignature = new(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Moore());

    private static Boundary DrawBoundary(Alphabet alphabet, RandomStream stream) => stream.NextInt32(3) switch
    {
        0 => Boundary.Periodic,
        1 => Boundary.Reflecting,
        _ => Boundary.Fixed((byte)stream.NextInt32(alphabet.Size)),
    };

    private static int Fitting(int size, int positions, int most)
    {
        while (size > 2 && Math.Pow(size, positions) > most)
            size--;
        return size;
    }

    /// <summary>Random tables mostly stay in motion; those that mostly give 0, or copy a neighbor, settle or cycle.</summary>
    private static byte[] Table(Signature signature, int kind, RandomStream stream)
    {
        byte[] table = new byte[signature.DomainSize];
        stream.FillSymbols(table, signature.State.Size);
        int copied = signature.FrozenNeighborhood.Count + stream.NextInt32(signature.StateNeighborhood.Count);
        byte[] symbols = new byte[signature.Positions];
        for (int i = 0; kind > 0 && i < table.Length; i++)
        {
            signature.Unpack(i, symbols);
            if (stream.NextInt32(20) > 0)
                table[i] = kind == 1 ? (byte)0 : kind == 2 ? symbols[copied] : Math.Max(symbols[^1], symbols[copied]);
        }

        return table;
    }
}
