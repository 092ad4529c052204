using System.Globalization;

namespace Lightcone.Networks.Objectives;

/// <summary>What a network does on examples.</summary>
/// <param name="Samples">The number of examples.</param>
/// <param name="Accuracy">The share whose largest output is their class, 0 to 1; 0 where the objective has no classes.</param>
/// <param name="Loss">The mean of the objective over the examples; for <see cref="CrossEntropy"/> in nats.</param>
/// <param name="SpikesPerSample">Mean spikes per example of all layers together.</param>
public sealed record Evaluation(int Samples, double Accuracy, double Loss, double SpikesPerSample)
{
    /// <summary>Accuracy, loss and the number of examples.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"accuracy {Accuracy:P1}, loss {Loss:F4}, of {Samples:N0} samples");

    internal static Evaluation Of(Response response, Objective objective)
    {
        int correct = 0;
        double loss = 0, spikes = 0;
        float[] row = new float[response.Width];
        for (int i = 0; i < response.Batch; i++)
        {
            correct += objective.IsCorrect(i, response[i]) ? 1 : 0;
            // The loss of a sample leaves its gradient behind.
            response[i].CopyTo(row);
            loss += objective.Sample(i, row, 0);
        }

        foreach (long layer in response.Spikes)
            spikes += Math.Max(0, layer);
        return new Evaluation(response.Batch, (double)correct / response.Batch, loss / response.Batch, spikes / response.Batch);
    }
}
