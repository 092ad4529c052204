using System.Runtime.Intrinsics;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>Adam (Kingma and Ba, 2015) for one matrix, with torch's defaults 0.9, 0.999 and 1e-8.</summary>
internal sealed class AdamMoments(int length, double rate)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly float[] mean = new float[length];
    private readonly float[] square = new float[length];
    private double power1 = 1;
    private double power2 = 1;

    /// <summary>One step; the length is a multiple of 16.</summary>
    public void Step(float[] values, float[] gradient)
    {
        (power1, power2) = (power1 * Beta1, power2 * Beta2);
        Vector512<float> step = Vector512.Create((float)(rate / (1 - power1))), root = Vector512.Create((float)(1 / Math.Sqrt(1 - power2))), epsilon = Vector512.Create(Epsilon);
        Vector512<float> b1 = Vector512.Create((float)Beta1), r1 = Vector512.Create((float)(1 - Beta1)), b2 = Vector512.Create((float)Beta2), r2 = Vector512.Create((float)(1 - Beta2));
        for (int i = 0; i < length; i += 16)
        {
            Vector512<float> g = Vector512.Create(gradient.AsSpan(i, 16));
            Vector512<float> m = (b1 * Vector512.Create(mean.AsSpan(i, 16))) + (r1 * g);
            Vector512<float> v = (b2 * Vector512.Create(square.AsSpan(i, 16))) + (r2 * (g * g));
            m.CopyTo(mean.AsSpan(i, 16));
            v.CopyTo(square.AsSpan(i, 16));
            (Vector512.Create(values.AsSpan(i, 16)) - (step * m / ((Vector512.Sqrt(v) * root) + epsilon))).CopyTo(values.AsSpan(i, 16));
        }
    }
}
