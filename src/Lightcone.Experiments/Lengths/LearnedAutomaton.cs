using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>An automaton that was learned from single steps, with or without one entry of its table changed afterwards.</summary>
internal sealed class LearnedAutomaton
{
    /// <summary>A right rule needs no more steps than cells; a wrong one may never rest.</summary>
    private const int SpareSteps = 16;

    private readonly SequenceTask task;
    private readonly Automaton automaton;
    private readonly CompiledRule compiled;

    private LearnedAutomaton(SequenceTask task, Automaton automaton, int parameters)
    {
        (this.task, this.automaton, Parameters) = (task, automaton, parameters);
        compiled = automaton.Rule.Compile();
        Verdict = automaton.Certify(task.Local);
    }

    /// <summary>The certificate, or why there is none.</summary>
    public Verdict Verdict { get; }

    /// <summary>Parameters of the networks that were learned.</summary>
    public int Parameters { get; }

    /// <summary>Learns, and corrupts where asked: of the table's entries one, by the seed, and another symbol in it, by the seed.</summary>
    public static LearnedAutomaton Learn(SequenceTask task, ulong seed, bool corrupted, CancellationToken cancellation)
    {
        Automaton learned = Automaton.Learn(task.Local, ChaosTraining.Default with { Seed = seed }, cancellation: cancellation) with { Boundary = task.Local.Boundary };
        return new(task, corrupted ? Corrupt(learned, seed) : learned, learned.Parameters);
    }

    /// <summary>What it answers: a bit at every step, and in how many steps it settled.</summary>
    public (byte[] Answer, long Steps) Answer(SequenceExample example, CancellationToken cancellation) =>
        task.Ask(automaton, compiled, example, example.Steps + SpareSteps, cancellation);

    private static Automaton Corrupt(Automaton learned, ulong seed)
    {
        RandomStream stream = new(seed, "lengths/corruption");
        byte[] table = learned.Rule.Table.ToArray();
        int entry = stream.NextInt32(table.Length), symbols = learned.Rule.State.Size;
        table[entry] = (byte)((table[entry] + 1 + stream.NextInt32(symbols - 1)) % symbols);
        return learned with { Rule = LocalRule.FromTable(learned.Rule.Signature, table), Network = null };
    }
}
