using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Measures;

/// <summary>Modified Gram-Schmidt on the columns of a square matrix stored row by row: the QR step of the Lyapunov estimators.</summary>
internal static class Orthonormalization
{
    /// <summary>Makes the columns orthonormal and multiplies each entry of <paramref name="stretch"/> by the length that its column had (the diagonal of R).</summary>
    public static void Apply<T>(Span<T> q, Span<T> stretch)
        where T : unmanaged, IReal<T>
    {
        int n = stretch.Length;
        if (n == 3)
        {
            Three(q, stretch);
            return;
        }

        for (int c = 0; c < n; c++)
        {
            for (int earlier = 0; earlier < c; earlier++)
            {
                T projection = q[earlier] * q[c];
                for (int r = 1; r < n; r++)
                    projection = T.MultiplyAdd(q[(r * n) + earlier], q[(r * n) + c], projection);
                for (int r = 0; r < n; r++)
                    q[(r * n) + c] = T.MultiplyAdd(-projection, q[(r * n) + earlier], q[(r * n) + c]);
            }

            T square = q[c] * q[c];
            for (int r = 1; r < n; r++)
                square = T.MultiplyAdd(q[(r * n) + c], q[(r * n) + c], square);
            T length = T.Sqrt(square);
            stretch[c] *= length;
            T inverse = 1 / length;
            for (int r = 0; r < n; r++)
                q[(r * n) + c] *= inverse;
        }
    }

    /// <summary>A vector of length 1 that one step shortens to less than this is held for shrunk to nothing: more than that, rounding leaves of it.</summary>
    public const double Flat = 1e-15;

    /// <summary>
    /// The same for columns that do not span the space: a column that nothing is left of has length 0 (up to rounding), and in its place comes a unit vector at right angles to those before it,
    /// so that the others can be followed on.
    /// </summary>
    public static void ApplySingular(Span<Scalar> q, Span<Scalar> stretch)
    {
        int n = stretch.Length;
        for (int c = 0; c < n; c++)
        {
            double whole = 0;
            for (int r = 0; r < n; r++)
                whole += q[(r * n) + c].Value * q[(r * n) + c].Value;
            double left = Reduce(q, n, c);
            bool vanished = !(left > Math.Max(Flat, 1e-13 * Math.Sqrt(whole)));
            stretch[c] *= vanished ? 0 : left;
            // One of the axes keeps at least 1 / sqrt(n) of its length.
            for (int axis = 0; vanished && axis < n; axis++)
            {
                for (int r = 0; r < n; r++)
                    q[(r * n) + c] = r == axis ? 1 : 0;
                left = Reduce(q, n, c);
                if (left > 0.9 / Math.Sqrt(n))
                    break;
            }

            for (int r = 0; r < n; r++)
                q[(r * n) + c] = q[(r * n) + c].Value / left;
        }
    }

    // Takes the earlier columns out of one and returns what length is left.
    private static double Reduce(Span<Scalar> q, int n, int c)
    {
        for (int earlier = 0; earlier < c; earlier++)
        {
            double projection = 0;
            for (int r = 0; r < n; r++)
                projection += q[(r * n) + earlier].Value * q[(r * n) + c].Value;
            for (int r = 0; r < n; r++)
                q[(r * n) + c] = q[(r * n) + c].Value - (projection * q[(r * n) + earlier].Value);
        }

        double square = 0;
        for (int r = 0; r < n; r++)
            square += q[(r * n) + c].Value * q[(r * n) + c].Value;
        return Math.Sqrt(square);
    }

    // The commonest case without loops; the same operations in the same order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<T>(Span<T> q, Span<T> stretch)
        where T : unmanaged, IReal<T>
    {
        q = q[..9];
        T a0 = q[0], a1 = q[3], a2 = q[6];
        Scale(ref a0, ref a1, ref a2, ref stretch[0]);
        T b0 = q[1], b1 = q[4], b2 = q[7];
        Remove(a0, a1, a2, ref b0, ref b1, ref b2);
        Scale(ref b0, ref b1, ref b2, ref stretch[1]);
        T c0 = q[2], c1 = q[5], c2 = q[8];
        Remove(a0, a1, a2, ref c0, ref c1, ref c2);
        Remove(b0, b1, b2, ref c0, ref c1, ref c2);
        Scale(ref c0, ref c1, ref c2, ref stretch[2]);
        (q[0], q[3], q[6]) = (a0, a1, a2);
        (q[1], q[4], q[7]) = (b0, b1, b2);
        (q[2], q[5], q[8]) = (c0, c1, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Remove<T>(T a0, T a1, T a2, ref T c0, ref T c1, ref T c2)
        where T : unmanaged, IReal<T>
    {
        T projection = -T.MultiplyAdd(a2, c2, T.MultiplyAdd(a1, c1, a0 * c0));
        c0 = T.MultiplyAdd(projection, a0, c0);
        c1 = T.MultiplyAdd(projection, a1, c1);
        c2 = T.MultiplyAdd(projection, a2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale<T>(ref T c0, ref T c1, ref T c2, ref T stretch)
        where T : unmanaged, IReal<T>
    {
        T length = T.Sqrt(T.MultiplyAdd(c2, c2, T.MultiplyAdd(c1, c1, c0 * c0)));
        stretch *= length;
        T inverse = 1 / length;
        c0 *= inverse;
        c1 *= inverse;
        c2 *= inverse;
    }
}
