using System.Collections.Immutable;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>A task as sequences of bits with an answer at every step, from the least significant digit or first cell on, so that whoever reads from left to right has seen all that an answer needs.</summary>
internal abstract class SequenceTask
{
    private protected SequenceTask(LocalTask local) => Local = local;

    /// <summary>The task of the automaton.</summary>
    public LocalTask Local { get; }

    /// <summary>Bits at a step.</summary>
    public abstract int Bits { get; }

    /// <summary>What the channels are called in files.</summary>
    public abstract ImmutableArray<string> ChannelNames { get; }

    /// <summary>What is asked, in a few words.</summary>
    public abstract string Question { get; }

    /// <summary>What a chain is; null where a task has no such measure.</summary>
    public abstract string? ChainMeaning { get; }

    /// <summary>Steps of a sequence for an input of so many digits or cells.</summary>
    public abstract int Steps(int length);

    /// <summary>Cells that the automaton needs for an input: what its cost grows with.</summary>
    public virtual long Cells(int length) => length;

    /// <summary>A random input, every bit fair.</summary>
    public abstract SequenceExample Draw(int length, RandomStream stream);

    /// <summary>A random input whose longest chain has exactly so many cells.</summary>
    /// <exception cref="InputException">The task has no chains, or there is no room for so long a one.</exception>
    public virtual SequenceExample DrawChain(int length, int chain, RandomStream stream) => throw NoChains();

    /// <summary>What an automaton answers, a bit for each step; other symbols count as wrong.</summary>
    /// <param name="automaton">The automaton.</param>
    /// <param name="compiled">Its rule.</param>
    /// <param name="example">The input.</param>
    /// <param name="patience">The most steps that it is given to settle.</param>
    /// <param name="cancellation">Ends it.</param>
    public abstract (byte[] Answer, long Steps) Ask(Automaton automaton, Engines.CompiledRule compiled, SequenceExample example, long patience, CancellationToken cancellation);

    /// <summary>The tasks that stand as sequences.</summary>
    public static ImmutableArray<string> Names { get; } = ["parity", "addition", "addition-carry-save", "rule110", "multiplication"];

    /// <summary>The task of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>, or W0 to W255.</param>
    /// <param name="steps">For elementary rules: after how many steps the cells are asked.</param>
    /// <exception cref="InputException">There is none, or it has no steps to choose.</exception>
    public static SequenceTask Find(string name, int steps)
    {
        if (steps < 1)
            throw new InputException($"{steps} steps of a rule cannot be asked for: expected at least 1.");
        bool elementary = name == "rule110" || (name.StartsWith('W') && RuleNotation.Claims(name));
        if (steps > 1 && !elementary)
            throw new InputException($"{name} is run until it settles; a number of steps is chosen for elementary rules alone.");
        return name switch
        {
            "parity" => new ParitySequences(),
            "addition" => new AdditionSequences(BinaryAddition.Task),
            "addition-carry-save" => new AdditionSequences(BinaryAdditionCarrySave.Task),
            "multiplication" => new MultiplicationSequences(),
            _ when elementary => new ElementarySequences(name == "rule110" ? 110 : RuleNotation.ParseWolfram(name), steps),
            _ => throw new InputException($"'{name}' is no task that stands as sequences.{(EditDistance.Nearest(name, Names) is { } near ? $" Did you mean {near}?" : "")} They are {string.Join(", ", Names)}, and W0 to W255."),
        };
    }

    private protected static byte[] Fair(int count, RandomStream stream)
    {
        byte[] bits = new byte[count];
        stream.FillSymbols(bits, 2);
        return bits;
    }

    private protected InputException NoChains() => new($"{Local.Name} has no chains of influence that could be set.");

    private protected static void RequireChain(int length, int chain)
    {
        if (chain < 1 || chain > length)
            throw new InputException($"a chain of {chain} cells does not lie in {length}: expected 1 to {length}.");
    }
}
