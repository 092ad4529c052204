namespace Lightcone.Flows.Stepping;

/// <summary>Modified Gram-Schmidt on the columns of a square matrix stored row by row: the QR step of the Lyapunov estimators.</summary>
internal static class Orthonormalization
{
    /// <summary>Makes the columns orthonormal and multiplies each entry of <paramref name="stretch"/> by the length that its column had (the diagonal of R).</summary>
    public static void Apply<T>(Span<T> q, Span<T> stretch)
        where T : unmanaged, IReal<T>
    {
        int n = stretch.Length;
        for (int c = 0; c < n; c++)
        {
            for (int earlier = 0; earlier < c; earlier++)
            {
                T projection = q[earlier] * q[c];
                for (int r = 1; r < n; r++)
                    projection += q[(r * n) + earlier] * q[(r * n) + c];
                for (int r = 0; r < n; r++)
                    q[(r * n) + c] -= projection * q[(r * n) + earlier];
            }

            T square = q[c] * q[c];
            for (int r = 1; r < n; r++)
                square += q[(r * n) + c] * q[(r * n) + c];
            T length = T.Sqrt(square);
            stretch[c] *= length;
            T inverse = 1 / length;
            for (int r = 0; r < n; r++)
                q[(r * n) + c] *= inverse;
        }
    }
}
