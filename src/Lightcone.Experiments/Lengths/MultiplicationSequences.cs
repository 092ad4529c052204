using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>The digits of a product, least significant first: twice as many steps as digits. The automaton computes on the grid of the outer product.</summary>
internal sealed class MultiplicationSequences() : SequenceTask(Multiplication.Task)
{
    public override int Bits => 2;

    public override ImmutableArray<string> ChannelNames => ["a", "b"];

    public override string Question => "the digits of the product, least significant first";

    public override string? ChainMeaning => null;

    public override int Steps(int length) => 2 * length;

    public override long Cells(int length) => 4L * length * length;

    public override SequenceExample Draw(int length, RandomStream stream)
    {
        byte[] a = [.. Fair(length, stream), .. new byte[length]], b = [.. Fair(length, stream), .. new byte[length]];
        BigInteger product = Natural.FromDigits(2, a).ToBigInteger() * Natural.FromDigits(2, b).ToBigInteger();
        byte[] answer = new byte[2 * length];
        Natural.From(product).Digits.CopyTo(answer);
        return new(length, [a, b], answer, null);
    }

    public override (byte[] Answer, long Steps) Ask(Automaton automaton, CompiledRule compiled, SequenceExample example, long patience, CancellationToken cancellation)
    {
        Lattice start = Multiplication.Task.Encode(Natural.FromDigits(2, example.Channels[0]), Natural.FromDigits(2, example.Channels[1]), example.Length);
        Evolution run = compiled.Evolve(start, Until.FixedPoint(patience), null, cancellation);
        // A cell of the last row that still holds a carry is no digit.
        return ([.. run.Final.Cells[^example.Steps..].ToArray().Select(static cell => (cell & 1) == 0 ? (byte)(cell >> 1) : SequenceExample.NoAnswer)], run.Steps);
    }
}
