using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Stepping;

/// <summary>Products of small square matrices stored row by row.</summary>
internal static class SquareMatrix
{
    /// <summary>product = a times b, square matrices of side <paramref name="n"/>, row by row.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> product, int n)
        where T : unmanaged, IReal<T>
    {
        for (int i = 0; i < n; i++)
        {
            Span<T> row = product.Slice(i * n, n);
            T first = a[i * n];
            for (int c = 0; c < row.Length; c++)
                row[c] = first * b[c];
            for (int k = 1; k < n; k++)
            {
                T factor = a[(i * n) + k];
                ReadOnlySpan<T> from = b.Slice(k * n, row.Length);
                for (int c = 0; c < row.Length; c++)
                    row[c] += factor * from[c];
            }
        }
    }

    /// <summary>The commonest case without loops; the same sums in the same order.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MultiplyThree<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> product)
        where T : unmanaged, IReal<T>
    {
        T a8 = a[8], a7 = a[7], a6 = a[6], a5 = a[5], a4 = a[4], a3 = a[3], a2 = a[2], a1 = a[1], a0 = a[0];
        b = b[..9];
        product = product[..9];
        for (int c = 2; c >= 0; c--)
        {
            T b0 = b[c], b1 = b[c + 3], b2 = b[c + 6];
            product[c] = ((a0 * b0) + (a1 * b1)) + (a2 * b2);
            product[c + 3] = ((a3 * b0) + (a4 * b1)) + (a5 * b2);
            product[c + 6] = ((a6 * b0) + (a7 * b1)) + (a8 * b2);
        }
    }
}
