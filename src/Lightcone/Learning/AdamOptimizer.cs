using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lightcone.Foundation;

namespace Lightcone.Learning;

/// <summary>Adam (Kingma and Ba, arXiv 1412.6980) with decay rates 0.9 and 0.999, and a learning rate that falls along half a cosine.</summary>
internal sealed class AdamOptimizer(int parameters, double learningRate, double finalFraction, int steps)
{
    private readonly double[] mean = new double[parameters];
    private readonly double[] square = new double[parameters];
    private double meanDecay;
    private double squareDecay;
    private double cosine;
    private double previousCosine;

    /// <summary>Forgets everything: the next step is the first.</summary>
    public void Reset()
    {
        Array.Clear(mean);
        Array.Clear(square);
        meanDecay = 1;
        squareDecay = 1;
        cosine = 1;
        previousCosine = PortableMath.Cos(Math.PI / steps);
    }

    /// <summary>Moves the parameters one step against the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(double[] values, double[] gradient)
    {
        double rate = learningRate * (finalFraction + ((1 - finalFraction) * 0.5 * (1 + cosine)));
        AdvanceCosine();
        meanDecay *= 0.9;
        squareDecay *= 0.999;
        Vector512<double> size = Vector512.Create(rate / (1 - meanDecay));
        Vector512<double> correction = Vector512.Create(1 / Math.Sqrt(1 - squareDecay));
        Vector512<double> epsilon = Vector512.Create(1e-8);
        Span<Vector512<double>> value = MemoryMarshal.Cast<double, Vector512<double>>(values.AsSpan());
        Span<Vector512<double>> slope = MemoryMarshal.Cast<double, Vector512<double>>(gradient.AsSpan());
        Span<Vector512<double>> m = MemoryMarshal.Cast<double, Vector512<double>>(mean.AsSpan());
        Span<Vector512<double>> v = MemoryMarshal.Cast<double, Vector512<double>>(square.AsSpan());
        for (int i = 0; i < value.Length; i++)
        {
            Vector512<double> g = slope[i];
            m[i] = (m[i] * Vector512.Create(0.9)) + (g * Vector512.Create(0.1));
            v[i] = (v[i] * Vector512.Create(0.999)) + (g * g * Vector512.Create(0.001));
            value[i] -= size * m[i] / ((Vector512.Sqrt(v[i]) * correction) + epsilon);
        }
    }

    // cos((t+1)d) = 2 cos d cos(td) - cos((t-1)d): a cosine for one multiplication.
    private void AdvanceCosine()
    {
        double next = (2 * stepCosine * cosine) - previousCosine;
        previousCosine = cosine;
        cosine = next;
    }

    private readonly double stepCosine = PortableMath.Cos(Math.PI / steps);
}
