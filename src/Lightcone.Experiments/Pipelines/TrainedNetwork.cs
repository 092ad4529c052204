using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Learning;

namespace Lightcone.Experiments.Pipelines;

/// <summary>
/// A network with all that is needed to use it on new samples, and the story of its training. One safetensors file holds it: the tensors are the network's, the rest is metadata, so
/// <see cref="Network.Load(string)"/> reads the same file.
/// </summary>
/// <remarks>
/// <code>
/// TrainedNetwork trained = TrainedNetwork.Load("digits.safetensors");
/// Classification test = trained.Classify(samples);
/// </code>
/// </remarks>
public sealed record TrainedNetwork
{
    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>How samples become sequences; null where the file does not say.</summary>
    public InputEncoding? Encoding { get; init; }

    /// <summary>How features are scaled before they are encoded; null for as they are.</summary>
    public Standardization? Scaling { get; init; }

    /// <summary>What the classes are called, by their numbers. Default: 0, 1, 2 and so on.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    /// <summary>The <see cref="Dataset.Identity"/> of the data set that it was trained on; null where that is not known.</summary>
    public string? Data { get; init; }

    /// <summary>The seed of the split into parts; null where that is not known.</summary>
    public ulong? Seed { get; init; }

    /// <summary>One report per epoch of the training; empty where the file has none.</summary>
    public ImmutableArray<EpochReport> Epochs { get; init; } = [];

    /// <summary>The epoch whose network this is; null where that is not known.</summary>
    public int? KeptEpoch { get; init; }

    /// <summary>Features of a sample before it is encoded; null where the file does not say how samples are encoded, or its network does not fit that.</summary>
    public int? Features => Encoding is { } encoding && Network.Architecture.Inputs % encoding.Features(1) == 0 ? Network.Architecture.Inputs / encoding.Features(1) : null;

    /// <summary>What a class is called.</summary>
    /// <param name="number">The number of the class, from 0.</param>
    public string NameOf(int number) => number < ClassNames.Length ? ClassNames[number] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a training made of a data set.</summary>
    internal static TrainedNetwork Of(Pipeline pipeline, Dataset data, TrainingResult result) => new()
    {
        Network = result.Network,
        Encoding = pipeline.Encoding,
        Scaling = data.Scaling,
        ClassNames = data.Train.ClassNames,
        Data = data.Identity,
        Seed = data.Seed,
        Epochs = result.Epochs,
        KeptEpoch = result.KeptEpoch,
    };

    /// <summary>Reads a file that <see cref="Save"/> or <see cref="Network.Save(string)"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is no network, or what it says about its use is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TrainedNetwork Load(string path) => TrainedNetworkFile.Read(Network.Load(path), TensorFile.Load(path).Metadata, path);

    /// <summary>The same from the bytes of a file.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">As <see cref="Load"/>.</exception>
    public static TrainedNetwork Parse(ReadOnlySpan<byte> content, string file) => TrainedNetworkFile.Read(Network.Parse(content, file), TensorFile.Parse(content, file).Metadata, file);

    /// <summary>The reports of a training that a network's file holds, or a checkpoint, and the epoch that was kept; of a checkpoint null, because its training may go on.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file holds no reports, or damaged ones.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (ImmutableArray<EpochReport> Epochs, int? KeptEpoch) LoadEpochs(string path) => TrainedNetworkFile.ReadEpochs(TensorFile.Load(path).Metadata, path);

    /// <summary>Saves network and all that belongs to it as a safetensors file, in one piece.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The encoding was made of an encoder, not of a text: the file could not say it.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => Network.Save(path, TrainedNetworkFile.Notes(this));

    /// <summary>What is said beside the network, as texts by name: for files that hold the network in their own way.</summary>
    /// <exception cref="ArgumentException">The encoding was made of an encoder, not of a text.</exception>
    public ImmutableSortedDictionary<string, string> ToNotes() => TrainedNetworkFile.Notes(this);

    /// <summary>A network and what <see cref="ToNotes"/> said of it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="notes">The texts; others among them are passed over.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The texts are damaged.</exception>
    public static TrainedNetwork FromNotes(Network network, IReadOnlyDictionary<string, string> notes, string file)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(notes);
        return TrainedNetworkFile.Read(network, notes, file);
    }

    /// <summary>The sequences that the network reads: samples scaled and encoded, with their classes.</summary>
    /// <param name="samples">Samples as they were found.</param>
    /// <param name="areScaled">Whether they are scaled already, as the parts of a <see cref="Dataset"/> are. Default no.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="Encoding"/>.</exception>
    /// <exception cref="InputException">The samples do not fit the network, or a trajectory leaves the number range.</exception>
    public Sequences Encode(Samples samples, bool areScaled = false)
    {
        ArgumentNullException.ThrowIfNull(samples);
        InputEncoding encoding = Fitting(samples);
        return encoding.Encode(Scaling is null || areScaled ? samples : Scaling.Apply(samples));
    }

    /// <summary>What the network says of samples whose classes are known.</summary>
    /// <param name="samples">The samples; their classes may be in another order than the network's.</param>
    /// <param name="areScaled">Whether they are scaled already, as the parts of a <see cref="Dataset"/> are. Default no.</param>
    /// <param name="threads">How many threads may work, at least 1. Default 1. The result does not depend on it.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="Encoding"/>.</exception>
    /// <exception cref="InputException">The samples do not fit the network, or a class is none of the network's.</exception>
    public Classification Classify(Samples samples, bool areScaled = false, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Fitting(samples);
        ImmutableArray<string> names = [.. Enumerable.Range(0, Network.Architecture.Outputs).Select(NameOf)];
        return Classification.Of(Network, Encode(samples.WithClasses(names), areScaled), names, threads);
    }

    private InputEncoding Fitting(Samples samples)
    {
        InputEncoding encoding = Encoding ?? throw new InvalidOperationException("This network does not know how samples become sequences: set Encoding.");
        if (encoding.Features(samples.Features) != Network.Architecture.Inputs)
            throw new InputException(FormattableString.Invariant(
                $"{samples.Name}: {EditDistance.Count(samples.Features, "feature")} a sample become {encoding.Features(samples.Features):N0} by the encoding {encoding}, and the network reads {Network.Architecture.Inputs:N0}{(Features is { } wanted ? $", {EditDistance.Count(wanted, "feature")} a sample" : "")}. Give samples of the kind that it was trained on."));
        return encoding;
    }
}
