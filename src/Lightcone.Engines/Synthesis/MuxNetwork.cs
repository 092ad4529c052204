namespace Lightcone.Engines.Synthesis;

/// <summary>
/// Multiplexers, each of which passes one of two signals according to an input bit. Equal ones are stored once, and one whose signals are equal is not stored at all:
/// built in one order of inputs, that is a reduced ordered binary decision diagram with several outputs (Bryant 1986, IEEE Transactions on Computers 35).
/// </summary>
internal sealed class MuxNetwork
{
    /// <summary>The signal that is always 0.</summary>
    public const int Zero = 0;

    /// <summary>The signal that is always 1.</summary>
    public const int One = 1;

    private readonly List<Mux> nodes = [];
    private readonly Dictionary<Mux, int> numbers = [];

    /// <summary>How many multiplexers were ever made, used or not.</summary>
    public int Count => nodes.Count;

    /// <summary>The multiplexer behind a signal that is no constant.</summary>
    public Mux this[int signal] => nodes[signal - 2];

    /// <summary>The signal that equals <paramref name="low"/> where the input is 0 and <paramref name="high"/> where it is 1.</summary>
    public int Select(int input, int low, int high)
    {
        if (low == high)
            return low;
        Mux node = new(input, low, high);
        if (numbers.TryGetValue(node, out int signal))
            return signal;
        nodes.Add(node);
        numbers.Add(node, nodes.Count + 1);
        return nodes.Count + 1;
    }

    /// <summary>The signals that <paramref name="outputs"/> are computed from, themselves included and constants left out, each after those that it needs.</summary>
    public List<int> Needed(ReadOnlySpan<int> outputs)
    {
        List<int> order = [];
        HashSet<int> seen = [Zero, One];
        foreach (int output in outputs)
            Visit(output);
        return order;

        void Visit(int signal)
        {
            if (!seen.Add(signal))
                return;
            Visit(this[signal].Low);
            Visit(this[signal].High);
            order.Add(signal);
        }
    }

    /// <summary>One multiplexer.</summary>
    /// <param name="Input">The number of the input bit that selects.</param>
    /// <param name="Low">The signal passed on where the input is 0.</param>
    /// <param name="High">The signal passed on where the input is 1.</param>
    public readonly record struct Mux(int Input, int Low, int High);
}
