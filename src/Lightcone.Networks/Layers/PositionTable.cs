using Lightcone.Foundation;
using Lightcone.Networks.Kernels;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>
/// Sines and cosines of positions: pair j of a width turns by 10000^(-2j / width) per step (Vaswani et al., "Attention is all you need", 2017). Computed in double from exactly rounded operations.
/// </summary>
internal sealed unsafe class PositionTable
{
    private const double TwoPiHigh = 6.283185307179586;
    private const double TwoPiLow = 2.4492935982947064e-16;
    private readonly FloatBuffer? cosines;
    private readonly FloatBuffer sines;
    private readonly int stride;

    private PositionTable(int steps, int width, bool turns)
    {
        stride = Lanes.Stride(width);
        cosines = turns ? new FloatBuffer((long)steps * stride) : null;
        sines = new FloatBuffer((long)steps * stride);
    }

    /// <summary>What is added to inputs: the sine at even features, the cosine at odd ones.</summary>
    public static PositionTable Sum(int steps, int width)
    {
        PositionTable table = new(steps, width, turns: false);
        for (int t = 0; t < steps; t++)
            for (int j = 0; j < width; j++)
                table.sines.Span[(t * table.stride) + j] = (float)Cos(Angle(t, j / 2, width) - (j % 2 == 0 ? Math.PI / 2 : 0));
        return table;
    }

    /// <summary>The rotation of neighboring features: cosines, and sines that are negative at even features.</summary>
    public static PositionTable Rotation(int steps, int width)
    {
        PositionTable table = new(steps, width, turns: true);
        for (int t = 0; t < steps; t++)
        {
            for (int j = 0; j < width; j++)
            {
                double angle = Angle(t, j / 2, width);
                table.cosines!.Span[(t * table.stride) + j] = (float)Cos(angle);
                table.sines.Span[(t * table.stride) + j] = (float)(Cos(angle - (Math.PI / 2)) * (j % 2 == 0 ? -1 : 1));
            }
        }

        return table;
    }

    /// <summary>Adds the row of a step to each of some rows.</summary>
    public void AddTo(float* rows, int count, int step) => Elementwise.AddRow(rows, stride, sines.Pointer + ((long)step * stride), count, stride / Lanes.Count);

    /// <summary>Turns each pair of neighboring features of one row by the angle of a step, or back; a table of <see cref="Rotation"/> can.</summary>
    public void Turn(float* row, int step, bool back)
    {
        Vector512<int> swap = Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
        float* c = cosines!.Pointer + ((long)step * stride);
        float* s = sines.Pointer + ((long)step * stride);
        for (int q = 0; q < stride; q += Lanes.Count)
        {
            Vector512<float> x = Vector512.Load(row + q);
            Vector512<float> across = Vector512.Shuffle(x, swap) * Vector512.Load(s + q);
            Vector512.FusedMultiplyAdd(x, Vector512.Load(c + q), back ? -across : across).Store(row + q);
        }
    }

    private static double Angle(int step, int pair, int width) => step * PortableMath.Exp(-2.0 * pair / width * PortableMath.Log(10000));

    private static double Cos(double x)
    {
        double turns = Math.Floor(x / TwoPiHigh);
        double angle = Math.FusedMultiplyAdd(-turns, TwoPiLow, Math.FusedMultiplyAdd(-turns, TwoPiHigh, x));
        return PortableMath.Cos(angle <= Math.PI ? angle : TwoPiHigh - angle);
    }
}
