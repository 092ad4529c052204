using System.Globalization;

namespace Lightcone.Networks.Objectives;

/// <summary>What a network does on examples.</summary>
/// <param name="Samples">The number of examples.</param>
/// <param name="Accuracy">The share whose largest output is their class, where targets stand at every step at all that count, 0 to 1; 0 where the objective has no classes.</param>
/// <param name="Loss">The mean of the objective over the examples, or over the steps that count; for cross-entropy in nats.</param>
/// <param name="SpikesPerSample">Mean spikes per example of all layers together.</param>
public sealed record Evaluation(int Samples, double Accuracy, double Loss, double SpikesPerSample)
{
    /// <summary>The share of counted steps that are classified correctly, 0 to 1; null where there are no targets at every step.</summary>
    public double? StepAccuracy { get; init; }

    /// <summary>Samples whose largest output stands there more than once in their last row, so that the class is the first of several (<see cref="Response.IsTie"/>); they are part of the accuracy as they stand.</summary>
    public int Ties { get; init; }

    /// <summary>Accuracy, loss and the number of examples.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"accuracy {Accuracy:P1}{(StepAccuracy is { } steps ? string.Create(CultureInfo.InvariantCulture, $" ({steps:P1} of steps)") : "")}, loss {Loss:F4}, of {Samples:N0} samples");

    internal static Evaluation Of(Response response, Objective objective)
    {
        int correct = 0;
        long targets = 0, correctTargets = 0;
        double loss = 0, spikes = 0;
        float[] row = new float[response.Steps * response.Width];
        for (int i = 0; i < response.Batch; i++)
        {
            int right = objective.CorrectTargets(i, response[i]);
            correct += right == objective.Targets(i) ? 1 : 0;
            correctTargets += right;
            targets += objective.Targets(i);
            // The loss of a sample leaves its gradient behind.
            response[i].CopyTo(row);
            loss += objective.Sample(i, row, 0);
        }

        foreach (long layer in response.Spikes)
            spikes += Math.Max(0, layer);
        return new Evaluation(response.Batch, (double)correct / response.Batch, loss / targets, spikes / response.Batch)
        {
            Ties = Enumerable.Range(0, response.Batch).Count(response.IsTie),
            StepAccuracy = objective.HasStepTargets ? (double)correctTargets / targets : null,
        };
    }
}
