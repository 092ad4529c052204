using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>The digits of a sum, least significant first, and one more step for the last carry. A chain is a pair of ones and the pairs behind it that pass its carry on.</summary>
/// <remarks>The automaton computes in one of two ways: with frozen operands, whose carry travels, or in carry-save form, whose cells hold digit sums.</remarks>
internal sealed class AdditionSequences(ArithmeticTask task) : SequenceTask(task)
{
    private readonly ArithmeticTask task = task;

    public override int Bits => 2;

    public override ImmutableArray<string> ChannelNames => ["a", "b"];

    public override string Question => "the digits of the sum, least significant first";

    public override string ChainMeaning => "cells of the longest carry chain";

    public override int Steps(int length) => length + 1;

    public override SequenceExample Draw(int length, RandomStream stream) => Of(length, Fair(length + 1, stream), Fair(length + 1, stream));

    public override SequenceExample DrawChain(int length, int chain, RandomStream stream)
    {
        RequireChain(length, chain);
        byte[] a = Fair(length + 1, stream), b = Fair(length + 1, stream);
        // No chain but the one: elsewhere nothing starts a carry.
        for (int i = 0; i < length; i++)
            b[i] &= (byte)(1 - a[i]);
        int first = stream.NextInt32(length - chain + 1);
        a[first] = b[first] = 1;
        for (int i = first + 1; i < first + chain; i++)
            b[i] = (byte)(1 - a[i]);
        // Behind it the carry dies.
        if (first + chain < length)
            a[first + chain] = b[first + chain] = 0;
        return Of(length, a, b);
    }

    public override (byte[] Answer, long Steps) Ask(Automaton automaton, CompiledRule compiled, SequenceExample example, long patience, CancellationToken cancellation)
    {
        // In carry-save form a lattice has a cell more than digits; with frozen operands the digit above them is one.
        Lattice start = task.Encode(Natural.FromDigits(2, example.Channels[0]), Natural.FromDigits(2, example.Channels[1]), task.Code is null ? example.Steps : example.Length);
        Evolution run = compiled.Evolve(start, Until.FixedPoint(patience), null, cancellation);
        return ((automaton.Readout?.Map(run.Final) ?? run.Final).Cells.ToArray(), run.Steps);
    }

    // The digit above the operands is zero in both: its sum digit is the last carry.
    private static SequenceExample Of(int length, byte[] a, byte[] b)
    {
        a[length] = b[length] = 0;
        byte[] answer = new byte[length + 1];
        long longest = 0, run = 0;
        for (int i = 0, carry = 0; i < answer.Length; i++)
        {
            int sum = a[i] + b[i] + carry;
            answer[i] = (byte)(sum & 1);
            carry = sum >> 1;
            run = a[i] + b[i] == 2 ? 1 : a[i] + b[i] == 1 && run > 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new(length, [a, b], answer, longest);
    }
}
