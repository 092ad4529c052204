using Lightcone.Foundation;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Proves the radius and the gain of a network by interval bounds, rounded outward (docs/proofs.md).</summary>
internal static class RobustnessExamination
{
    private const int Digits = 10_000;
    private const int GainDigits = 1_000;

    /// <summary>The most multiplications that are spent on the gain.</summary>
    private const double MostWork = 3e8;

    private static readonly double[] Deviations = [.. new[] { 1e-6, 1e-5, 1e-4, 1e-3 }.Concat(Enumerable.Range(1, 98).Select(static k => k / 200.0))];

    /// <summary>Examines a network that gives <paramref name="rule"/> on every neighborhood.</summary>
    public static Robustness Examine(NeuralRule network, LocalRule rule, bool isReadout = false)
    {
        bool iterates = rule.IsIterable && !isReadout;
        BoundPropagation bounds = new(network);
        (int radius, int tightest) = LargestRadius(bounds, rule);
        (double Gain, double Deviation)? gain = iterates && rule.State.Size > 1 && (double)rule.Signature.DomainSize * network.Parameters * Deviations.Length <= MostWork ? SmallestGain(bounds, rule) : null;
        return new((double)radius / Digits, rule.Signature.Describe(tightest), gain?.Gain, gain?.Deviation, iterates);
    }

    private static (int Radius, int Tightest) LargestRadius(BoundPropagation bounds, LocalRule rule)
    {
        double[] radii = new double[bounds.Scales.Length];
        int best = Digits;
        int tightest = 0;
        for (int index = 0; index < rule.Signature.DomainSize; index++)
        {
            if (Holds(index, best))
                continue;
            tightest = index;
            int low = 0;
            while (best - low > 1)
            {
                int middle = (low + best) / 2;
                (low, best) = Holds(index, middle) ? (middle, best) : (low, middle);
            }

            best = low;
            if (best == 0)
                break;
        }

        return (best, tightest);
        bool Holds(int index, int radius)
        {
            // The product may round down: one unit more is at least the radius that is claimed.
            for (int i = 0; i < radii.Length; i++)
                radii[i] = Math.BitIncrement(Math.BitIncrement((double)radius / Digits) * bounds.Scales[i]);
            return bounds.Margin(index, rule.Table[index], radii) > 0;
        }
    }

    /// <summary>
    /// While the losing symbols of every cell together have a probability of at most d, each input is at most d times the spread of its codes away, so the gap is at least m(d), and the losing symbols get at most 1 / (1 + exp(gain m) / (K - 1)).
    /// That is at most d again when the gain is at least ln((K - 1)(1 - d) / d) / m(d).
    /// </summary>
    private static (double Gain, double Deviation)? SmallestGain(BoundPropagation bounds, LocalRule rule)
    {
        (double Gain, double Deviation)? best = null;
        double[] radii = new double[bounds.Spread.Length];
        foreach (double deviation in Deviations)
        {
            for (int i = 0; i < radii.Length; i++)
                radii[i] = bounds.Spread[i] == 0 ? 0 : Math.BitIncrement(deviation * bounds.Spread[i]);
            double margin = double.PositiveInfinity;
            for (int index = 0; index < rule.Signature.DomainSize && margin > 0; index++)
                margin = Math.Min(margin, bounds.Margin(index, rule.Table[index], radii));
            if (margin <= 0)
                break;
            // The logarithm is right to 1e-14; far more is added, and the quotient is rounded up.
            double needed = (PortableMath.Log((rule.State.Size - 1) * (1 - deviation) / deviation) + 1e-9) / margin;
            double gain = Math.Ceiling((needed + 1e-9) * GainDigits) / GainDigits;
            if (best is null || gain < best.Value.Gain)
                best = (gain, deviation);
        }

        return best;
    }
}
