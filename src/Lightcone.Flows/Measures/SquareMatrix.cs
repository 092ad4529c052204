using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Measures;

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
                    row[c] = T.MultiplyAdd(factor, from[c], row[c]);
            }
        }
    }

    /// <summary>The commonest case without loops; the same sums in the same order.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MultiplyThree<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> product)
        where T : unmanaged, IReal<T>
    {
        a = a[..9];
        b = b[..9];
        product = product[..9];
        T a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5], a6 = a[6], a7 = a[7], a8 = a[8];
        product[0] = T.MultiplyAdd(a2, b[6], T.MultiplyAdd(a1, b[3], a0 * b[0]));
        product[1] = T.MultiplyAdd(a2, b[7], T.MultiplyAdd(a1, b[4], a0 * b[1]));
        product[2] = T.MultiplyAdd(a2, b[8], T.MultiplyAdd(a1, b[5], a0 * b[2]));
        product[3] = T.MultiplyAdd(a5, b[6], T.MultiplyAdd(a4, b[3], a3 * b[0]));
        product[4] = T.MultiplyAdd(a5, b[7], T.MultiplyAdd(a4, b[4], a3 * b[1]));
        product[5] = T.MultiplyAdd(a5, b[8], T.MultiplyAdd(a4, b[5], a3 * b[2]));
        product[6] = T.MultiplyAdd(a8, b[6], T.MultiplyAdd(a7, b[3], a6 * b[0]));
        product[7] = T.MultiplyAdd(a8, b[7], T.MultiplyAdd(a7, b[4], a6 * b[1]));
        product[8] = T.MultiplyAdd(a8, b[8], T.MultiplyAdd(a7, b[5], a6 * b[2]));
    }
}
