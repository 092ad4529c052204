using System.Collections.Immutable;

namespace Lightcone.Inference;

/// <summary>A question and its answer in the order in which influence travels (least significant digit first): one output symbol for each input symbol, or one for the whole word.</summary>
/// <param name="Input">The input symbols' numbers.</param>
/// <param name="Output">The output symbols' numbers, as many, or a single one, which is written when the last input symbol is read.</param>
/// <param name="Line">The line of the file, from 1; 0 when there is none.</param>
public sealed record AlignedPair(ImmutableArray<byte> Input, ImmutableArray<byte> Output, int Line = 0)
{
    /// <summary>The output at an input symbol; -1 where nothing is said.</summary>
    internal int OutputAt(int index) => Output.Length == Input.Length ? Output[index] : index == Input.Length - 1 ? Output[0] : -1;
}
