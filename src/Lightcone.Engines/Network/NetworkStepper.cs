using System.Runtime.CompilerServices;
using Lightcone.Engines.Stepping;
using Lightcone.Formats;

namespace Lightcone.Engines.Network;

/// <summary>The paper's object: at every cell the network is evaluated on the symbols it sees, and the symbol of the largest logit is taken. No table anywhere.</summary>
internal sealed class NetworkStepper : Stepper
{
    private readonly NeuralRule network;
    private readonly Shape shape;
    private readonly PaddedField state;
    private readonly PaddedField? input;
    private readonly byte[] next;
    private readonly double[] logits;
    private readonly double[] scratch;
    private readonly byte[] neighborhood;
    private byte[]? mark;

    public NetworkStepper(NeuralRule network, Lattice initial)
    {
        this.network = network;
        shape = initial.Shape;
        state = new PaddedField(initial, network.Signature.StateNeighborhood.Offsets.AsSpan());
        if (initial.Input is not null)
        {
            input = new PaddedField(initial.Input, network.Signature.FrozenNeighborhood.Offsets.AsSpan());
            input.FillMargin();
        }

        next = new byte[shape.Count];
        logits = new double[network.Logits];
        scratch = new double[network.ScratchLength];
        neighborhood = new byte[network.Signature.Positions];
    }

    public override bool Step()
    {
        state.FillMargin();
        EvaluateAll();
        bool changed = false;
        for (int y = 0; y < shape.Height; y++)
        {
            Span<byte> old = state.Cells.AsSpan(state.RowStart(y), shape.Width);
            ReadOnlySpan<byte> result = next.AsSpan(y * shape.Width, shape.Width);
            changed |= !result.SequenceEqual(old);
            result.CopyTo(old);
        }

        CellUpdates += shape.Count;
        return changed;
    }

    public override void CopyTo(Span<byte> cells)
    {
        for (int y = 0; y < shape.Height; y++)
            state.Cells.AsSpan(state.RowStart(y), shape.Width).CopyTo(cells[(y * shape.Width)..]);
    }

    public override void Load(ReadOnlySpan<byte> cells) => state.Load(cells);

    public override void Mark()
    {
        mark ??= new byte[shape.Count];
        CopyTo(mark);
    }

    public override bool IsAtMark()
    {
        for (int y = 0; y < shape.Height; y++)
            if (!state.Cells.AsSpan(state.RowStart(y), shape.Width).SequenceEqual(mark.AsSpan(y * shape.Width, shape.Width)))
                return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EvaluateAll()
    {
        Span<byte> own = neighborhood.AsSpan(network.Signature.FrozenNeighborhood.Count);
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++)
            {
                if (input is not null)
                    Read(input, x, y, neighborhood);
                Read(state, x, y, own);
                network.Evaluate(neighborhood, logits, scratch);
                next[(y * shape.Width) + x] = network.Winner(logits);
            }
    }

    private static void Read(PaddedField field, int x, int y, Span<byte> symbols)
    {
        int at = field.RowStart(y) + x;
        for (int k = 0; k < field.Deltas.Length; k++)
            symbols[k] = field.Cells[at + field.Deltas[k]];
    }
}
