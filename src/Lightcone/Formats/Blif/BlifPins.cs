using Lightcone.Foundation.Arrays;

namespace Lightcone.Formats.Blif;

/// <summary>The names of a rule's bits in a circuit.</summary>
internal static class BlifPins
{
    /// <summary>The inputs, position by position, least significant bit first.</summary>
    public static string[] Inputs(Signature signature) =>
        [.. Enumerable.Range(0, signature.Positions).SelectMany(p => Enumerable.Range(0, Alphabet.BitsOf(signature.PositionSizes[p])).Select(bit => Input(signature, p, bit)))];

    /// <summary>The bits of the result, least significant first.</summary>
    public static string[] Outputs(Signature signature) => [.. Enumerable.Range(0, Alphabet.BitsOf(signature.Output.Size)).Select(static bit => $"n_b{bit}")];

    public static string Input(Signature signature, int position, int bit)
    {
        Offset offset = signature.OffsetAt(position);
        return $"{(position < signature.FrozenNeighborhood.Count ? 'i' : 's')}_{Number(offset.X)}{(signature.Dimensions == 2 ? "_" + Number(offset.Y) : "")}_b{bit}";
    }

    private static string Number(int value) => value < 0 ? $"m{-value}" : $"{value}";
}
