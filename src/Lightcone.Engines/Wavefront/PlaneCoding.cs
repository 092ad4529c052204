using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Wavefront;

/// <summary>States of two bits that run under other codes than their numbers. A permutation of the four values of two bits is always affine over GF(2), so that planes are turned into codes by a few sums.</summary>
/// <param name="codes">The code of each of four numbers.</param>
internal sealed unsafe class PlaneCoding(byte[] codes)
{
    private readonly byte[] numbers = [.. Enumerable.Range(0, 4).Select(code => (byte)Array.IndexOf(codes, (byte)code))];

    /// <summary>The boundary as it is in codes.</summary>
    public Boundary Encode(Boundary boundary) => boundary is Boundary.FixedBoundary wall ? Boundary.Fixed(codes[wall.Symbol]) : boundary;

    /// <summary>Turns the numbers in a field into codes.</summary>
    public void Encode(LaneField field) => Permute(field, codes);

    /// <summary>Turns the codes in a field into numbers.</summary>
    public void Decode(LaneField field) => Permute(field, numbers);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Permute(LaneField field, byte[] to)
    {
        Vector512<ulong>* cell = field.At(0);
        int first = to[0] ^ to[1];
        int second = to[0] ^ to[2];
        for (int i = 0; i < field.Geometry.Length; i++, cell += 2)
        {
            Vector512<ulong> low = cell[0];
            Vector512<ulong> high = cell[1];
            cell[0] = Sum(first, second, to[0]);
            cell[1] = Sum(first >> 1, second >> 1, to[0] >> 1);

            Vector512<ulong> Sum(int takesLow, int takesHigh, int constant) => (low & Bits(takesLow)) ^ (high & Bits(takesHigh)) ^ Bits(constant);
        }

        static Vector512<ulong> Bits(int bit) => Vector512.Create(0 - ((ulong)bit & 1));
    }
}
