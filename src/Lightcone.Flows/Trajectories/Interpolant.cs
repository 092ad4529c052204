using System.Collections.Immutable;

namespace Lightcone.Flows.Trajectories;

/// <summary>
/// The state within a step: the cubic through both ends and their slopes, plus the quartic term of a method that has one.
/// </summary>
internal static class Interpolant
{
    /// <summary>Writes the state at <paramref name="fraction"/> (0 to 1) of a step of length <paramref name="h"/>.</summary>
    public static void At(
        double fraction,
        double h,
        ReadOnlySpan<Scalar> from,
        ReadOnlySpan<Scalar> to,
        ReadOnlySpan<Scalar> fromSlope,
        ReadOnlySpan<Scalar> toSlope,
        ImmutableArray<double> dense,
        ReadOnlySpan<Scalar> stages,
        Span<double> result)
    {
        double rest = 1 - fraction;
        for (int i = 0; i < from.Length; i++)
        {
            double change = to[i].Value - from[i].Value;
            double bend = (h * fromSlope[i].Value) - change;
            double turn = (change - (h * toSlope[i].Value)) - bend;
            double quartic = 0;
            for (int s = 0; s < dense.Length; s++)
                quartic += h * dense[s] * stages[(s * from.Length) + i].Value;
            result[i] = from[i].Value + (fraction * (change + (rest * (bend + (fraction * (turn + (rest * quartic)))))));
        }
    }
}
