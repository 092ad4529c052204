using System.Collections.Immutable;

namespace Lightcone.Inference;

/// <summary>A question and its answer, one output symbol for each input symbol, in the order in which influence travels (least significant digit first).</summary>
/// <param name="Input">The input symbols' numbers.</param>
/// <param name="Output">The output symbols' numbers, as many.</param>
/// <param name="Line">The line of the file, from 1; 0 when there is none.</param>
public sealed record AlignedPair(ImmutableArray<byte> Input, ImmutableArray<byte> Output, int Line = 0);
