using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using Lightcone.Foundation.Arrays;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>What can be done with a network after train has written it.</summary>
public sealed class NetworkUseTests
{
    private const string Flowers = "length,width,kind\n1,2,rose\n2,1,\"lily, white\"\n1.1,2.2,rose\n2.2,1.1,\"lily, white\"\n0.9,2.1,rose\n2.1,0.8,\"lily, white\"\n1.2,2.3,rose\n2.4,1.2,\"lily, white\"\n1,2.4,rose\n2.3,1,\"lily, white\"\n";

    [Theory]
    [InlineData("repeat:6")]
    [InlineData("mixed:delta=2")]
    public void Evaluation_of_the_test_part_gives_exactly_what_train_printed(string encode)
    {
        using TemporaryFolder folder = new();
        string network = folder.File("n.safetensors");
        JsonElement trained = CommandLine.Json($"train --data digits --encode {encode} --samples 6 --duration 2 --network 12 --epochs 2 --seed 5 --out {network}");
        JsonElement test = CommandLine.Json($"evaluate {network}");
        Assert.Equal(trained.GetProperty("testAccuracy").GetDouble(), test.GetProperty("accuracy").GetDouble());
        Assert.Equal((trained.GetProperty("hash").GetString(), "digits", "test", 271), (test.GetProperty("hash").GetString(), test.GetProperty("data").GetString(), test.GetProperty("part").GetString(), test.GetProperty("samples").GetInt32()));
        JsonElement validation = CommandLine.Json($"evaluate {network} --data digits --part validation");
        Assert.Equal(trained.GetProperty("validationAccuracy").GetDouble(), validation.GetProperty("accuracy").GetDouble());
        // The parts together are the whole, and a class has as many samples as its row of the confusion matrix.
        JsonElement all = CommandLine.Json($"evaluate {network} --part all --threads 2");
        Assert.Equal(1797, all.GetProperty("samples").GetInt32());
        int[][] confusion = [.. all.GetProperty("confusion").EnumerateArray().Select(static row => row.EnumerateArray().Select(static count => count.GetInt32()).ToArray())];
        Assert.Equal(1797, confusion.Sum(static row => row.Sum()));
        Assert.Equal(all.GetProperty("classes").EnumerateArray().Select(static each => each.GetProperty("samples").GetInt32()), confusion.Select(static row => row.Sum()));
        Assert.Equal(all.GetProperty("accuracy").GetDouble(), (double)confusion.Select(static (row, i) => row[i]).Sum() / 1797);
        Assert.Equal(all.GetProperty("spikesPerSample").GetDouble(), all.GetProperty("layers").EnumerateArray().Sum(static layer => layer.GetProperty("spikesPerSample").GetDouble()), 9);
    }

    [Fact]
    public void New_samples_are_scaled_encoded_and_named_as_in_the_training()
    {
        using TemporaryFolder folder = new();
        string data = folder.File("flowers.csv"), network = folder.File("n.safetensors"), fresh = folder.File("new.csv");
        File.WriteAllText(data, Flowers);
        Assert.Equal(0, CommandLine.Line($"train --data {data} --encode none --network perceptron:8 --epochs 60 --rate 0.05 --patience 0 --batch 4 --seed 2 --out {network}").Code);
        File.WriteAllText(fresh, "1.05,2.15\n2.15,1.05\n");
        (int code, string output, string error) = CommandLine.Line($"predict {network} {fresh}");
        Assert.Equal((0, ""), (code, error));
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("line,predicted,tie,\"lily, white\",rose", lines[0].TrimEnd());
        Assert.StartsWith("1,rose,0,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,\"lily, white\",0,", lines[2], StringComparison.Ordinal);
        // A class behind the features is shown beside the prediction, and as JSON the same numbers come.
        (_, output, error) = CommandLine.Line($"predict {network} {data}");
        Assert.StartsWith("line,predicted,class,tie,", output, StringComparison.Ordinal);
        Assert.Contains("of 10 samples as the file says", error, StringComparison.Ordinal);
        JsonElement json = CommandLine.Json($"predict {network} {fresh}");
        Assert.Equal(["rose", "lily, white"], json.GetProperty("predictions").EnumerateArray().Select(static each => each.GetProperty("predicted").GetString()));
        Assert.Equal(lines[1].Split(',')[3], json.GetProperty("predictions")[0].GetProperty("outputs")[0].GetRawText());
        // Other data of the same kind are taken whole, in the network's order of classes, also where one class is missing.
        string roses = folder.File("roses.csv");
        File.WriteAllText(roses, "1,2,rose\n1.1,2.3,rose\n");
        JsonElement only = CommandLine.Json($"evaluate {network} --data {roses}");
        Assert.Equal(("all", 2, 1.0), (only.GetProperty("part").GetString(), only.GetProperty("samples").GetInt32(), only.GetProperty("accuracy").GetDouble()));
    }

    // Neurons that never fire say 0 to every class: the first one is named by no merit.
    [Fact]
    public void Ties_are_told()
    {
        using TemporaryFolder folder = new();
        string data = folder.File("flowers.csv"), network = folder.File("n.safetensors"), fresh = folder.File("new.csv");
        File.WriteAllText(data, Flowers);
        File.WriteAllText(fresh, "1.05,2.15\n2.15,1.05\n");
        (string Name, string Value)[] silent = [("--data", data), ("--encode", "repeat:3"), ("--network", "input 2 | linear 4 | leaky threshold=1e6 | linear 2 | leaky threshold=1e6 | count"), ("--epochs", "1"), ("--seed", "2"), ("--out", network)];
        (int code, _, string told) = CommandLine.Run(["train", .. silent.SelectMany(static each => new[] { each.Name, each.Value })]);
        Assert.Equal(0, code);
        Assert.Contains("have their largest output for several classes at once", told, StringComparison.Ordinal);
        Assert.StartsWith("1,\"lily, white\",1,0,0", CommandLine.Line($"predict {network} {fresh}").Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Contains("all 2 samples have their largest output for several classes at once", CommandLine.Line($"predict {network} {fresh}").Error, StringComparison.Ordinal);
        Assert.True(CommandLine.Json($"predict {network} {fresh}").GetProperty("predictions")[0].GetProperty("tie").GetBoolean());
        Assert.Equal(10, CommandLine.Json($"evaluate {network} --data {data} --part all").GetProperty("ties").GetInt32());
        Assert.Contains("all 10 samples have their largest output", CommandLine.Line($"evaluate {network} --data {data} --part all").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_of_other_programs_lack_only_their_layers()
    {
        using TemporaryFolder folder = new();
        string tensors = folder.File("state.safetensors");
        File.WriteAllBytes(tensors, new TensorFile([new NamedArray("fc1.weight", NpyArray.FromSingles(new float[4], 2, 2))], ImmutableSortedDictionary<string, string>.Empty).ToFile());
        (int code, _, string error) = CommandLine.Line($"export {tensors} --format nir --out {folder.File("x.nir")}");
        Assert.Equal(2, code);
        Assert.Contains("Give --network", error, StringComparison.Ordinal);
    }

    /// <summary>Scripts of torch write "pt" for the format; that of another program says nothing of the layers.</summary>
    [Theory]
    [InlineData("pt")]
    [InlineData("")]
    public void A_format_of_another_program_is_as_none(string format)
    {
        using TemporaryFolder folder = new();
        string tensors = folder.File("state.safetensors"), data = folder.File("flowers.csv"), network = "input 2 | linear 3 | leaky beta=0.5 | count";
        File.WriteAllText(data, Flowers);
        File.WriteAllBytes(tensors, new TensorFile([new NamedArray("fc1.weight", NpyArray.FromSingles(new float[6], 3, 2)), new NamedArray("fc1.bias", NpyArray.FromSingles(new float[3], 3))], ImmutableSortedDictionary<string, string>.Empty.Add("format", format)).ToFile());
        Assert.Contains("Give --network", CommandLine.Run("export", tensors, "--format", "nir", "--out", folder.File("x.nir")).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("export", tensors, "--network", network, "--format", "nir", "--out", folder.File("x.nir")).Code);
        Assert.Equal(0, CommandLine.Run("predict", tensors, folder.Write("new.csv", "1,2\n"), "--network", network, "--encode", "repeat:3").Code);
        Assert.Contains("Give --network", CommandLine.Run("evaluate", tensors, "--data", data).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_answered_in_words()
    {
        using TemporaryFolder folder = new();
        string data = folder.File("flowers.csv"), network = folder.File("n.safetensors");
        File.WriteAllText(data, Flowers);
        Assert.Equal(0, CommandLine.Line($"train --data {data} --encode repeat:3 --network 4 --epochs 1 --seed 2 --out {network}").Code);
        Refused($"evaluate {network}", "--data is missing");
        Refused($"evaluate {network} --data digits", "64 features a sample");
        Refused($"evaluate {network} --data {data} --part tets", "expected test, validation, train or all");
        Refused($"evaluate {network} --data {Written("1,2,rose\n2,1,tulip\n")} --part test", "trained on other data");
        Refused($"evaluate {network} --data {Written("1,2,rose\n2,1,tulip\n")}", "the class tulip is not among those that are known: lily, white, rose");
        Refused($"evaluate {network} --data {data} --encode repeat:0", "repeat:STEPS");
        Refused($"predict {network} {Written("1,2,3,4\n")}", "expected 2 features, or these and a class behind them, found 4 fields");
        Refused($"predict {network} {Written("1,2\n1,2,rose\n")}", "other.csv:2");
        Refused($"predict {network} {Written("1,x\n")}", "expected a finite number, found 'x'");
        Refused($"predict {folder.File("none.safetensors")} {data}", "there is no such file");
        Refused($"evaluate {network} --data {data} --threads 0", "at least 1");
        Refused($"evaluate {network} --data {data} --out x.txt", ".png or .svg");
        File.WriteAllBytes(folder.File("plain.safetensors"), new TensorFile([new NamedArray("fc1.weight", NpyArray.FromSingles([1f, 2], 1, 2))], ImmutableSortedDictionary<string, string>.Empty).ToFile());
        Refused($"evaluate {folder.File("plain.safetensors")} --data {data}", "Give --network");

        string Written(string text)
        {
            File.WriteAllText(folder.File("other.csv"), text);
            return folder.File("other.csv");
        }

        static void Refused(string line, string part)
        {
            (int code, string output, string error) = CommandLine.Line(line);
            Assert.Contains(part, error, StringComparison.Ordinal);
            Assert.Equal((2, ""), (code, output));
        }
    }

    [Fact]
    public void Another_encoding_than_that_of_the_training_is_said()
    {
        using TemporaryFolder folder = new();
        string network = folder.File("n.safetensors");
        Assert.Equal(0, CommandLine.Line($"train --data digits --encode mixed:delta=2 --samples 5 --network 6 --epochs 1 --seed 1 --out {network}").Code);
        (int code, string output, string error) = CommandLine.Line($"evaluate {network} --encode mixed:delta=10");
        Assert.Equal(0, code);
        Assert.Contains("encoded by mixed:delta=10, 5 samples of 4 time units; the network was trained on mixed:delta=2, 5 samples of 4 time units.", error, StringComparison.Ordinal);
        Assert.Contains("digits (test), mixed:delta=10: accuracy ", output, StringComparison.Ordinal);
        Assert.Contains("class  samples  recall  precision   taken for:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_trainings_and_rasters_are_drawn()
    {
        using TemporaryFolder folder = new();
        string network = folder.File("n.safetensors"), checkpoint = folder.File("n.checkpoint"), picture = folder.File("p.png");
        Assert.Equal(0, CommandLine.Line($"train --data digits --encode repeat:4 --network 6 --epochs 2 --seed 1 --checkpoint {checkpoint} --out {network}").Code);
        foreach (string what in new[] { $"network {network}", $"training {network}", $"training {checkpoint}", $"raster {network} --sample 3", $"raster {network} --data digits --encode repeat:9", $"network {network}" })
        {
            (int code, _, string error) = CommandLine.Line($"draw {what} --out {picture}");
            Assert.True(code == 0, error);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
            File.Delete(picture);
        }

        Refused($"draw raster {network} --sample 0 --out {picture}", "counted from 1");
        Refused($"draw training {network} --out x.txt", ".png or .svg");
        Refused($"draw network {network}", "--out");
        Refused($"draw netwrok {network} --out {picture}", "Did you mean lightcone draw network?");
        Assert.False(File.Exists(picture));
        (_, string help, _) = CommandLine.Line("draw network --help");
        Assert.Contains("lightcone draw network <NETWORK>", help, StringComparison.Ordinal);

        static void Refused(string line, string part)
        {
            (int code, _, string error) = CommandLine.Line(line);
            Assert.Equal(2, code);
            Assert.Contains(part, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Space_time_pictures_have_axes_a_caption_and_the_frozen_input()
    {
        using TemporaryFolder folder = new();
        string svg = folder.File("a.svg");
        Assert.Equal(0, CommandLine.Line($"draw addition --worst 12 --out {svg}").Code);
        string[] words = Words();
        Assert.Contains(words, static word => word.StartsWith("addition: 12 cells, 12 steps", StringComparison.Ordinal));
        Assert.All(["cell", "step", "input", "state"], word => Assert.Contains(word, words));
        Assert.Equal(0, CommandLine.Line($"draw W30 --random 12 --steps 5 --seed 1 --out {svg}").Code);
        Assert.DoesNotContain("input", Words());
        Assert.Contains("W30: 12 cells, 5 steps, seed 1", Words());
        // Bare pictures are the cells alone, in whole pixels.
        Assert.Equal(0, CommandLine.Line($"draw W30 --random 12 --steps 5 --seed 1 --zoom 2 --bare --out {folder.File("b.png")}").Code);
        byte[] png = File.ReadAllBytes(folder.File("b.png"));
        Assert.Equal((24, 12), (png[19], png[23]));
        Assert.Equal(2, CommandLine.Line($"draw W30 --random 12 --steps 5 --seed 1 --bare --out {svg}").Code);

        string[] Words() => [.. XDocument.Load(svg).Descendants().Where(static element => element.Name.LocalName == "text").Select(static element => element.Value.Trim())];
    }

    [Theory]
    [InlineData("nir", "resets otherwise than NIR's LIF")]
    [InlineData("onnx", "")]
    [InlineData("onnx-step", "")]
    public void Networks_are_written_for_other_programs(string format, string warning)
    {
        using TemporaryFolder folder = new();
        string network = folder.File("n.safetensors"), file = folder.File("n.out");
        JsonElement trained = CommandLine.Json($"train --data digits --encode repeat:4 --network 6 --epochs 1 --seed 1 --out {network}");
        (int code, string output, string error) = CommandLine.Line($"export {network} --format {format} --out {file}");
        Assert.Equal(0, code);
        Assert.Contains($"bytes written to {file}", output, StringComparison.Ordinal);
        Assert.Contains(warning, error, StringComparison.Ordinal);
        Assert.Equal(warning.Length == 0, error.Length == 0);
        Assert.Equal(trained.GetProperty("hash").GetString(), CommandLine.Json($"export {network} --format {format} --out {file}").GetProperty("hash").GetString());
        if (format == "nir")
        {
            // The file also says how the network is used.
            JsonElement again = CommandLine.Json($"evaluate {file}");
            Assert.Equal((trained.GetProperty("hash").GetString(), trained.GetProperty("testAccuracy").GetDouble()), (again.GetProperty("hash").GetString(), again.GetProperty("accuracy").GetDouble()));
        }

        (code, _, error) = CommandLine.Line($"export {network} --format blif --out {file}");
        Assert.Equal(2, code);
        Assert.Contains("a network in time is not written as blif", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_of_another_program_are_used_with_an_architecture()
    {
        using TemporaryFolder folder = new();
        string own = folder.File("own.safetensors"), other = folder.File("other.safetensors");
        JsonElement trained = CommandLine.Json($"train --data digits --encode none --network perceptron:5 --epochs 1 --seed 1 --out {own}");
        TensorFile file = TensorFile.Load(own);
        ImmutableArray<NamedArray> renamed = [.. file.Tensors.Select(static tensor => tensor with { Name = tensor.Name.Replace("0.", "fc1.", StringComparison.Ordinal).Replace("2.", "fc2.", StringComparison.Ordinal) })];
        new TensorFile(renamed, ImmutableSortedDictionary<string, string>.Empty).Save(other);
        string[] line = ["evaluate", other, "--network", "input 64 | linear 5 | relu | linear 10 | mean", "--data", "digits", "--encode", "none", "--json"];
        (int code, string output, string error) = CommandLine.Run(line);
        Assert.Equal(0, code);
        Assert.Contains("does not say how features were scaled", error, StringComparison.Ordinal);
        Assert.Contains(trained.GetProperty("hash").GetString()!, output, StringComparison.Ordinal);
        line[3] = "input 64 | linear 6 | relu | linear 10 | mean";
        (code, _, error) = CommandLine.Run(line);
        Assert.Equal(2, code);
        Assert.Contains("Found: fc1.weight [5, 64]", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_best_keeps_the_network_of_the_best_epoch()
    {
        using TemporaryFolder folder = new();
        string best = folder.File("best.safetensors"), last = folder.File("last.safetensors");
        // So large a rate that the accuracy goes up and down.
        const string line = "train --data digits --encode none --network perceptron:8 --rate 0.1 --epochs 6 --patience 0 --seed 1";
        JsonElement kept = CommandLine.Json($"{line} --keep-best --out {best}");
        JsonElement ended = CommandLine.Json($"{line} --out {last}");
        Assert.Equal(ended.GetProperty("bestValidationAccuracy").GetDouble(), kept.GetProperty("validationAccuracy").GetDouble());
        Assert.Equal((kept.GetProperty("bestEpoch").GetInt32(), 6), (kept.GetProperty("keptEpoch").GetInt32(), ended.GetProperty("keptEpoch").GetInt32()));
        Assert.True(ended.GetProperty("validationAccuracy").GetDouble() < kept.GetProperty("validationAccuracy").GetDouble(), "the last epoch was the best: choose another rate");
        Assert.Equal(kept.GetProperty("validationAccuracy").GetDouble(), CommandLine.Json($"evaluate {best} --part validation").GetProperty("accuracy").GetDouble());
        // A training that is cut at the best epoch ends with the same network.
        JsonElement cut = CommandLine.Json($"{line.Replace("--epochs 6", $"--epochs {kept.GetProperty("bestEpoch").GetInt32()}", StringComparison.Ordinal)}");
        Assert.Equal(cut.GetProperty("hash").GetString(), kept.GetProperty("hash").GetString());
    }
}
