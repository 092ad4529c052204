using Lightcone.Foundation;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>An action from a network's outputs, portable to the last bit.</summary>
internal static class ActionChoice
{
    /// <summary>The largest output, the first among equals.</summary>
    public static int Greedy(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int a = 1; a < outputs.Length; a++)
            if (outputs[a] > outputs[best])
                best = a;
        return best;
    }

    /// <summary>An action drawn from the softmax of the outputs.</summary>
    public static int Sample(ReadOnlySpan<float> outputs, RandomStream stream)
    {
        Span<double> weights = stackalloc double[outputs.Length];
        double largest = outputs[Greedy(outputs)], sum = 0;
        for (int a = 0; a < outputs.Length; a++)
            sum += weights[a] = PortableMath.Exp(outputs[a] - largest);
        double drawn = stream.NextDouble() * sum;
        for (int a = 0; a < outputs.Length - 1; a++)
            if ((drawn -= weights[a]) < 0)
                return a;
        return outputs.Length - 1;
    }

    /// <summary>log softmax(outputs)[action].</summary>
    public static double LogProbability(ReadOnlySpan<float> outputs, int action)
    {
        double largest = outputs[Greedy(outputs)], sum = 0;
        foreach (float z in outputs)
            sum += PortableMath.Exp(z - largest);
        return outputs[action] - largest - PortableMath.Log(sum);
    }
}
