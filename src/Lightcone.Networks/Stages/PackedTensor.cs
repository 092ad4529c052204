using Lightcone.Networks.Kernels;
using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Stages;

/// <summary>
/// Where one parameter tensor lives in the packed storage. A matrix [gates x width, depth] in torch's order is stored transposed, [depth][gate][padded width],
/// so that a kernel finds all outputs of one input in one row; a vector is one such row.
/// </summary>
internal sealed record PackedTensor(ParameterSpec Spec, int Offset, int TransposedOffset)
{
    public int Stride => Lanes.Stride(Spec.Width);

    /// <summary>Floats per row: all gates.</summary>
    public int RowStride => Spec.Gates * Stride;

    public int Rows => Spec.IsVector ? 1 : Spec.Depth;

    public int Length => Rows * RowStride;

    /// <summary>Floats per row of the transposed copy that carries gradients back.</summary>
    public int TransposedStride => Lanes.Stride(Spec.Depth);

    public int TransposedLength => Spec.IsVector ? 0 : RowStride * TransposedStride;

    /// <summary>Copies torch's order into packed storage.</summary>
    public void Pack(ReadOnlySpan<float> values, Span<float> packed)
    {
        for (int gate = 0; gate < Spec.Gates; gate++)
            for (int j = 0; j < Spec.Width; j++)
                for (int k = 0; k < Rows; k++)
                    packed[Offset + (k * RowStride) + (gate * Stride) + j] = values[(((gate * Spec.Width) + j) * Rows) + k];
    }

    /// <summary>Copies packed storage into torch's order.</summary>
    public void Unpack(ReadOnlySpan<float> packed, Span<float> values)
    {
        for (int gate = 0; gate < Spec.Gates; gate++)
            for (int j = 0; j < Spec.Width; j++)
                for (int k = 0; k < Rows; k++)
                    values[(((gate * Spec.Width) + j) * Rows) + k] = packed[Offset + (k * RowStride) + (gate * Stride) + j];
    }

    /// <summary>Refreshes the transposed copy.</summary>
    public void Transpose(ReadOnlySpan<float> packed, Span<float> transposed)
    {
        // Small squares keep both sides' lines in the cache.
        const int Square = 16;
        int columns = RowStride, rows = Rows;
        for (int k0 = 0; k0 < rows; k0 += Square)
        {
            for (int j0 = 0; j0 < columns; j0 += Square)
            {
                int kEnd = Math.Min(rows, k0 + Square);
                for (int j = j0; j < j0 + Square; j++)
                {
                    Span<float> line = transposed.Slice(TransposedOffset + (j * TransposedStride), TransposedStride);
                    for (int k = k0; k < kEnd; k++)
                        line[k] = packed[Offset + (k * columns) + j];
                }
            }
        }
    }
}
