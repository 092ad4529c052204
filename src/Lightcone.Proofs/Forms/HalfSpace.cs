namespace Lightcone.Proofs.Forms;

/// <summary>Decides exactly, in integers, whether offsets lie strictly on one side of some line through the origin.</summary>
internal static class HalfSpace
{
    /// <summary>A direction along which influence travels: every offset o has a negative product with it. Null when there is none.</summary>
    /// <remarks>
    /// If an open half-plane holds all offsets, its two extreme offsets u and v span less than 180 degrees, and turning u and v a quarter towards each other and adding the results gives a vector with a positive product with everything between them.
    /// Trying all pairs and both turns therefore misses nothing.
    /// </remarks>
    public static Offset? Direction(IReadOnlyCollection<Offset> offsets)
    {
        foreach (Offset u in offsets)
        {
            foreach (Offset v in offsets)
            {
                Offset[] candidates =
                [
                    u == v ? u : new Offset(v.Y - u.Y, u.X - v.X),
                    u == v ? u : new Offset(u.Y - v.Y, v.X - u.X),
                    Scaled(u, v),
                ];
                foreach (Offset candidate in candidates)
                    if (offsets.All(o => (o.X * candidate.X) + (o.Y * candidate.Y) > 0))
                        return -Reduced(candidate);
            }
        }

        return null;
    }

    /// <summary>The sum of the two offsets: for parallel ones the quarter turns cancel, but the sum points their way.</summary>
    private static Offset Scaled(Offset u, Offset v) => new(u.X + v.X, u.Y + v.Y);

    private static Offset Reduced(Offset offset)
    {
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(offset.X, offset.Y);
        return divisor <= 1 ? offset : new(offset.X / divisor, offset.Y / divisor);
    }
}
