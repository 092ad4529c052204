using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone;

/// <summary>
/// A finite machine that reads one input symbol a cell, from the side where influence starts, and gives one output symbol for it (a Mealy machine):
/// what a one-way rule should compute on rows of every length, said independently of the rule.
/// </summary>
/// <example>
/// <code>
/// Transducer parity = Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, states: 2, start: 0, (state, input) =&gt; (state ^ input, state ^ input));
/// </code>
/// </example>
public sealed class Transducer : IEquatable<Transducer>
{
    private Transducer(Alphabet input, Alphabet output, int states, int start, ImmutableArray<int> next, ImmutableArray<byte> outputs, ImmutableArray<byte> final)
    {
        Input = input;
        Output = output;
        States = states;
        Start = start;
        Next = next;
        Outputs = outputs;
        Final = final;
    }

    /// <summary>The alphabet that is read.</summary>
    public Alphabet Input { get; }

    /// <summary>The alphabet that is written.</summary>
    public Alphabet Output { get; }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>The state before the first cell.</summary>
    public int Start { get; }

    /// <summary>The next state, at index state x inputs + input.</summary>
    public ImmutableArray<int> Next { get; }

    /// <summary>The output, at the same index.</summary>
    public ImmutableArray<byte> Outputs { get; }

    /// <summary>For each state, the symbol that the rule's state must show in the last cell when the machine ends there (a carry out, for instance); empty when nothing is asked.</summary>
    public ImmutableArray<byte> Final { get; }

    /// <summary>A machine by its function, which is called once for every state and input.</summary>
    /// <param name="input">The alphabet that is read.</param>
    /// <param name="output">The alphabet that is written.</param>
    /// <param name="states">How many states, at least 1.</param>
    /// <param name="start">The first state.</param>
    /// <param name="step">From (state, input) to (next state, output).</param>
    /// <param name="final">For each state the symbol expected in the last cell, or nothing.</param>
    /// <exception cref="ArgumentException">A state or symbol is out of range.</exception>
    public static Transducer FromFunction(Alphabet input, Alphabet output, int states, int start, Func<int, int, (int Next, int Output)> step, params byte[] final)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(final);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)start, (uint)states, nameof(start));
        if (final.Length != 0 && final.Length != states)
            throw new ArgumentException("There is a final symbol for each state, or none at all.", nameof(final));
        int[] next = new int[states * input.Size];
        byte[] outputs = new byte[next.Length];
        for (int i = 0; i < next.Length; i++)
        {
            (int to, int symbol) = step(i / input.Size, i % input.Size);
            if ((uint)to >= (uint)states || (uint)symbol >= (uint)output.Size)
                throw new ArgumentException($"From state {i / input.Size} on input {input.Names[i % input.Size]} the machine goes to state {to} and writes {symbol}, which do not exist.", nameof(step));
            next[i] = to;
            outputs[i] = (byte)symbol;
        }

        return new(input, output, states, start, [.. next], [.. outputs], [.. final]);
    }

    /// <summary>Reads a word and gives the outputs.</summary>
    public byte[] Run(ReadOnlySpan<byte> word)
    {
        byte[] result = new byte[word.Length];
        int state = Start;
        for (int i = 0; i < word.Length; i++)
        {
            int at = (state * Input.Size) + word[i];
            result[i] = Outputs[at];
            state = Next[at];
        }

        return result;
    }

    /// <summary>States and alphabets.</summary>
    public override string ToString() => $"{States} states, {Input} -> {Output}";

    /// <inheritdoc/>
    public bool Equals(Transducer? other) =>
        other is not null && Input.Equals(other.Input) && Output.Equals(other.Output) && States == other.States && Start == other.Start
        && Next.SequenceEqual(other.Next) && Outputs.SequenceEqual(other.Outputs) && Final.SequenceEqual(other.Final);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Transducer);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(States, Start, Next.Length);
}
