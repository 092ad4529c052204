using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Scan;

/// <summary>A machine ready to run on rows of bytes, in the way that suits its size and the row's length.</summary>
internal sealed class TransducerRun
{
    /// <summary>Below this length one cell after the other is as fast.</summary>
    private const int FewCells = 4_096;

    private const int MostCodes = 256;
    private const int MostSymbols = 128;

    private readonly OneWayTransducer machine;
    private readonly SegmentTransducer? stretches;

    public TransducerRun(OneWayTransducer machine)
    {
        this.machine = machine;
        stretches = LaneTransducer<Look64>.IsAvailable && machine.Next.Length <= MostCodes && machine.Codes.Length <= MostSymbols ? Lanes(machine)
            : Vector128.IsHardwareAccelerated ? new MapTransducer(machine)
            : null;
    }

    /// <summary>Which way it is: lanes, maps or cells.</summary>
    public override string ToString() => stretches switch { null => "cells", MapTransducer => "maps", _ => "lanes" };

    /// <summary>Goes through a row.</summary>
    /// <param name="input">The frozen symbols.</param>
    /// <param name="result">Receives what is written; may be the input.</param>
    /// <param name="state">The state before the first cell.</param>
    /// <returns>The state at the end.</returns>
    public byte Run(ReadOnlySpan<byte> input, Span<byte> result, byte state)
    {
        int whole = stretches is null || input.Length < FewCells ? 0 : stretches.Whole(input.Length);
        if (whole > 0)
            state = stretches!.Run(input[..whole], result, state);
        return machine.Run(input[whole..], result[whole..], state);
    }

    /// <summary>The smallest table in registers that holds all pairs of class and state.</summary>
    private static SegmentTransducer Lanes(OneWayTransducer machine)
    {
        int codes = machine.Next.Length;
        byte[] next = [.. machine.Next, .. new byte[MostCodes - codes]];
        byte[] written = [.. machine.Written, .. new byte[MostCodes - codes]];
        byte[] shares = [.. machine.Codes.Select(code => (byte)(code * machine.States)), .. new byte[MostSymbols - machine.Codes.Length]];
        bool same = machine.WritesState;
        return codes switch
        {
            <= 64 => new LaneTransducer<Look64>(new(next), new(written), same, shares, machine.States),
            <= 128 => new LaneTransducer<Look128>(new(next), new(written), same, shares, machine.States),
            _ => new LaneTransducer<Look256>(new(next), new(written), same, shares, machine.States),
        };
    }
}
