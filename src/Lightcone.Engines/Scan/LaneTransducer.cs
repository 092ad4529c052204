using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Lanes;
using Lightcone.Formats;
using Lightcone.Foundation.Information;

namespace Lightcone.Engines.Scan;

/// <summary>
/// A machine with at most 256 pairs of class and state, on 64 stretches of the row at once. Squares of 64 cells of 64 stretches are turned, so that a vector holds one cell of every stretch, and one look-up moves
/// all of them on. First the end of every stretch is run from every state, until the state there is known; then all stretches run from where their predecessors end.
/// </summary>
/// <typeparam name="TLook">How tables over the codes are looked up.</typeparam>
internal sealed unsafe class LaneTransducer<TLook>(TLook next, TLook written, bool writesState, byte[] shares, int states) : SegmentTransducer
    where TLook : struct, ICodeLook
{
    private const int Side = ByteLanes.Lanes;

    /// <summary>Squares from the end of a stretch after which many machines have forgotten how they began; then eight times as many.</summary>
    private const int FirstTry = 2;

    private readonly Look128 share = new(shares);

    /// <summary>Whether the processor can do it.</summary>
    public static bool IsAvailable => Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated;

    public override int Whole(int cells) => cells / (Side * Side) * Side * Side;

    [SkipLocalsInit]
    public override byte Run(ReadOnlySpan<byte> input, Span<byte> result, byte state)
    {
        int squares = input.Length / (Side * Side);
        nint length = squares * Side;
        byte* square = stackalloc byte[(Side * Side) + Side];
        square = (byte*)((nint)(square + Side - 1) & ~(Side - 1));
        byte* ends = stackalloc byte[OneWayTransducer.MostStates * Side];
        fixed (byte* first = input)
        fixed (byte* target = result)
        {
            for (int count = Math.Min(FirstTry, squares); !Ends(first, square, length, squares - count, squares, ends) && count < squares; count = Math.Min(count * 8, squares))
            {
            }

            byte* starts = stackalloc byte[Side];
            starts[0] = state;
            for (int lane = 1; lane < Side; lane++)
                starts[lane] = ends[(starts[lane - 1] * Side) + lane - 1];
            Write(first, target, square, length, squares, starts);
            return ends[(starts[Side - 1] * Side) + Side - 1];
        }
    }

    /// <summary>Runs some squares of every stretch from every state.</summary>
    /// <param name="first">The input.</param>
    /// <param name="square">Room for one square.</param>
    /// <param name="length">Cells of a stretch.</param>
    /// <param name="from">The first square.</param>
    /// <param name="to">Where to end.</param>
    /// <param name="ends">Receives the state at the end for each state at the beginning, 64 stretches each.</param>
    /// <returns>Whether no stretch depends on its beginning.</returns>
    private bool Ends(byte* first, byte* square, nint length, int from, int to, byte* ends)
    {
        for (int s = 0; s < OneWayTransducer.MostStates; s++)
            Vector512.Create((byte)Math.Min(s, states - 1)).Store(ends + (s * Side));
        for (int q = from; q < to; q++)
        {
            ByteBlock.Transpose(first + (q * Side), length, square, Side, Side);
            if (states <= 4)
                Four(square, ends);
            else
                for (int s = 0; s < states; s += 8)
                    Eight(square, ends + (s * Side));
        }

        Vector512<byte> different = Vector512<byte>.Zero;
        for (int s = 1; s < states; s++)
            different |= Vector512.Load(ends) ^ Vector512.Load(ends + (s * Side));
        return different == Vector512<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(byte* square, byte* ends)
    {
        TLook look = next;
        Look128 codes = share;
        Vector512<byte> a = Vector512.Load(ends);
        Vector512<byte> b = Vector512.Load(ends + Side);
        Vector512<byte> c = Vector512.Load(ends + (2 * Side));
        Vector512<byte> d = Vector512.Load(ends + (3 * Side));
        for (int i = 0; i < Side; i++)
        {
            Vector512<byte> symbol = codes[Vector512.LoadAligned(square + (i * Side))];
            a = look[symbol + a];
            b = look[symbol + b];
            c = look[symbol + c];
            d = look[symbol + d];
        }

        a.Store(ends);
        b.Store(ends + Side);
        c.Store(ends + (2 * Side));
        d.Store(ends + (3 * Side));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eight(byte* square, byte* ends)
    {
        TLook look = next;
        Look128 codes = share;
        Vector512<byte> a = Vector512.Load(ends), b = Vector512.Load(ends + Side), c = Vector512.Load(ends + (2 * Side)), d = Vector512.Load(ends + (3 * Side));
        Vector512<byte> e = Vector512.Load(ends + (4 * Side)), f = Vector512.Load(ends + (5 * Side)), g = Vector512.Load(ends + (6 * Side)), h = Vector512.Load(ends + (7 * Side));
        for (int i = 0; i < Side; i++)
        {
            Vector512<byte> symbol = codes[Vector512.LoadAligned(square + (i * Side))];
            a = look[symbol + a];
            b = look[symbol + b];
            c = look[symbol + c];
            d = look[symbol + d];
            e = look[symbol + e];
            f = look[symbol + f];
            g = look[symbol + g];
            h = look[symbol + h];
        }

        a.Store(ends);
        b.Store(ends + Side);
        c.Store(ends + (2 * Side));
        d.Store(ends + (3 * Side));
        e.Store(ends + (4 * Side));
        f.Store(ends + (5 * Side));
        g.Store(ends + (6 * Side));
        h.Store(ends + (7 * Side));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(byte* first, byte* target, byte* square, nint length, int squares, byte* starts)
    {
        Vector512<byte> state = Vector512.Load(starts);
        for (int q = 0; q < squares; q++)
        {
            ByteBlock.Transpose(first + (q * Side), length, square, Side, Side);
            state = writesState ? States(square, state) : Symbols(square, state);
            ByteBlock.Transpose(square, Side, target + (q * Side), length, Side);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<byte> States(byte* square, Vector512<byte> state)
    {
        TLook look = next;
        Look128 codes = share;
        for (int i = 0; i < Side; i++)
        {
            state = look[codes[Vector512.LoadAligned(square + (i * Side))] + state];
            state.StoreAligned(square + (i * Side));
        }

        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<byte> Symbols(byte* square, Vector512<byte> state)
    {
        TLook look = next;
        TLook symbols = written;
        Look128 codes = share;
        for (int i = 0; i < Side; i++)
        {
            Vector512<byte> code = codes[Vector512.LoadAligned(square + (i * Side))] + state;
            symbols[code].StoreAligned(square + (i * Side));
            state = look[code];
        }

        return state;
    }
}
