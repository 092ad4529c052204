namespace Lightcone.Tasks;

/// <summary>
/// What the one-way tasks share: the two operands are a frozen field of digit pairs, the state is a signal (carry, borrow, order) that travels from the least significant digit up.
/// The fixed point is unique, so the signal heals from any corruption.
/// </summary>
internal static class FrozenOperands
{
    public static Alphabet Pairs(int numberBase)
    {
        Alphabet digits = Alphabet.Digits(numberBase);
        return Alphabet.Product(new Alphabet.Track("a", digits), new Alphabet.Track("b", digits));
    }

    /// <summary>Pair at the own cell, signal from the next lower cell.</summary>
    public static Signature Signature(int numberBase, Alphabet signal, Alphabet? output = null) =>
        new(Pairs(numberBase), Neighborhood.Own, signal, Neighborhood.Of(-1), output);

    public static Lattice Encode(int numberBase, Alphabet signal, byte rest, Natural a, Natural b, int digits)
    {
        byte[] pairs = new byte[digits];
        for (int i = 0; i < a.Length; i++)
            pairs[i] = (byte)(a.Digits[i] * numberBase);
        for (int i = 0; i < b.Length; i++)
            pairs[i] += b.Digits[i];
        Shape shape = Shape.Row(digits);
        byte[] cells = new byte[digits];
        Array.Fill(cells, rest);
        Lattice input = Lattice.Adopt(Pairs(numberBase), shape, Boundary.Fixed(), pairs, null);
        return Lattice.Adopt(signal, shape, Boundary.Fixed(rest), cells, input);
    }

    /// <summary>The longest run of one cell that starts a signal followed by cells that pass it on: each cell of the run changes one step after its lower neighbor. Extra cells above the operands hold zeros.</summary>
    public static long LongestChain(Natural a, Natural b, int numberBase, Func<int, int, bool> starts, Func<int, int, bool> passes, int extraCells = 0)
    {
        ReadOnlySpan<byte> x = a.InBase(numberBase).Digits;
        ReadOnlySpan<byte> y = b.InBase(numberBase).Digits;
        long longest = 0;
        long run = 0;
        for (int i = 0; i < Math.Max(x.Length, y.Length) + extraCells; i++)
        {
            int p = i < x.Length ? x[i] : 0;
            int q = i < y.Length ? y[i] : 0;
            run = starts(p, q) ? 1 : passes(p, q) && run > 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>A machine over digit pairs, by a function from (state, a, b) to (next state, output).</summary>
    public static Transducer Machine(int numberBase, int states, int start, Alphabet output, Func<int, int, int, (int Next, int Output)> step, params byte[] final) =>
        Transducer.FromFunction(Pairs(numberBase), output, states, start, (state, pair) => step(state, pair / numberBase, pair % numberBase), final);
}
