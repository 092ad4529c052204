using System.Runtime.Intrinsics;

namespace Lightcone.Kernels.Transducers;

/// <summary>A machine ready to run on rows of bytes, in the way that suits its size and the row's length.</summary>
internal sealed class TransducerRun
{
    /// <summary>Below this length one cell after the other is as fast.</summary>
    private const int FewCells = 4_096;

    private const int MostCodes = 256;
    private const int Square = 64;

    private readonly Transducer machine;
    private readonly LaneTransducer<Look64>? lanes64;
    private readonly LaneTransducer<Look128>? lanes128;
    private readonly LaneTransducer<Look256>? lanes256;
    private readonly MapTransducer? maps;

    public TransducerRun(Transducer machine)
    {
        this.machine = machine;
        int codes = machine.Next.Length;
        if (LaneTransducer<Look64>.IsAvailable && codes <= MostCodes && machine.Codes.Length <= 128)
        {
            byte[] next = [.. machine.Next, .. new byte[MostCodes - codes]];
            byte[] written = [.. machine.Written, .. new byte[MostCodes - codes]];
            byte[] shares = [.. machine.Codes.Select(code => (byte)(code * machine.States)), .. new byte[128 - machine.Codes.Length]];
            bool same = machine.Next.AsSpan().SequenceEqual(machine.Written);
            lanes64 = codes <= 64 ? new(new Look64(next), new Look64(written), same, shares, machine.States) : null;
            lanes128 = codes is > 64 and <= 128 ? new(new Look128(next), new Look128(written), same, shares, machine.States) : null;
            lanes256 = codes > 128 ? new(new Look256(next), new Look256(written), same, shares, machine.States) : null;
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            maps = new MapTransducer(machine);
        }
    }

    /// <summary>Which way it is: lanes, maps or cells.</summary>
    public override string ToString() => maps is not null ? "maps" : lanes64 is not null || lanes128 is not null || lanes256 is not null ? "lanes" : "cells";

    /// <summary>Goes through a row.</summary>
    /// <param name="input">The frozen symbols.</param>
    /// <param name="result">Receives what is written; may be the input.</param>
    /// <param name="state">The state before the first cell.</param>
    /// <returns>The state at the end.</returns>
    public byte Run(ReadOnlySpan<byte> input, Span<byte> result, byte state)
    {
        int done = 0;
        if (input.Length >= FewCells)
        {
            int squares = input.Length / (Square * Square);
            int length = input.Length / (MapTransducer.Ways * MapTransducer.Together) * MapTransducer.Together;
            done = maps is not null ? MapTransducer.Ways * length : squares * Square * Square;
            state = lanes64?.Run(input, result, squares, state) ?? lanes128?.Run(input, result, squares, state) ?? lanes256?.Run(input, result, squares, state) ?? maps?.Run(input, result, length, state) ?? machine.Run(input[..(done = 0)], result, state);
        }

        return machine.Run(input[done..], result[done..], state);
    }
}
