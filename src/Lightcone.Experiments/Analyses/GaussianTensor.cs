using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Foundation;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Analyses;

/// <summary>Independent Gaussians over the weights of one tensor, learned through draws w = mean + deviation x noise (Kingma and Welling, "Auto-encoding variational Bayes", 2014).</summary>
internal sealed class GaussianTensor
{
    private readonly float[] noise;
    private readonly float[] gradient;
    private readonly AdamMoments meanMoments;
    private readonly AdamMoments varianceMoments;

    public GaussianTensor(string name, int length, ulong seed, double rate)
    {
        Name = name;
        (Mean, LogVariance, noise, gradient) = (new float[length], new float[length], new float[length], new float[length]);
        (meanMoments, varianceMoments) = (new(length, rate), new(length, rate));
        RandomStream stream = new(seed, name);
        for (int i = 0; i < length; i++)
            (Mean[i], LogVariance[i]) = ((float)(0.1 * stream.NextGaussian()), (float)(-5 + (0.1 * stream.NextGaussian())));
    }

    public string Name { get; }

    public float[] Mean { get; }

    public float[] LogVariance { get; }

    public float[] Draw(RandomStream stream)
    {
        float[] drawn = new float[Mean.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            noise[i] = (float)stream.NextGaussian();
            drawn[i] = Mean[i] + (noise[i] * Deviation(i));
        }

        return drawn;
    }

    /// <summary>One step with the gradient at the last draw and so much of the gradient of the divergence.</summary>
    public void Learn(ReadOnlySpan<float> weights, double push, double priorLogVariance)
    {
        double precision = PortableMath.Exp(-priorLogVariance);
        float[] spread = new float[Mean.Length];
        for (int i = 0; i < Mean.Length; i++)
        {
            float deviation = Deviation(i);
            gradient[i] = weights[i] + (float)(push * precision * Mean[i]);
            spread[i] = (0.5f * weights[i] * noise[i] * deviation) + (float)(push * 0.5 * ((precision * deviation * deviation) - 1));
        }

        meanMoments.Step(Mean, gradient);
        varianceMoments.Step(LogVariance, spread);
    }

    /// <summary>The Kullback-Leibler divergence from a prior of mean 0, in nats.</summary>
    public double Divergence(double priorLogVariance)
    {
        double precision = PortableMath.Exp(-priorLogVariance), sum = 0;
        for (int i = 0; i < Mean.Length; i++)
            sum += 0.5 * (priorLogVariance - LogVariance[i] + (precision * (PortableMath.Exp(LogVariance[i]) + ((double)Mean[i] * Mean[i]))) - 1);
        return sum;
    }

    private float Deviation(int i) => (float)PortableMath.Exp(0.5 * LogVariance[i]);
}
