using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Foundation;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Networks.Objectives;

/// <summary>
/// The clipped surrogate of proximal policy optimization (Schulman et al., 2017, arXiv 1707.06347) with a bonus for entropy, averaged over the batch:
/// -min(r A, clip(r, 1 - clip, 1 + clip) A) - bonus x H, where r is the probability of the action now over that when it was taken, A its advantage and H the entropy of the policy.
/// </summary>
/// <remarks>Each sample is one step: its observation, the state before it, the action taken. Exactly on the edge of the clip the gradient still flows, as in torch.</remarks>
public sealed class ClippedPolicyGradient : Objective
{
    private readonly int[] actions;
    private readonly float[] advantages;
    private readonly float[] logProbabilities;
    private readonly double clip;
    private readonly double entropyBonus;

    /// <summary>A clipped policy gradient.</summary>
    /// <param name="actions">The action of each step, from 0.</param>
    /// <param name="advantages">The advantage of each step; finite.</param>
    /// <param name="logProbabilities">The logarithm of the probability that each action had when it was taken; finite.</param>
    /// <param name="clip">How far the ratio of probabilities may go from 1 before nothing more is gained, positive. Default 0.2.</param>
    /// <param name="entropyBonus">The weight of the entropy, at least 0. Default 0.01.</param>
    /// <exception cref="ArgumentException">The counts differ or are zero, an action is negative, or a number is not finite or out of range.</exception>
    public ClippedPolicyGradient(ReadOnlySpan<int> actions, ReadOnlySpan<float> advantages, ReadOnlySpan<float> logProbabilities, double clip = 0.2, double entropyBonus = 0.01)
        : base(actions.Length)
    {
        this.actions = CheckLabels(actions, "action");
        if (actions.Length != advantages.Length || actions.Length != logProbabilities.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{actions.Length} actions have {advantages.Length} advantages and {logProbabilities.Length} probabilities."), nameof(advantages));
        int bad = Sequences.FirstNotFinite(advantages);
        if (bad >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"advantage {bad} is {advantages[bad]}."), nameof(advantages));
        bad = Sequences.FirstNotFinite(logProbabilities);
        if (bad >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"the logarithm of probability {bad} is {logProbabilities[bad]}."), nameof(logProbabilities));
        if (!(clip > 0) || !(entropyBonus >= 0) || !double.IsFinite(entropyBonus))
            throw new ArgumentException("the clip must be positive and the bonus at least 0.", nameof(clip));
        (this.advantages, this.logProbabilities, this.clip, this.entropyBonus) = (advantages.ToArray(), logProbabilities.ToArray(), clip, entropyBonus);
    }

    internal override void CheckOutputs(int outputs, int time) => CheckLargest(actions, outputs, "action");

    internal override double Sample(int sample, Span<float> outputs, float scale)
    {
        int action = actions[sample];
        double advantage = advantages[sample];
        double ratio = PortableMath.Exp(-Softmax.Replace(outputs, action) - logProbabilities[sample]);
        double held = Math.Clamp(ratio, 1 - clip, 1 + clip);
        bool flows = advantage >= 0 ? ratio <= 1 + clip : ratio >= 1 - clip;
        double slope = flows ? advantage * ratio : 0;
        double entropy = 0;
        foreach (float p in outputs)
            entropy -= p * Logarithm(p);
        for (int j = 0; j < outputs.Length; j++)
        {
            double p = outputs[j];
            double d = (slope * (p - (j == action ? 1 : 0))) + (entropyBonus * p * (Logarithm(outputs[j]) + entropy));
            outputs[j] = (float)(d * scale);
        }

        return -Math.Min(ratio * advantage, held * advantage) - (entropyBonus * entropy);
    }

    internal override void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes<int>(actions));
        hash.AppendData(MemoryMarshal.AsBytes<float>(advantages));
        hash.AppendData(MemoryMarshal.AsBytes<float>(logProbabilities));
        hash.AppendData(MemoryMarshal.AsBytes<double>([clip, entropyBonus]));
    }

    // What is too small for a normal number adds nothing to an entropy.
    private static double Logarithm(float p) => p > 1e-37f ? PortableMath.Log(p) : 0;
}
