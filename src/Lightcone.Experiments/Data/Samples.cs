using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Flows.Encoders;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Data;

/// <summary>Samples of equally many features, each with a class, as one immutable value.</summary>
public sealed class Samples
{
    private readonly float[] values;
    private readonly int[] labels;

    internal Samples(string name, int features, float[] values, int[] labels, ImmutableArray<string> classNames)
    {
        Name = name;
        Features = features;
        ClassNames = classNames;
        this.values = values;
        this.labels = labels;
    }

    /// <summary>What the samples are called in reports.</summary>
    public string Name { get; }

    /// <summary>The number of samples.</summary>
    public int Count => labels.Length;

    /// <summary>Features per sample.</summary>
    public int Features { get; }

    /// <summary>The number of classes of the whole set, also in a part of it.</summary>
    public int Classes => ClassNames.Length;

    /// <summary>What the classes are called in the data, in the order of their numbers from 0.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>All features, sample by sample, [count, features].</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The class of each sample, from 0.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>How many, of what.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {EditDistance.Count(Count, "sample")} of {EditDistance.Count(Features, "feature")} in {Classes:N0} classes");

    /// <summary>The features of one sample.</summary>
    public ReadOnlySpan<float> this[int sample] => values.AsSpan(sample * Features, Features);

    /// <summary>
    /// 1,797 handwritten digits of 8 x 8 pixels, 0 to 16 (E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998, CC BY 4.0); part of this assembly.
    /// </summary>
    public static Samples Digits()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("digits.csv.gz")
            ?? throw new InvalidOperationException("the assembly was built without its digits.");
        return CsvFile.Read(stream, "digits.csv.gz", "digits");
    }

    /// <summary>A CSV file of numbers, one sample a line, separated by commas, semicolons or tabs, the class in the last column, a whole number or a name; the classes are those that occur. A first line of names is skipped, and a name ending in .gz is unpacked.</summary>
    /// <exception cref="InputException">A line is ragged or a field is no number; the message says file:line:column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Samples LoadCsv(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return CsvFile.Read(stream, path, Path.GetFileName(path));
    }

    /// <summary>
    /// A CSV file of new samples for something that reads so many features: each line holds these alone, or these and a class behind them. The rest is as in <see cref="LoadCsv"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="features">Features of a sample.</param>
    /// <returns>The features, sample by sample; and the class that the last column names, null where there is no such column.</returns>
    /// <exception cref="InputException">A line has another number of fields, or a feature is no number; the message says file:line:column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImmutableArray<NewSample> LoadNew(string path, int features)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return CsvFile.ReadNew(stream, path, features);
    }

    /// <summary>The same from a text.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="features">Features of a sample.</param>
    /// <param name="name">A name for messages.</param>
    /// <returns>As <see cref="LoadNew"/>.</returns>
    /// <exception cref="InputException">As <see cref="LoadNew"/>.</exception>
    public static ImmutableArray<NewSample> ParseNew(string text, int features, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(text));
        return CsvFile.ReadNew(stream, name, features);
    }

    /// <summary>New samples as one value, whose classes are not known: all bear the class 0.</summary>
    /// <param name="name">What the samples are called in messages.</param>
    /// <param name="samples">The samples, of equally many features.</param>
    /// <exception cref="ArgumentException">There are none, or they differ in their number of features.</exception>
    public static Samples Of(string name, ImmutableArray<NewSample> samples)
    {
        if (samples.IsDefaultOrEmpty || samples.Any(sample => sample.Features.Length != samples[0].Features.Length))
            throw new ArgumentException("There must be samples, all of as many features.", nameof(samples));
        return new(name, samples[0].Features.Length, [.. samples.SelectMany(static sample => sample.Features)], new int[samples.Length], ["0"]);
    }

    /// <summary>Images and labels in the idx format of MNIST, plain or .gz; pixels become 0 to 1.</summary>
    /// <param name="images">The file of images, idx3-ubyte.</param>
    /// <param name="labels">The file of labels, idx1-ubyte.</param>
    /// <exception cref="InputException">A file is not idx, is cut off, or the two do not belong together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Samples LoadIdx(string images, string labels) => IdxFile.Load(images, labels);

    /// <summary>Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017, MIT licence): 60,000 training or 10,000 test images of 28 x 28 pixels, 0 to 1, from Debian's package dataset-fashion-mnist.</summary>
    /// <param name="training">Whether the training part is wanted, or the test part.</param>
    /// <param name="folder">Where the four .gz files are. Default: where Debian's package puts them.</param>
    /// <exception cref="FileNotFoundException">The files are not there; the message says how to get them.</exception>
    public static Samples FashionMnist(bool training, string folder = "/usr/share/datasets/fashion-mnist")
    {
        string part = training ? "train" : "t10k";
        string images = Path.Combine(folder, $"{part}-images-idx3-ubyte.gz");
        if (!File.Exists(images))
            throw new FileNotFoundException($"{images} is not there. On Debian: apt-get install dataset-fashion-mnist. Elsewhere name the folder of the four .gz files.", images);
        return LoadIdx(images, Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
    }

    /// <summary>The samples with the given numbers, in that order.</summary>
    public Samples Select(ReadOnlySpan<int> samples)
    {
        float[] chosen = new float[samples.Length * Features];
        int[] classes = new int[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            this[samples[i]].CopyTo(chosen.AsSpan(i * Features));
            classes[i] = labels[samples[i]];
        }

        return new Samples(Name, Features, chosen, classes, ClassNames);
    }

    /// <summary>
    /// Each feature to mean 0 and (population) standard deviation 1 over all samples; a constant feature becomes 0. Applied before a split, as in the paper, it lets
    /// test samples influence the scale a little.
    /// </summary>
    public Samples Standardized() => Standardization.Of(this).Apply(this);

    /// <summary>The same samples with their classes in another order, and with classes that do not occur: those that a network knows.</summary>
    /// <param name="classNames">The classes by their numbers, among them all that occur here.</param>
    /// <exception cref="InputException">A class of a sample is not among them.</exception>
    public Samples WithClasses(ImmutableArray<string> classNames)
    {
        if (classNames.SequenceEqual(ClassNames, StringComparer.Ordinal))
            return this;
        string[] unknown = [.. labels.Distinct().Select(label => ClassNames[label]).Where(name => !classNames.Contains(name, StringComparer.Ordinal)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
            throw new InputException($"{Name}: {(unknown.Length == 1 ? "the class" : "the classes")} {string.Join(", ", unknown.Take(10))} {(unknown.Length == 1 ? "is" : "are")} not among those that are known: {string.Join(", ", classNames.Take(20))}. Is the class in the last column?");
        return new Samples(Name, Features, values, [.. labels.Select(label => classNames.IndexOf(ClassNames[label], StringComparer.Ordinal))], classNames);
    }

    internal Samples WithValues(float[] other) => new(Name, Features, other, labels, ClassNames);

    /// <summary>All samples of parts of one set, in their order.</summary>
    internal static Samples Concatenate(params ReadOnlySpan<Samples> parts)
    {
        List<float> all = [];
        List<int> classes = [];
        foreach (Samples part in parts)
        {
            all.AddRange(part.values);
            classes.AddRange(part.labels);
        }

        return new(parts[0].Name, parts[0].Features, [.. all], [.. classes], parts[0].ClassNames);
    }

    /// <summary>What tells this set from another: SHA-256 over features and classes.</summary>
    internal string Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>(values));
        foreach (int label in labels)
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(ClassNames[label] + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Random parts without overlap, drawn from all samples alike: the first for training, the second for validation, the rest for testing.</summary>
    /// <param name="train">Samples in the training part, at least 1.</param>
    /// <param name="validation">Samples in the validation part, at least 1.</param>
    /// <param name="seed">The seed of the permutation.</param>
    /// <exception cref="ArgumentException">No sample would be left for testing.</exception>
    public Dataset Split(int train, int validation, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validation);
        if ((long)train + validation >= Count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{train} + {validation} samples leave none of {Count} for testing."), nameof(train));
        int[] order = Order(Count, seed);
        return new Dataset(Select(order.AsSpan(0, train)), Select(order.AsSpan(train, validation)), Select(order.AsSpan(train + validation)));
    }

    /// <summary>The order of samples whose beginning is the training part of <see cref="Split"/>, whose middle its validation part, and whose end its test part.</summary>
    internal static int[] Order(int count, ulong seed)
    {
        int[] order = new int[count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        new RandomStream(seed, "split").Shuffle<int>(order);
        return order;
    }

    /// <summary>Random parts without overlap in which every class has the same share, up to rounding: stratified.</summary>
    /// <param name="train">The share of each class for training, above 0.</param>
    /// <param name="validation">The share of each class for validation, above 0; together with <paramref name="train"/> below 1.</param>
    /// <param name="seed">The seed of the permutation.</param>
    /// <exception cref="ArgumentException">The shares leave nothing for one of the parts.</exception>
    public Dataset SplitStratified(double train, double validation, ulong seed)
    {
        if (!(train > 0 && validation > 0 && train + validation < 1))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{train} for training and {validation} for validation: both must be above 0, and their sum below 1."), nameof(train));
        List<int>[] parts = [[], [], []];
        for (int c = 0; c < Classes; c++)
        {
            int[] members = [.. Enumerable.Range(0, Count).Where(i => labels[i] == c)];
            new RandomStream(seed, "stratified split", (ulong)c).Shuffle<int>(members);
            int first = (int)Math.Round(train * members.Length), second = Math.Max(first, (int)Math.Round((train + validation) * members.Length));
            parts[0].AddRange(members[..first]);
            parts[1].AddRange(members[first..second]);
            parts[2].AddRange(members[second..]);
        }

        if (parts.Any(static part => part.Count == 0))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Count} samples of {Classes} classes leave one of the three parts empty."), nameof(train));
        return new Dataset(Part(0), Part(1), Part(2));

        Samples Part(int part) => Select([.. parts[part].Order()]);
    }

    /// <summary>Sequences that show each sample unchanged at every step, constant currents, with the classes.</summary>
    /// <param name="steps">Steps per sequence; 1 for a network without time.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no step, or more numbers than one array holds.</exception>
    public Sequences Repeat(int steps) => Sequences.Create(Count, steps, Features, (i, sequence) =>
    {
        for (int at = 0; at < sequence.Length; at += Features)
            this[i].CopyTo(sequence[at..]);
    }).WithLabels(labels);

    /// <summary>Sequences that an encoder makes of the samples, with the classes. The encoder writes into the array that the network reads.</summary>
    /// <param name="encoder">The encoder, for instance <c>PaperEncoders.Classification(delta: 2)</c>.</param>
    /// <exception cref="ArgumentException">A sample does not suit the encoder.</exception>
    /// <exception cref="InputException">A trajectory leaves the number range; the message says which, when, and what to do.</exception>
    public Sequences Encode(Encoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return encoder.EncodeBatch(Array.ConvertAll(values, static value => (double)value), Count).WithLabels(labels);
    }
}
