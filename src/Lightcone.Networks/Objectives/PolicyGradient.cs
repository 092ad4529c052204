using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Networks.Objectives;

/// <summary>-sum over steps of return x log softmax(outputs)[action]: REINFORCE (Williams, "Simple statistical gradient-following algorithms", 1992). A sum, not a mean.</summary>
/// <remarks>Each sample is one step of one episode: its observation, the state before it, the action taken and the return that followed.</remarks>
public sealed class PolicyGradient : Objective
{
    private readonly int[] actions;
    private readonly float[] returns;

    /// <summary>A policy gradient.</summary>
    /// <param name="actions">The action of each step, from 0.</param>
    /// <param name="returns">The return, or advantage, of each step; finite.</param>
    /// <exception cref="ArgumentException">The counts differ or are zero, an action is negative, or a return is not finite.</exception>
    public PolicyGradient(ReadOnlySpan<int> actions, ReadOnlySpan<float> returns)
        : base(actions.Length)
    {
        this.actions = CheckLabels(actions, "action");
        if (actions.Length != returns.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{actions.Length} actions have {returns.Length} returns."), nameof(returns));
        int bad = Sequences.FirstNotFinite(returns);
        if (bad >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"return {bad} is {returns[bad]}."), nameof(returns));
        this.returns = returns.ToArray();
    }

    /// <summary>Discounted returns of one episode, G(t) = r(t) + discount G(t+1), brought to mean 0 and (unbiased) standard deviation 1 when asked.</summary>
    /// <param name="rewards">The reward of each step.</param>
    /// <param name="discount">0 to 1.</param>
    /// <param name="standardize">Whether to subtract the mean and divide by the standard deviation (plus 1e-8); episodes of one step are left alone.</param>
    public static float[] Returns(ReadOnlySpan<float> rewards, double discount, bool standardize = true)
    {
        float[] result = new float[rewards.Length];
        double running = 0, mean = 0, squares = 0;
        for (int t = rewards.Length - 1; t >= 0; t--)
            result[t] = (float)(running = rewards[t] + (discount * running));
        if (!standardize || result.Length < 2)
            return result;
        foreach (float g in result)
            mean += g / (double)result.Length;
        foreach (float g in result)
            squares += (g - mean) * (g - mean);
        double deviation = Math.Sqrt(squares / (result.Length - 1)) + 1e-8;
        foreach (ref float g in result.AsSpan())
            g = (float)((g - mean) / deviation);
        return result;
    }

    internal override void CheckOutputs(int outputs, int time) => CheckLargest(actions, outputs, "action");

    internal override double Scale(ReadOnlySpan<int> samples) => 1;

    internal override double Sample(int sample, Span<float> outputs, float scale)
    {
        double loss = Softmax.Replace(outputs, actions[sample]) * returns[sample];
        outputs[actions[sample]] -= 1;
        foreach (ref float d in outputs)
            d *= returns[sample] * scale;
        return loss;
    }

    internal override void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes<int>(actions));
        hash.AppendData(MemoryMarshal.AsBytes<float>(returns));
    }
}
