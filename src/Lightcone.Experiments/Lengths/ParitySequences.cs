using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>The parity of every prefix. The chain begins at the first one and ends with the row: whatever comes later depends on it.</summary>
internal sealed class ParitySequences() : SequenceTask(Parity.Task)
{
    public override int Bits => 1;

    public override ImmutableArray<string> ChannelNames => ["bits"];

    public override string Question => "the parity of every prefix";

    public override string ChainMeaning => "cells from the first one to the end";

    public override int Steps(int length) => length;

    public override SequenceExample Draw(int length, RandomStream stream) => Of(Fair(length, stream));

    public override SequenceExample DrawChain(int length, int chain, RandomStream stream)
    {
        RequireChain(length, chain);
        byte[] bits = Fair(length, stream);
        Array.Clear(bits, 0, length - chain);
        bits[length - chain] = 1;
        return Of(bits);
    }

    public override (byte[] Answer, long Steps) Ask(Automaton automaton, CompiledRule compiled, SequenceExample example, long patience, CancellationToken cancellation)
    {
        Lattice start = Parity.Task.Encode(Lattice.FromCells(Alphabet.Binary, Shape.Row(example.Length), Boundary.Fixed(), example.Channels[0]));
        Evolution run = compiled.Evolve(start, Until.FixedPoint(patience), null, cancellation);
        return (run.Final.Cells.ToArray(), run.Steps);
    }

    private static SequenceExample Of(byte[] bits)
    {
        byte[] answer = new byte[bits.Length];
        for (int i = 0, parity = 0; i < bits.Length; i++)
            answer[i] = (byte)(parity ^= bits[i]);
        int first = Array.IndexOf(bits, (byte)1);
        return new(bits.Length, [bits], answer, first < 0 ? 0 : bits.Length - first);
    }
}
