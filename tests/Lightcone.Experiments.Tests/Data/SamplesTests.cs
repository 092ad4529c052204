using System.IO.Compression;
using Lightcone.Experiments.Data;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks;
using Lightcone.Shared.Tests;

namespace Lightcone.Experiments.Tests.Data;

public sealed class SamplesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("data").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Golden: the published counts of the test part of the UCI set, and its first digit, a zero.
    [Fact]
    public void Digits_are_the_published_set()
    {
        Samples digits = Samples.Digits();
        Assert.Equal((1797, 64, 10), (digits.Count, digits.Features, digits.Classes));
        int[] counts = new int[10];
        foreach (int label in digits.Labels)
            counts[label]++;
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], counts);
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], digits[0][..8].ToArray());
        Assert.Equal(0, digits.Labels[0]);
        Assert.All(digits.Values.ToArray(), static v => Assert.InRange(v, 0, 16));
    }

    // Analytic: mean 0, population variance 1, constant columns 0.
    [Fact]
    public void Standardized_features_have_mean_zero_and_variance_one()
    {
        Samples data = Samples.Digits().Standardized();
        for (int j = 0; j < data.Features; j++)
        {
            double mean = 0, square = 0;
            for (int i = 0; i < data.Count; i++)
            {
                mean += data[i][j] / data.Count;
                square += (double)data[i][j] * data[i][j] / data.Count;
            }

            Assert.Equal(0, mean, 1e-6);
            Assert.Equal(j is 0 or 32 or 39 ? 0 : 1, square, 1e-5);
        }
    }

    // Law: a split is a permutation cut in three, the same for the same seed.
    [Fact]
    public void A_split_uses_every_sample_once()
    {
        Samples data = new("n", 1, [.. Enumerable.Range(0, 100).Select(static i => (float)i)], [.. Enumerable.Range(0, 100).Select(static i => i % 3)], ["0", "1", "2"]);
        Dataset split = data.Split(60, 25, seed: 4);
        float[] all = [.. split.Train.Values, .. split.Validation.Values, .. split.Test.Values];
        Assert.Equal((60, 25, 15), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(data.Values.ToArray(), all.Order());
        Assert.NotEqual(data.Values.ToArray(), all);
        Assert.Equal(split.Test.Values.ToArray(), data.Split(60, 25, seed: 4).Test.Values.ToArray());
        Assert.NotEqual(split.Test.Values.ToArray(), data.Split(60, 25, seed: 5).Test.Values.ToArray());
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal((int)split.Train.Values[i] % 3, split.Train.Labels[i]));
        Assert.Throws<ArgumentException>(() => data.Split(80, 20, 1));
    }

    [Fact]
    public void Csv_with_header_blank_lines_and_compression_is_read()
    {
        string path = Path.Combine(folder, "a.csv.gz");
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.Optimal))
            gzip.Write("width,height,kind\n1.5, -2e3 ,0\r\n\n3,4,2\n"u8);
        Samples data = Samples.LoadCsv(path);
        Assert.Equal([1.5f, -2000, 3, 4], data.Values.ToArray());
        // A class that no sample has is none.
        Assert.Equal([0, 1], data.Labels.ToArray());
        Assert.Equal(["0", "2"], data.ClassNames);
    }

    [Theory]
    [InlineData("1,2,0\n1,x,0\n", "2:3: expected a finite number, found 'x'")]
    [InlineData("1,2,0\n1,2\n", "2:4: expected 3 fields as in the first line, found 2")]
    [InlineData("1,2,0\n1,2,0,5\n", "2:8: expected 3 fields as in the first line, found 4")]
    [InlineData("1,NaN,0\n", "1:3: expected a finite number, found 'NaN'")]
    [InlineData("1,2,0\na,b,c\n", "2:1: expected a finite number, found 'a'")]
    [InlineData("1,2,0.5\n", "1:5: expected a class, a whole number or a name, found '0.5'")]
    [InlineData("1,2,\n", "1:5: expected a class")]
    [InlineData("1,2,NA\n", "1:5: expected a class")]
    [InlineData("7\n", "1:1: expected features and a class")]
    [InlineData("", "1:1: expected at least one line")]
    public void Csv_errors_name_line_and_column(string text, string message)
    {
        string path = Path.Combine(folder, "bad.csv");
        File.WriteAllText(path, text);
        Assert.StartsWith($"{path}:{message}", Assert.Throws<InputException>(() => Samples.LoadCsv(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2,1\n3,4,2\n5,6,1\n", "1 2")]
    [InlineData("x;y;kind\n1;2;setosa\n3;4;virginica\n5;6;setosa\n", "setosa virginica")]
    [InlineData("1\t2\t10\n3\t4\t9\n", "9 10")]
    [InlineData("1,2,-1\n3,4,1\n", "-1 1")]
    public void Classes_are_those_that_occur_by_number_or_by_name(string text, string names)
    {
        string path = Path.Combine(folder, "classes.csv");
        File.WriteAllText(path, text);
        Samples data = Samples.LoadCsv(path);
        Assert.Equal(names.Split(' '), data.ClassNames);
        Assert.Equal(2, data.Classes);
        Assert.Equal([1, 2], data[0].ToArray());
    }

    // Golden: bytes written by hand from the description of the format.
    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    public void Idx_files_are_read(string ending)
    {
        string images = Write("images" + ending, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 0, 0]);
        string labels = Write("labels" + ending, [0, 0, 8, 1, 0, 0, 0, 2, 1, 4]);
        Samples data = Samples.LoadIdx(images, labels);
        Assert.Equal([0, 0.2f, 1, 0.4f, 0, 0], data.Values.ToArray());
        Assert.Equal([1, 4], data.Labels.ToArray());
        Assert.Equal(5, data.Classes);
        string three = Write("three" + ending, [0, 0, 8, 1, 0, 0, 0, 3, 1, 4, 0]);
        Assert.Contains("3 labels do not fit the 2 images", Assert.Throws<InputException>(() => Samples.LoadIdx(images, three)).Message, StringComparison.Ordinal);
    }

    // Law: damage gives the format error and nothing else.
    [Fact]
    public void Damaged_idx_files_give_nothing_but_the_format_error()
    {
        byte[] whole = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 0, 0];
        string labels = Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 1, 4]);
        RandomStream stream = new(1, "damage");
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            damaged[stream.NextInt32(16)] = (byte)stream.NextInt32(256);
            string path = Write(i % 2 == 0 ? "images" : "images.gz", damaged[..(16 + stream.NextInt32(7))]);
            if (i % 3 == 0)
                path = Write("images.gz2", damaged, raw: true, rename: "raw.gz");
            try
            {
                Samples.LoadIdx(path, labels);
            }
            catch (InputException)
            {
            }
        }
    }

    // Judge: Debian's package dataset-fashion-mnist. A little of it, so that the test takes a second.
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Fashion_is_learned_from_the_debian_package()
    {
        Samples fashion = Samples.FashionMnist(training: false, OutsideJudge.FashionMnist.Require());
        Assert.Equal((10_000, 784, 10), (fashion.Count, fashion.Features, fashion.Classes));
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(1000, fashion.Labels.ToArray().Count(l => l == c)));
        Dataset split = fashion.Split(4000, 1000, seed: 1);
        TrainingResult result = new Training { Epochs = 4, BatchSize = 64, Threads = 2 }.Fit(Architecture.Perceptron(784, 64, 10), split.Train.Repeat(1));
        Assert.InRange(result.Network.Evaluate(split.Validation.Repeat(1)).Accuracy, 0.75, 1);
    }

    [Fact]
    public void A_file_that_is_not_gzip_is_named()
    {
        string path = Write("a.csv.gz", "1,2,0\n"u8.ToArray(), raw: true);
        Assert.StartsWith($"{path}: the name says gzip", Assert.Throws<InputException>(() => Samples.LoadCsv(path)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{path}: byte 0: the name says gzip", Assert.Throws<InputException>(() => Samples.LoadIdx(path, path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_package_is_named()
    {
        string message = Assert.Throws<FileNotFoundException>(() => Samples.FashionMnist(training: true, folder)).Message;
        Assert.Contains("apt-get install dataset-fashion-mnist", message, StringComparison.Ordinal);
    }

    // Law: every class has the same share in each part, and every sample is used once.
    [Fact]
    public void A_stratified_split_keeps_the_shares_of_the_classes()
    {
        int[] labels = [.. Enumerable.Range(0, 200).Select(static i => i < 120 ? 0 : i < 180 ? 1 : 2)];
        Samples data = new("n", 1, [.. Enumerable.Range(0, 200).Select(static i => (float)i)], labels, ["0", "1", "2"]);
        Dataset split = data.SplitStratified(0.7, 0.15, seed: 4);
        Assert.Equal([84, 42, 14], Counts(split.Train));
        Assert.Equal([18, 9, 3], Counts(split.Validation));
        Assert.Equal([18, 9, 3], Counts(split.Test));
        float[] all = [.. split.Train.Values, .. split.Validation.Values, .. split.Test.Values];
        Assert.Equal(data.Values.ToArray(), all.Order());
        Assert.Equal(split.Test.Values.ToArray(), data.SplitStratified(0.7, 0.15, seed: 4).Test.Values.ToArray());
        Assert.NotEqual(split.Test.Values.ToArray(), data.SplitStratified(0.7, 0.15, seed: 5).Test.Values.ToArray());
        Assert.Throws<ArgumentException>(() => data.SplitStratified(0.9, 0.1, 1));

        static int[] Counts(Samples part) => [.. Enumerable.Range(0, 3).Select(c => part.Labels.ToArray().Count(label => label == c))];
    }

    // Law: what an encoder says of one sample stands in the sequences, with the class beside it.
    [Fact]
    public void Samples_are_encoded_with_their_classes()
    {
        Samples data = new("n", 2, [0.5f, -1, 2, 0.25f, 1, 1], [2, 0, 1], ["0", "1", "2"]);
        TrajectoryEncoder<MixedOscillator> encoder = PaperEncoders.Classification(2);
        Sequences encoded = data.Encode(encoder);
        Assert.Equal((3, 30, 6), (encoded.Batch, encoded.Time, encoded.Features));
        Assert.Equal([2, 0, 1], encoded.Labels.ToArray());
        Assert.Equal(encoder.Encode([2, 0.25]).Select(static v => (float)v), encoded.Sample(1).ToArray());
        Assert.Equal([2, 0.25f, 2, 0.25f], data.Repeat(2).Sample(1).ToArray());
        Assert.Throws<InputException>(() => data.Encode(new TrajectoryEncoder<MixedOscillator>(new(-3), duration: 40)));
    }

    private string Write(string name, byte[] bytes, bool raw = false, string? rename = null)
    {
        string path = Path.Combine(folder, rename ?? name);
        if (!raw && name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using GZipStream gzip = new(File.Create(path), CompressionLevel.Optimal);
            gzip.Write(bytes);
        }
        else
            File.WriteAllBytes(path, bytes);
        return path;
    }
}
