using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>The leaky integrate-and-fire recurrence over a block of steps, fused: one pass reads the currents and leaves membranes and spikes.</summary>
/// <remarks>
/// Layout: [step, sample, neuron], time outermost, so one step of one vector of neurons is one aligned load and the membrane stays in a register from step to step.
/// The backward pass keeps dL/dU in a register the same way. Only membranes are kept for it: spikes, resets and surrogate slopes follow from them.
/// </remarks>
internal static unsafe class MembraneScan
{
    /// <summary>The constant part of a scan: its shape and the constants of its layer.</summary>
    internal readonly struct Scan
    {
        public required int Batch { get; init; }

        public required int Stride { get; init; }

        public required int Vectors { get; init; }

        public required float Threshold { get; init; }

        public required float SurrogateScale { get; init; }

        public required float* Beta { get; init; }
    }

    /// <summary>Turns currents into membranes in place, writes spikes, carries <paramref name="state"/>; returns the number of spikes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Forward<TReset, TFire>(in Scan scan, float* membrane, float* spikes, float* state, int steps)
        where TReset : struct, IReset
        where TFire : struct, IFire
    {
        Vector512<float> threshold = Vector512.Create(scan.Threshold);
        Vector512<float> scale = Vector512.Create(scan.SurrogateScale);
        long step = (long)scan.Batch * scan.Stride;
        long count = 0;
        for (int sample = 0; sample < scan.Batch; sample++)
        {
            for (int v = 0; v < scan.Vectors; v++)
            {
                long at = ((long)sample * scan.Stride) + (v * Lanes.Count);
                Vector512<float> beta = Vector512.Load(scan.Beta + (v * Lanes.Count));
                Vector512<float> u = Vector512.Load(state + at);
                Vector512<float> above = Vector512.GreaterThan(u, threshold);
                for (long t = 0; t < steps; t++)
                {
                    long q = at + (t * step);
                    u = TReset.Advance(beta, u, Vector512.Load(membrane + q), above, threshold);
                    above = Vector512.GreaterThan(u, threshold);
                    u.Store(membrane + q);
                    TFire.Value(u - threshold, scale).Store(spikes + q);
                    count += BitOperations.PopCount(above.ExtractMostSignificantBits());
                }

                u.Store(state + at);
            }
        }

        return count;
    }

    /// <summary>Turns gradients of spikes into gradients of input currents in place, from the last step of the block to its first.</summary>
    /// <param name="scan">Shape and constants.</param>
    /// <param name="membrane">The membranes of the block, as the forward pass left them.</param>
    /// <param name="before">The membranes one step before the block.</param>
    /// <param name="gradient">In: dL/dS. Out: dL/dI.</param>
    /// <param name="carry">In: what the step after the block sends back to its last membrane. Out: the same for the step before.</param>
    /// <param name="betaGradient">Where dL/dbeta is added, one number per neuron; null when beta is fixed.</param>
    /// <param name="steps">The number of steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TReset, TFire>(in Scan scan, float* membrane, float* before, float* gradient, float* carry, float* betaGradient, int steps)
        where TReset : struct, IReset
        where TFire : struct, IFire
    {
        Vector512<float> threshold = Vector512.Create(scan.Threshold);
        Vector512<float> scale = Vector512.Create(scan.SurrogateScale);
        long step = (long)scan.Batch * scan.Stride;
        for (int sample = 0; sample < scan.Batch; sample++)
        {
            for (int v = 0; v < scan.Vectors; v++)
            {
                long at = ((long)sample * scan.Stride) + (v * Lanes.Count);
                Vector512<float> beta = Vector512.Load(scan.Beta + (v * Lanes.Count));
                Vector512<float> back = Vector512.Load(carry + at);
                Vector512<float> u = Vector512.Load(membrane + at + ((steps - 1) * step));
                Vector512<float> betaSum = Vector512<float>.Zero;
                for (long t = steps - 1; t >= 0; t--)
                {
                    long q = at + (t * step);
                    Vector512<float> last = Vector512.Load(t > 0 ? membrane + q - step : before + at);
                    Vector512<float> above = Vector512.GreaterThan(last, threshold);
                    Vector512<float> d = Vector512.FusedMultiplyAdd(Vector512.Load(gradient + q), TFire.Slope(u - threshold, scale), back);
                    TReset.ToInput(d, above).Store(gradient + q);
                    d = TReset.ToLast(d, above);
                    betaSum = Vector512.FusedMultiplyAdd(d, TReset.Leaking(last, above, threshold), betaSum);
                    back = d * beta;
                    u = last;
                }

                back.Store(carry + at);
                if (betaGradient is not null)
                    (Vector512.Load(betaGradient + (v * Lanes.Count)) + betaSum).Store(betaGradient + (v * Lanes.Count));
            }
        }
    }
}
