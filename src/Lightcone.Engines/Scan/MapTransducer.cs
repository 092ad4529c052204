using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Formats;

namespace Lightcone.Engines.Scan;

/// <summary>
/// A machine with any number of classes, on eight stretches of the row at once. A class is a map of states, sixteen bytes; shuffled by it, a vector of states goes to the states after, and sixteen of them in order are the map of all
/// cells so far. So the state at the end of every stretch is known whatever it begins with, and then all stretches run from where their predecessors end.
/// </summary>
internal sealed unsafe class MapTransducer : SegmentTransducer
{
    /// <summary>Cells of a stretch that are written at once; stretches are made of whole numbers of these.</summary>
    private const int Together = 16;

    /// <summary>Stretches.</summary>
    private const int Ways = 8;

    private const int States = OneWayTransducer.MostStates;

    /// <summary>Cells at the end of a stretch after which many machines have forgotten how they began.</summary>
    private const int FirstTry = 512;

    /// <summary>For each symbol its map.</summary>
    private readonly byte[] next = new byte[256 * States];

    /// <summary>For each symbol what is written from each state.</summary>
    private readonly byte[] written = new byte[256 * States];
    private readonly bool writesState;

    /// <param name="machine">The machine.</param>
    public MapTransducer(OneWayTransducer machine)
    {
        for (int symbol = 0; symbol < machine.Codes.Length; symbol++)
        {
            int code = machine.Codes[symbol] * machine.States;
            machine.Next.AsSpan(code, machine.States).CopyTo(next.AsSpan(symbol * States));
            machine.Written.AsSpan(code, machine.States).CopyTo(written.AsSpan(symbol * States));
        }

        writesState = machine.WritesState;
    }

    public override int Whole(int cells) => cells / (Ways * Together) * Ways * Together;

    public override byte Run(ReadOnlySpan<byte> input, Span<byte> result, byte state)
    {
        int length = input.Length / Ways;
        byte* ends = stackalloc byte[Ways * States];
        fixed (byte* first = input)
        fixed (byte* target = result)
        fixed (byte* maps = next)
        fixed (byte* symbols = written)
        {
            int last = Math.Min(FirstTry, length);
            if (!Ends(first + length - last, length, last, maps, ends))
                Ends(first, length, length, maps, ends);
            for (int way = 0; way < Ways; way++)
            {
                byte end = ends[(way * States) + state];
                Vector128.Create(state).Store(ends + (way * States));
                state = end;
            }

            if (writesState)
                Write(first, target, length, maps, ends);
            else
                Write(first, target, length, maps, symbols, ends);
            return state;
        }
    }

    /// <summary>Composes the maps of some cells of every stretch.</summary>
    /// <returns>Whether no stretch depends on its beginning.</returns>
    private static bool Ends(byte* x, nint n, int count, byte* maps, byte* ends)
    {
        for (int way = 0; way < Ways; way++)
            Vector128<byte>.Indices.Store(ends + (way * States));
        Compose(x, n, count, maps, ends);
        bool known = true;
        for (int way = 0; way < Ways; way++)
            known &= Vector128.Load(ends + (way * States)) == Vector128.Create(ends[way * States]);
        return known;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compose(byte* x, nint n, int count, byte* maps, byte* ends)
    {
        Vector128<byte> a = Vector128.Load(ends), b = Vector128.Load(ends + 16), c = Vector128.Load(ends + 32), d = Vector128.Load(ends + 48), e = Vector128.Load(ends + 64), f = Vector128.Load(ends + 80), g = Vector128.Load(ends + 96), h = Vector128.Load(ends + 112);
        for (byte* end = x + count; x < end; x++)
        {
            a = Next(x[0], a);
            b = Next(x[n], b);
            c = Next(x[2 * n], c);
            d = Next(x[3 * n], d);
            e = Next(x[4 * n], e);
            f = Next(x[5 * n], f);
            g = Next(x[6 * n], g);
            h = Next(x[7 * n], h);
        }

        a.Store(ends);
        b.Store(ends + 16);
        c.Store(ends + 32);
        d.Store(ends + 48);
        e.Store(ends + 64);
        f.Store(ends + 80);
        g.Store(ends + 96);
        h.Store(ends + 112);

        Vector128<byte> Next(byte symbol, Vector128<byte> states) => Vector128.ShuffleNative(Vector128.Load(maps + ((nuint)symbol * States)), states);
    }

    /// <summary>Runs all stretches and writes their states; the vectors hold one state sixteen times. What is written is gathered, sixteen cells of a stretch, by shifting it in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(byte* x, byte* y, nint n, byte* maps, byte* ends)
    {
        Vector128<byte> a = Vector128.Load(ends), b = Vector128.Load(ends + 16), c = Vector128.Load(ends + 32), d = Vector128.Load(ends + 48), e = Vector128.Load(ends + 64), f = Vector128.Load(ends + 80), g = Vector128.Load(ends + 96), h = Vector128.Load(ends + 112);
        Vector128<byte> aa = default, bb = default, cc = default, dd = default, ee = default, ff = default, gg = default, hh = default;
        for (byte* end = x + n; x < end; y += Together)
        {
            for (byte* next = x + Together; x < next; x++)
            {
                Step(x[0], ref a, ref aa);
                Step(x[n], ref b, ref bb);
                Step(x[2 * n], ref c, ref cc);
                Step(x[3 * n], ref d, ref dd);
                Step(x[4 * n], ref e, ref ee);
                Step(x[5 * n], ref f, ref ff);
                Step(x[6 * n], ref g, ref gg);
                Step(x[7 * n], ref h, ref hh);
            }

            aa.Store(y);
            bb.Store(y + n);
            cc.Store(y + (2 * n));
            dd.Store(y + (3 * n));
            ee.Store(y + (4 * n));
            ff.Store(y + (5 * n));
            gg.Store(y + (6 * n));
            hh.Store(y + (7 * n));
        }

        void Step(byte symbol, ref Vector128<byte> states, ref Vector128<byte> gathered)
        {
            states = Vector128.ShuffleNative(Vector128.Load(maps + ((nuint)symbol * States)), states);
            gathered = Shift(gathered, states);
        }
    }

    /// <summary>Runs all stretches and writes what the machine writes. A loop of its own: asked in a common one, whether states are written, costs a third of the speed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(byte* x, byte* y, nint n, byte* maps, byte* symbols, byte* ends)
    {
        Vector128<byte> a = Vector128.Load(ends), b = Vector128.Load(ends + 16), c = Vector128.Load(ends + 32), d = Vector128.Load(ends + 48), e = Vector128.Load(ends + 64), f = Vector128.Load(ends + 80), g = Vector128.Load(ends + 96), h = Vector128.Load(ends + 112);
        Vector128<byte> aa = default, bb = default, cc = default, dd = default, ee = default, ff = default, gg = default, hh = default;
        for (byte* end = x + n; x < end; y += Together)
        {
            for (byte* next = x + Together; x < next; x++)
            {
                Step(x[0], ref a, ref aa);
                Step(x[n], ref b, ref bb);
                Step(x[2 * n], ref c, ref cc);
                Step(x[3 * n], ref d, ref dd);
                Step(x[4 * n], ref e, ref ee);
                Step(x[5 * n], ref f, ref ff);
                Step(x[6 * n], ref g, ref gg);
                Step(x[7 * n], ref h, ref hh);
            }

            aa.Store(y);
            bb.Store(y + n);
            cc.Store(y + (2 * n));
            dd.Store(y + (3 * n));
            ee.Store(y + (4 * n));
            ff.Store(y + (5 * n));
            gg.Store(y + (6 * n));
            hh.Store(y + (7 * n));
        }

        void Step(byte symbol, ref Vector128<byte> states, ref Vector128<byte> gathered)
        {
            nuint at = (nuint)symbol * States;
            gathered = Shift(gathered, Vector128.ShuffleNative(Vector128.Load(symbols + at), states));
            states = Vector128.ShuffleNative(Vector128.Load(maps + at), states);
        }
    }

    /// <summary>All bytes one place down, and at the end the first byte of another vector, whose bytes are all the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Shift(Vector128<byte> gathered, Vector128<byte> added)
    {
        if (Ssse3.IsSupported)
            return Ssse3.AlignRight(added, gathered, 1);
        if (AdvSimd.IsSupported)
            return AdvSimd.ExtractVector128(gathered, added, 1);
        return Vector128.Shuffle(gathered, Vector128.Create((byte)1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255)) | (added & Vector128.Create(0UL, 0xFF00000000000000UL).AsByte());
    }
}
