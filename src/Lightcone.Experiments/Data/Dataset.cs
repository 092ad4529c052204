using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Data;

/// <summary>Samples in three parts without overlap: the data of an experiment.</summary>
/// <param name="Train">What a network learns from.</param>
/// <param name="Validation">What decides when to stop.</param>
/// <param name="Test">What the reported accuracy is measured on, and nothing else.</param>
public sealed record Dataset(Samples Train, Samples Validation, Samples Test)
{
    /// <summary>From so many samples on, each of the three parts has one.</summary>
    private const int FewestSamples = 7;

    private static readonly string[] Names = ["digits", "fashion"];

    /// <summary>How the features were scaled; null where they are as they were found.</summary>
    public Standardization? Scaling { get; init; }

    /// <summary>What tells the whole set from others: <c>digits</c>, <c>fashion</c>, or the hash of the samples of a file; null where it is not known.</summary>
    public string? Identity { get; init; }

    /// <summary>The seed of the split; null where it is not known.</summary>
    public ulong? Seed { get; init; }

    /// <summary>All three parts together: training, validation, test.</summary>
    public Samples All() => Samples.Concatenate(Train, Validation, Test);

    /// <summary>
    /// <see cref="Samples.Digits"/>, standardized as in the first experiment of "Constraint breeds generalization" (arXiv 2512.23916): 1,257 for training, 269 for validation,
    /// 271 for the test, of 64 features and 10 classes.
    /// </summary>
    /// <param name="seed">The seed of the split.</param>
    public static Dataset Digits(ulong seed) => Standard(Samples.Digits(), "digits", seed) with { Identity = "digits" };

    /// <summary><see cref="Samples.FashionMnist"/>: 54,000 images for training, 5,999 for validation, the 10,000 of the published test part for the test.</summary>
    /// <param name="seed">The seed of the split.</param>
    /// <exception cref="FileNotFoundException">The files are not there; the message says how to get them.</exception>
    public static Dataset FashionMnist(ulong seed) =>
        Samples.FashionMnist(training: true).Split(54_000, 5_999, seed) with { Test = Samples.FashionMnist(training: false), Identity = "fashion", Seed = seed };

    /// <summary>The samples of a CSV file with the class in the last column, standardized: 70 % for training, 15 % for validation, the rest for the test.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <exception cref="InputException">A line is ragged, a field is no number, there are fewer than seven samples, a single class, or more classes than half of the samples.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset LoadCsv(string path, ulong seed)
    {
        Samples samples = Samples.LoadCsv(path);
        return Standard(samples, path, seed) with { Identity = $"sha256:{samples.Hash()}" };
    }

    /// <summary>The samples behind a name or in a file as they are, neither scaled nor split, and the <see cref="Identity"/> of their data set; of <c>fashion</c> the published test part.</summary>
    /// <param name="name">The name, or the file's path.</param>
    /// <exception cref="InputException">There is no such data set or file, or the file is not as it should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (Samples Samples, string Identity) FindRaw(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        switch (name)
        {
            case "digits":
                return (Samples.Digits(), name);
            case "fashion":
                return (Samples.FashionMnist(training: false), name);
            default:
                RequireFile(name);
                Samples samples = Samples.LoadCsv(name);
                return (samples, $"sha256:{samples.Hash()}");
        }
    }

    /// <summary>A data set by name, <c>digits</c> or <c>fashion</c>, or a CSV file.</summary>
    /// <param name="name">The name, or the file's path.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <exception cref="InputException">There is no such data set or file, or the file is not as it should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset Find(string name, ulong seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        switch (name)
        {
            case "digits":
                return Digits(seed);
            case "fashion":
                return FashionMnist(seed);
            default:
                RequireFile(name);
                return LoadCsv(name, seed);
        }
    }

    private static void RequireFile(string name)
    {
        if (!File.Exists(name) && !Directory.Exists(name))
            throw new InputException(
                $"'{name}' is neither a data set nor a file.{(EditDistance.Nearest(name, Names) is { } near ? $" Did you mean {near}?" : "")} Give digits, fashion, or a CSV file with the class in the last column.");
    }

    private static Dataset Standard(Samples samples, string name, ulong seed)
    {
        if (samples.Count < FewestSamples)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {EditDistance.Count(samples.Count, "sample")} cannot be split into 70 % for training, 15 % for validation and 15 % for the test. Give at least {FewestSamples}."));
        if (samples.Classes == 1)
            throw new InputException($"{name}: every sample is of the class {samples.ClassNames[0]}: there is nothing to tell apart. Is the class in the last column?");
        if (2 * samples.Classes > samples.Count)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {samples.Classes:N0} classes in {EditDistance.Count(samples.Count, "sample")}: where nearly every sample is a class of its own nothing repeats that could be learned. Is the last column a class, or a measurement?"));
        Standardization scaling = Standardization.Of(samples);
        return scaling.Apply(samples).Split(samples.Count * 7 / 10, samples.Count * 3 / 20, seed) with { Scaling = scaling, Seed = seed };
    }
}
