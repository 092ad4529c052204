using System.Collections.Immutable;

namespace Lightcone.Experiments.Lengths;

/// <summary>One input of a task as a sequence: bits at every step, and the bit that should be answered there.</summary>
/// <param name="Length">Digits or cells of the input; the sequence may have more steps.</param>
/// <param name="Channels">The bits, one row for each channel, each as long as the sequence: the first and second operand, or the one word.</param>
/// <param name="Answer">The right bit at each step; <see cref="NoAnswer"/> where a step does not count.</param>
/// <param name="Chain">The longest chain of influence, in cells: through how many cells one bit decides; null where a task has no such measure.</param>
internal sealed record SequenceExample(int Length, ImmutableArray<byte[]> Channels, byte[] Answer, long? Chain)
{
    /// <summary>Stands in <see cref="Answer"/> where nothing is asked.</summary>
    public const byte NoAnswer = 2;

    /// <summary>Steps of the sequence.</summary>
    public int Steps => Answer.Length;
}
