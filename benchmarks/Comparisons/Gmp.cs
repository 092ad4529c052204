using System.Runtime.InteropServices;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>The GNU multiple precision library, called in this process.</summary>
internal static unsafe class Gmp
{
    private static nint Library => NativeLibrary.TryLoad("libgmp.so.10", out nint library) || NativeLibrary.TryLoad("gmp", out library)
        ? library
        : throw new InputException("the peer gmp is not installed: apt-get install libgmp10. Or leave it out of --against.");

    /// <summary>mpn_add_n on the same limbs.</summary>
    /// <param name="a">The first number, lowest limb first.</param>
    /// <param name="b">The second, as long.</param>
    /// <param name="calls">Calls that make one run.</param>
    /// <param name="answer">What the limbs of the sum are compared as.</param>
    public static Implementation Limbs(ReadOnlyMemory<ulong> a, ReadOnlyMemory<ulong> b, int calls, Func<ulong[], WorkResult> answer)
    {
        nint add = NativeLibrary.GetExport(Library, "__gmpn_add_n");
        ulong[] sum = new ulong[a.Length];
        void Run()
        {
            fixed (ulong* x = a.Span, y = b.Span, z = sum)
                for (int i = 0; i < calls; i++)
                    ((delegate* unmanaged[SuppressGCTransition]<ulong*, ulong*, ulong*, nint, ulong>)add)(z, x, y, a.Length);
        }

        return new InProcess(Run, () => answer(sum));
    }

    /// <summary>The way of its users from text to text: mpz_set_str twice, mpz_add, mpz_get_str.</summary>
    /// <param name="a">The first numeral with a zero byte at its end.</param>
    /// <param name="b">The second, likewise.</param>
    /// <param name="answer">What the numeral of the sum is compared as.</param>
    public static Implementation Decimals(byte[] a, byte[] b, Func<byte[], WorkResult> answer)
    {
        nint library = Library;
        nint Export(string name) => NativeLibrary.GetExport(library, name);
        nint init = Export("__gmpz_init"), clear = Export("__gmpz_clear"), read = Export("__gmpz_set_str"), add = Export("__gmpz_add"), write = Export("__gmpz_get_str");
        byte[] sum = new byte[Math.Max(a.Length, b.Length) + 2];
        void Run()
        {
            Integer x = default, y = default;
            ((delegate* unmanaged<Integer*, void>)init)(&x);
            ((delegate* unmanaged<Integer*, void>)init)(&y);
            fixed (byte* first = a, second = b, target = sum)
            {
                ((delegate* unmanaged<Integer*, byte*, int, int>)read)(&x, first, 10);
                ((delegate* unmanaged<Integer*, byte*, int, int>)read)(&y, second, 10);
                ((delegate* unmanaged<Integer*, Integer*, Integer*, void>)add)(&x, &x, &y);
                ((delegate* unmanaged<byte*, int, Integer*, byte*>)write)(target, 10, &x);
            }

            ((delegate* unmanaged<Integer*, void>)clear)(&x);
            ((delegate* unmanaged<Integer*, void>)clear)(&y);
        }

        return new InProcess(Run, () => answer(sum[..sum.AsSpan().IndexOf((byte)0)]));
    }

    /// <summary>A number as the library keeps it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Integer
    {
        public int Allocated;
        public int Size;
        public nint Limbs;
    }
}
