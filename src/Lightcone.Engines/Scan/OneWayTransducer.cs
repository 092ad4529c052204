using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Scan;

/// <summary>
/// A one-way rule of at most sixteen states as a sequential machine: cell after cell it reads a frozen symbol, goes to the next state and writes a symbol. Its run along the row behind a wall is the rule's fixed point.
/// Symbols that act alike are one.
/// </summary>
internal sealed class OneWayTransducer
{
    /// <summary>The most states: those of a map in one vector of sixteen bytes.</summary>
    public const int MostStates = 16;

    private OneWayTransducer(int states, byte[] codes, byte[] next, byte[] written)
    {
        States = states;
        Codes = codes;
        Next = next;
        Written = written;
    }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>The class of each frozen symbol.</summary>
    public byte[] Codes { get; }

    /// <summary>The next state for class c and state s, at c times <see cref="States"/> + s.</summary>
    public byte[] Next { get; }

    /// <summary>What is written there.</summary>
    public byte[] Written { get; }

    /// <summary>Whether what is written is the next state.</summary>
    public bool WritesState => Next.AsSpan().SequenceEqual(Written);

    /// <summary>The machine of a rule and of what is read off at the end.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="readout">What is read off; null for the state itself.</param>
    /// <returns>The machine, or null: the rule reads more than one frozen symbol, at the own cell, and the state of the next lower cell; or the readout more than that symbol and one of the two states.</returns>
    public static OneWayTransducer? TryFind(LocalRule rule, LocalRule? readout)
    {
        if (rule.Frozen is not { } frozen || rule.State.Size > MostStates || !IsLocal(rule, -1) || (readout is not null && !(IsLocal(readout, -1) || IsLocal(readout, 0))))
            return null;
        int states = rule.State.Size;
        byte[] pairs = new byte[2 * frozen.Size * states];
        for (int symbol = 0; symbol < frozen.Size; symbol++)
            for (int before = 0; before < states; before++)
            {
                int at = 2 * ((symbol * states) + before);
                byte next = Apply(rule, (byte)symbol, (byte)before, (byte)before);
                pairs[at] = next;
                pairs[at + 1] = readout is null ? next : Apply(readout, (byte)symbol, (byte)before, next);
            }

        SymbolClasses classes = SymbolClasses.Merge(pairs, frozen.Size, 2 * states)!;
        int[] entries = [.. Enumerable.Range(0, classes.Count).SelectMany(code => Enumerable.Range(classes.Representative(code) * states, states))];
        return new OneWayTransducer(states, classes.Codes, [.. entries.Select(at => pairs[2 * at])], [.. entries.Select(at => pairs[(2 * at) + 1])]);
    }

    /// <summary>The next state after a state, at a frozen symbol.</summary>
    public byte After(int symbol, int state) => Next[(Codes[symbol] * States) + state];

    /// <summary>What is written after a state, at a frozen symbol.</summary>
    public byte Writes(int symbol, int state) => Written[(Codes[symbol] * States) + state];

    /// <summary>Goes through a stretch one cell after the other.</summary>
    /// <returns>The state at its end.</returns>
    public byte Run(ReadOnlySpan<byte> input, Span<byte> result, byte state)
    {
        byte[] codes = Codes;
        byte[] next = Next;
        byte[] written = Written;
        int states = States;
        for (int i = 0; i < input.Length; i++)
        {
            int at = (codes[input[i]] * states) + state;
            result[i] = written[at];
            state = next[at];
        }

        return state;
    }

    /// <summary>Whether the essential inputs are the own frozen symbol and the state at one offset, nothing else.</summary>
    private static bool IsLocal(LocalRule rule, int offset)
    {
        EssentialTable table = new(rule);
        return rule.Dimensions == 1 && table.FrozenOffsets.All(static o => o.X == 0) && table.StateOffsets.All(o => o.X == offset);
    }

    /// <summary>The result for a frozen symbol at the own cell and the states at the own cell and before; the rest is not essential.</summary>
    private static byte Apply(LocalRule rule, byte frozen, byte before, byte own)
    {
        Signature signature = rule.Signature;
        byte[] symbols = new byte[signature.Positions];
        for (int i = 0; i < symbols.Length; i++)
            symbols[i] = i < signature.FrozenNeighborhood.Count
                ? (signature.FrozenNeighborhood.Offsets[i].X == 0 ? frozen : (byte)0)
                : (signature.StateNeighborhood.Offsets[i - signature.FrozenNeighborhood.Count].X switch { -1 => before, 0 => own, _ => (byte)0 });
        return rule.Apply(symbols);
    }
}
