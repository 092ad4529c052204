using Lightcone.Networks.Kernels;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Objectives;

/// <summary>Probabilities from logits, portable to the last bit.</summary>
internal static class Softmax
{
    /// <summary>Replaces logits by <paramref name="scale"/> times the gradient of -log p(chosen), and returns that.</summary>
    public static double Descend(Span<float> logits, int chosen, float scale)
    {
        double loss = Replace(logits, chosen);
        logits[chosen] -= 1;
        foreach (ref float d in logits)
            d *= scale;
        return loss;
    }

    /// <summary>Replaces logits by probabilities; returns the logarithm of the sum of exponentials minus the chosen logit: -log p(chosen).</summary>
    public static double Replace(Span<float> logits, int chosen)
    {
        float largest = logits[0];
        foreach (float z in logits)
            largest = z > largest ? z : largest;
        float picked = logits[chosen] - largest;
        float sum = 0;
        Span<float> lanes = stackalloc float[Lanes.Count];
        for (int at = 0; at < logits.Length; at += Lanes.Count)
        {
            Span<float> part = logits.Slice(at, Math.Min(Lanes.Count, logits.Length - at));
            lanes.Clear();
            part.CopyTo(lanes);
            VectorMath.Exp(Vector512.Create<float>(lanes) - Vector512.Create(largest)).CopyTo(lanes);
            lanes[..part.Length].CopyTo(part);
            for (int j = 0; j < part.Length; j++)
                sum += part[j];
        }

        foreach (ref float p in logits)
            p /= sum;
        return (double)VectorMath.Log(Vector512.Create(sum)).GetElement(0) - picked;
    }
}
