using System.Collections.Immutable;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Pipelines;
using Lightcone.Flows.Encoders;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Tests.Pipelines;

/// <summary>A network with what belongs to its use, as a value and as a file.</summary>
public sealed class TrainedNetworkTests
{
    private static PipelineResult Train(Dataset data) => new Pipeline
    {
        Encoding = InputEncoding.Parse("mixed:delta=2", samples: 4, duration: 1),
        Architecture = NetworkText.Parse("6", inputs: 3 * data.Train.Features, data.Train.Classes),
        Training = new() { Epochs = 2, Seed = 3 },
    }.Run(data);

    [Fact]
    public void What_was_saved_is_loaded_and_gives_the_same_numbers()
    {
        using TemporaryFolder folder = new();
        Dataset data = Dataset.Digits(seed: 8);
        PipelineResult found = Train(data);
        found.Trained.Save(folder.File("n.safetensors"));
        TrainedNetwork again = TrainedNetwork.Load(folder.File("n.safetensors"));
        Assert.Equal(found.Trained.ToNotes(), again.ToNotes());
        Assert.Equal(("mixed:delta=2", 4, 1.0, "digits", 8UL, 2, 64), (again.Encoding!.ToString(), again.Encoding.Steps, again.Encoding.Duration, again.Data, again.Seed, again.KeptEpoch, again.Features));
        Assert.Equal(found.Training.Epochs, again.Epochs);
        Assert.Equal(again.ToNotes(), TrainedNetwork.Parse(File.ReadAllBytes(folder.File("n.safetensors")), "n").ToNotes());
        Assert.Equal(again.Network.Parameters.Hash(), Network.Parse(File.ReadAllBytes(folder.File("n.safetensors")), "n").Parameters.Hash());
        // The parts are scaled already; the raw samples are scaled by the file's means and deviations, which come to the same bits.
        Assert.Equal(found.Test, again.Classify(data.Test, areScaled: true).Evaluation);
        Assert.Equal(data.Scaling!.Apply(Samples.Digits()).Values.ToArray(), Samples.Digits().Standardized().Values.ToArray());
        Assert.Equal(again.Scaling!.Means, data.Scaling.Means);
        Classification all = again.Classify(Samples.Digits());
        Classification parts = again.Classify(data.All(), areScaled: true);
        Assert.Equal(parts.Counts, all.Counts);
        Assert.Equal(Enumerable.Range(0, 10).Sum(all.Samples), all.Evaluation.Samples);
    }

    [Fact]
    public void An_encoding_without_a_text_is_not_saved()
    {
        using TemporaryFolder folder = new();
        TrainedNetwork trained = new() { Network = Network.Create(Architecture.Parse("input 3 | linear 2 | mean"), 1), Encoding = InputEncoding.Of(PaperEncoders.Classification(delta: 2)) };
        Assert.Contains("a file cannot say it", Assert.Throws<ArgumentException>(() => trained.Save(folder.File("n.safetensors"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("n.safetensors")));
    }

    [Theory]
    [InlineData("samples", "many")]
    [InlineData("means", "[1,2")]
    [InlineData("deviations", "[1]")]
    [InlineData("classes", "[\"a\"]")]
    [InlineData("encode", "nothing:x=1")]
    [InlineData("epochs", "null")]
    [InlineData("seed", "-1")]
    public void Damaged_notes_are_refused_in_words(string note, string text)
    {
        ImmutableSortedDictionary<string, string> notes = Train(Dataset.Digits(seed: 8)).Trained.ToNotes().SetItem(note, text);
        Network network = Network.Create(Architecture.Parse("input 192 | linear 10 | mean"), 1);
        Assert.Contains("x.safetensors", Assert.Throws<InputException>(() => TrainedNetwork.FromNotes(network, notes, "x.safetensors")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_found_by_name()
    {
        using TemporaryFolder folder = new();
        Samples samples = Samples.LoadCsv(folder.Write("a.csv", "1,2,b\n3,4,c\n5,6,b\n"));
        Samples renamed = samples.WithClasses(["a", "b", "c"]);
        Assert.Equal([1, 2, 1], renamed.Labels.ToArray());
        Assert.Contains("the class c is not among", Assert.Throws<InputException>(() => samples.WithClasses(["a", "b"])).Message, StringComparison.Ordinal);
        ImmutableArray<NewSample> fresh = Samples.LoadNew(folder.Write("b.csv", "x,y,kind\n1,2,b\n\n3,4,c\n"), 2);
        Assert.Equal([(2, "b"), (4, "c")], fresh.Select(static sample => (sample.Line, sample.ClassName!)));
        Assert.Null(Samples.LoadNew(folder.Write("c.csv", "1;2\n"), 2)[0].ClassName);
        Assert.Equal([3, 4], Samples.ParseNew("1,2\n3,4\n", 2, "standard input")[1].Features);
    }
}
