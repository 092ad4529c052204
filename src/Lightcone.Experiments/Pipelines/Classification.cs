using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Pipelines;

/// <summary>What a network says of samples whose classes are known.</summary>
/// <param name="Evaluation">Accuracy, loss and spikes.</param>
/// <param name="ClassNames">What the classes are called, by their numbers.</param>
/// <param name="Counts">The confusion matrix [class, prediction], row by row: how many samples of a class were taken for which.</param>
/// <param name="Predictions">The class that each sample was taken for.</param>
/// <param name="SpikesPerSample">Mean spikes per sample of each layer; null for a layer that does not spike.</param>
public sealed record Classification(Evaluation Evaluation, ImmutableArray<string> ClassNames, ImmutableArray<int> Counts, ImmutableArray<int> Predictions, ImmutableArray<double?> SpikesPerSample)
{
    /// <summary>Samples whose largest output stands for several classes, of which the first was taken; they are part of the accuracy as they stand.</summary>
    public int Ties => Evaluation.Ties;

    /// <summary>The number of classes.</summary>
    public int Classes => ClassNames.Length;

    /// <summary>How many samples of one class were taken for another, or for itself.</summary>
    /// <param name="actual">The class, from 0.</param>
    /// <param name="predicted">What they were taken for, from 0.</param>
    public int this[int actual, int predicted] => Counts[(actual * Classes) + predicted];

    /// <summary>Samples of a class.</summary>
    public int Samples(int actual) => Enumerable.Range(0, Classes).Sum(predicted => this[actual, predicted]);

    /// <summary>The share of a class's samples that were recognized, 0 to 1; NaN without samples.</summary>
    public double Recall(int actual) => (double)this[actual, actual] / Samples(actual);

    /// <summary>The share of correct ones among the samples that were taken for a class, 0 to 1; NaN when none was.</summary>
    public double Precision(int predicted) => (double)this[predicted, predicted] / Enumerable.Range(0, Classes).Sum(actual => this[actual, predicted]);

    /// <summary>Accuracy, loss and the number of samples.</summary>
    public override string ToString() => Evaluation.ToString();

    internal static Classification Of(Network network, Sequences sequences, ImmutableArray<string> names, int threads)
    {
        Response response = network.Run(sequences, threads: threads);
        int[] counts = new int[names.Length * names.Length], predictions = new int[response.Batch];
        for (int i = 0; i < response.Batch; i++)
        {
            predictions[i] = response.Argmax(i);
            counts[(sequences.Labels[i] * names.Length) + predictions[i]]++;
        }

        return new(response.Evaluate(new CrossEntropy(sequences.Labels)), names, [.. counts], [.. predictions], [.. response.Spikes.Select(spikes => spikes < 0 ? (double?)null : (double)spikes / response.Batch)]);
    }
}
