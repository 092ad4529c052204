using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>A machine that gives all the answers, how much of it they determine, and the automaton it becomes.</summary>
/// <param name="Pairs">The questions and answers.</param>
/// <param name="Machine">The machine; transitions that were never needed go to the start and write symbol 0.</param>
/// <param name="Feature">What of an input symbol it looks at.</param>
/// <param name="Sufficed">How many of the pairs, from the first on, already give the same machine.</param>
/// <param name="Method">How it was found, in words.</param>
public sealed record TransducerFit(AlignedPairs Pairs, Transducer Machine, PairFeature Feature, int Sufficed, string Method)
{
    /// <summary>For each transition, at index state x inputs + input, whether the answers determine it: its output was seen, and every other next state would contradict some answer.</summary>
    public ImmutableArray<bool> Determined { get; } = Determine(Pairs, Machine);

    /// <summary>Whether the machine gives every answer.</summary>
    public bool IsExact => Right == Pairs.Pairs.Length;

    /// <summary>How many of the answers the machine gives.</summary>
    public int Right { get; } = Pairs.CountAnsweredBy(Machine);

    /// <summary>The determined transitions of all, the others being guesses.</summary>
    public Coverage Coverage => new(
        Determined.Count(static known => known), Determined.Length,
        [.. Enumerable.Range(0, Determined.Length).Where(edge => !Determined[edge]).Take(100).Select(edge => $"({Machine.Input.Names[edge % Machine.Input.Size]},{StateName(edge / Machine.Input.Size)})")]);

    /// <summary>The one-way automaton: the machine's state travels from cell to cell as a signal over frozen input, and a readout writes the output. Its fixed point is unique, and its answer that of the machine, for every length.</summary>
    /// <param name="task">A task whose names for the states are taken over where its rule has as many states; left out, they are q0, q1, ...</param>
    public Automaton ToAutomaton(LocalTask? task = null)
    {
        int inputs = Machine.Input.Size;
        int[] names = [.. Enumerable.Range(0, Machine.States)];
        Alphabet states = Machine.States == 1 ? Alphabet.Of("q0") : Alphabet.Of([.. names.Select(StateName)]);
        Boundary boundary = Boundary.Fixed((byte)Machine.Start);
        if (task is not null && StateNames.Align(Machine, task) is { } aligned)
            (names, states, boundary) = (aligned, task.Rule.State, task.Boundary);
        int[] states2 = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
            states2[names[i]] = i;
        // Read from the other end, the signal comes from the other side.
        Neighborhood before = Neighborhood.Of(Pairs.IsReversed ? 1 : -1);
        Signature signature = new(Machine.Input, Neighborhood.Own, states, before);
        return new Automaton
        {
            Rule = LocalRule.FromFunction(signature, n => (byte)names[Machine.Next[(states2[n[1]] * inputs) + n[0]]]),
            Readout = LocalRule.FromFunction(new Signature(Machine.Input, Neighborhood.Own, states, before, Machine.Output), n => Machine.Outputs[(states2[n[1]] * inputs) + n[0]]),
            Boundary = boundary,
            Coverage = Coverage,
            Layout = Pairs.Layout,
        };
    }

    /// <summary>One line: the machine, the answers that it gives, and what is guessed.</summary>
    public override string ToString() => $"{EditDistance.Count(Machine.States, "state")} by {Method}, {Right} of {EditDistance.Count(Pairs.Pairs.Length, "answer")} right; {Coverage}";

    private static string StateName(int state) => $"q{state}";

    private static ImmutableArray<bool> Determine(AlignedPairs pairs, Transducer machine)
    {
        int inputs = machine.Input.Size;
        // For each transition the other next states that some answer contradicts.
        bool[] seen = new bool[machine.Next.Length];
        bool[,] refuted = new bool[machine.Next.Length, machine.States];
        foreach (AlignedPair pair in pairs.Pairs)
        {
            int state = machine.Start;
            for (int i = 0; i < pair.Input.Length; i++)
            {
                int edge = (state * inputs) + pair.Input[i];
                seen[edge] |= pair.OutputAt(i) >= 0;
                for (int other = 0; other < machine.States; other++)
                    if (other != machine.Next[edge] && !refuted[edge, other])
                        refuted[edge, other] = Contradicts(machine, other, pair, i + 1);
                state = machine.Next[edge];
            }
        }

        return [.. Enumerable.Range(0, seen.Length).Select(edge => seen[edge] && Enumerable.Range(0, machine.States).All(other => other == machine.Next[edge] || refuted[edge, other]))];
    }

    private static bool Contradicts(Transducer machine, int state, AlignedPair pair, int from)
    {
        for (int i = from; i < pair.Input.Length; i++)
        {
            int edge = (state * machine.Input.Size) + pair.Input[i];
            if (pair.OutputAt(i) is >= 0 and int output && machine.Outputs[edge] != output)
                return true;
            state = machine.Next[edge];
        }

        return false;
    }
}
