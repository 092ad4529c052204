using Lightcone.Experiments.Data;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks;

namespace Lightcone.Experiments.Pipelines;

/// <summary>
/// From data to a number: data set, encoder, sequences, network, training, evaluation. An immutable value: the same pipeline, data set and seed give the same bytes with any number
/// of threads and on every machine.
/// </summary>
/// <remarks>
/// <code>
/// Dataset digits = Dataset.Digits(seed: 1);
/// Pipeline pipeline = new() { Encoding = InputEncoding.Parse("mixed:delta=2"), Architecture = NetworkText.Parse("32-32", inputs: 192, classes: 10), Training = new() { Seed = 1 } };
/// Console.WriteLine(pipeline.Run(digits).Test.Accuracy);
/// </code>
/// </remarks>
public sealed record Pipeline
{
    /// <summary>How samples become sequences.</summary>
    public required InputEncoding Encoding { get; init; }

    /// <summary>What the network is made of.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>How it is trained; its seed is also the seed of the first parameters. Default: the defaults of <see cref="Lightcone.Networks.Learning.Training"/>.</summary>
    public Training Training { get; init; } = new();

    /// <summary>Encodes the data, trains on one part, judges each epoch by the second, and measures on the third.</summary>
    /// <param name="data">The data.</param>
    /// <param name="progress">Told about each epoch when it is over; null for silence.</param>
    /// <param name="cancellation">Asks for a stop of the training; what was learned so far is measured all the same.</param>
    /// <exception cref="ArgumentException">Options are out of range, or network and data do not fit one another.</exception>
    /// <exception cref="InputException">A trajectory leaves the number range, or the checkpoint belongs to another training.</exception>
    public PipelineResult Run(Dataset data, IProgress<EpochReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Sequences train = Encoding.Encode(data.Train), validation = Encoding.Encode(data.Validation);
        TrainingResult result = Training.Fit(Architecture, train, validation, progress, cancellation);
        return new PipelineResult(result, result.Network.Evaluate(Encoding.Encode(data.Test), Training.Threads), TrainedNetwork.Of(this, data, result));
    }
}
