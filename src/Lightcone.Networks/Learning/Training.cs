using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Learning;

/// <summary>
/// Training by mini-batches, with Adam unless another optimizer is given. The object is its own immutable options: <c>new Training { Epochs = 40, LearningRate = 1e-3, Seed = 7 }.Fit(network, train, validation)</c>.
/// </summary>
/// <remarks>
/// <para>The order of samples in epoch e comes from the random stream (<see cref="Seed"/>, "order", e), so the same options, network and data give the same bytes, with any number of
/// threads and on every machine.</para>
/// <para>With <see cref="Checkpoint"/> set, the whole state of the training is saved after each epoch, in one piece. When the process is killed, the same call goes on from there and
/// ends with the same bytes as if nothing had happened. A checkpoint of other options, another network or other data is refused.</para>
/// </remarks>
public sealed record Training
{
    /// <summary>The most passes over the data. Default 40.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Samples per step. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How gradients move the parameters. Default <see cref="Adam"/>.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The optimizer's step size; to set it here, name it after <see cref="Optimizer"/>. Default 0.001; the paper's first experiment uses 0.0001.</summary>
    public double LearningRate
    {
        get => Optimizer.LearningRate;
        init => Optimizer = Optimizer with { LearningRate = value };
    }

    /// <summary>The largest norm of a batch's gradient; to set it here, name it after <see cref="Optimizer"/>. Default: no limit.</summary>
    public double? ClipNorm
    {
        get => Optimizer.ClipNorm;
        init => Optimizer = Optimizer with { ClipNorm = value };
    }

    /// <summary>Stop when the validation accuracy has not risen for so many epochs; needs validation data. Default: never. The paper uses 10.</summary>
    public int? Patience { get; init; }

    /// <summary>Whether the result is the network of the best validation accuracy instead of the last. Default false, as in the paper.</summary>
    public bool KeepBest { get; init; }

    /// <summary>The seed of the sample order, and of the first parameters where a network is made here. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads may work, at least 1. Default 1. Results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The file that holds the state after each epoch; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Trains a network.</summary>
    /// <param name="network">The network to start from; it is not changed.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What to judge each epoch by; null for nothing.</param>
    /// <param name="progress">Told about each epoch when it is over; null for silence.</param>
    /// <param name="cancellation">Asks for a stop; it is honored between batches.</param>
    /// <returns>The trained network, one report per epoch, the way it ended, and warnings.</returns>
    /// <exception cref="ArgumentException">Options are out of range (all complaints in one message), or network, data and targets do not fit one another.</exception>
    /// <exception cref="InputException">The checkpoint is damaged, or belongs to another training.</exception>
    public TrainingResult Fit(
        Network network, Examples train, Examples? validation = null, IProgress<EpochReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        Check(network, train, validation);
        return new TrainingRun(this, network, train, validation, progress).Run(cancellation);
    }

    /// <summary>Trains a fresh network, whose first parameters come from <see cref="Seed"/>, to tell classes apart.</summary>
    /// <param name="architecture">What the network is made of.</param>
    /// <param name="train">What to learn from, [batch, time, features] with <see cref="Sequences.Labels"/>.</param>
    /// <param name="validation">What to judge each epoch by; null for nothing.</param>
    /// <param name="progress">Told about each epoch when it is over; null for silence.</param>
    /// <param name="cancellation">Asks for a stop; it is honored between batches.</param>
    /// <returns>The trained network, one report per epoch, the way it ended, and warnings.</returns>
    /// <exception cref="ArgumentException">Options are out of range (all complaints in one message), or network, data and classes do not fit one another.</exception>
    /// <exception cref="InputException">The checkpoint is damaged, or belongs to another training.</exception>
    public TrainingResult Fit(
        Architecture architecture, Sequences train, Sequences? validation = null, IProgress<EpochReport>? progress = null, CancellationToken cancellation = default) =>
        Fit(Network.Create(architecture, Seed), Examples.Classify(train), validation is null ? null : Examples.Classify(validation), progress, cancellation);

    /// <summary>The options that shape the result, as text: threads and the place of the checkpoint do not.</summary>
    internal string Identity => FormattableString.Invariant(
        $"batch {BatchSize}, rate {LearningRate:R}, clip {ClipNorm:R}, patience {Patience}, best {KeepBest}, seed {Seed}{Optimizer.Identity}");

    private void Check(Network network, Examples train, Examples? validation)
    {
        List<string> complaints = [.. Optimizer.Complaints()];
        if (Epochs < 1)
            complaints.Add("Epochs must be at least 1");
        if (BatchSize < 1)
            complaints.Add("BatchSize must be at least 1");
        if (Threads < 1)
            complaints.Add("Threads must be at least 1");
        if (Patience < 1)
            complaints.Add("Patience must be at least 1");
        if ((Patience is not null || KeepBest) && validation is null)
            complaints.Add("Patience and KeepBest need validation data");
        foreach ((string name, Examples? examples) in new[] { ("training", train), ("validation", validation) })
        {
            if (examples is null)
                continue;
            if (examples.Inputs.Features != network.Architecture.Inputs)
                complaints.Add(FormattableString.Invariant($"the {name} data have {examples.Inputs.Features} features per step, the network takes {network.Architecture.Inputs}"));
            examples.Objective.Check(network.Architecture, examples.Inputs.Time);
        }

        if (complaints.Count > 0)
            throw new ArgumentException(string.Join("; ", complaints) + ".", nameof(network));
    }
}
