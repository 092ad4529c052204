using System.Collections.Immutable;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Flows;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Landscapes;

public sealed class LandscapeTests
{
    private static readonly LandscapeTraining Small = new() { Tests = [EncodingSpec.Mixed(2), EncodingSpec.Mixed(0)], Samples = 200, Epochs = 3, LearningRate = 1e-3 };

    [Theory]
    [InlineData(LandscapeModel.Spiking)]
    [InlineData(LandscapeModel.LastStep)]
    [InlineData(LandscapeModel.Averaging)]
    [InlineData(LandscapeModel.ExponentialAverage)]
    [InlineData(LandscapeModel.LeakyPerceptron)]
    [InlineData(LandscapeModel.Recurrent)]
    [InlineData(LandscapeModel.Lstm)]
    [InlineData(LandscapeModel.Convolutional)]
    public void Every_model_trains_and_gives_the_same_again(LandscapeModel model)
    {
        LandscapeTraining run = Small with { Model = model };
        RunResult first = run.Compute(RunContext.None), again = run.Compute(RunContext.None);
        Assert.Equal(first.Numbers, again.Numbers);
        Assert.Equal(first.Events, again.Events);
        Assert.All(first.Arrays, pair => Assert.Equal(pair.Value.ToFile(), again.Arrays[pair.Key].ToFile()));
        double[] accuracy = first.Arrays["accuracy"].ToDoubles();
        Assert.Equal(first["in-distribution"], accuracy[0]);
        Assert.Equal(first["out-off-diagonal"], accuracy[1]);
        Assert.Equal((accuracy[0] + accuracy[1]) / 2, first["out-mean"], 12);
        Assert.Equal(3, first["epochs"]);
        Assert.Equal(model is LandscapeModel.Spiking or LandscapeModel.Convolutional, double.IsFinite(first["rate-1"]));
        Assert.InRange(first["cka-1"], 0, 1 + 1e-9);
    }

    [Fact]
    public void Settings_change_the_result_and_the_hash()
    {
        LandscapeTraining[] runs =
        [
            Small, Small with { Seed = 2 }, Small with { Control = Control.AmplitudePerStep }, Small with { Control = Control.TimeShuffled, ControlledTests = false }, Small with { NormalizedCurrent = true },
            Small with { Beta = 0.5 }, Small with { LearnBeta = Networks.Layers.DecayLearning.PerNeuron },
        ];
        Assert.Equal(runs.Length, runs.Select(static run => run.Hash).Distinct().Count());
        Assert.Equal(runs.Length, runs.Select(static run => run.Compute(RunContext.None).Events[^1]).Distinct().Count());
    }

    [Fact]
    public void Patience_above_chance_waits_for_a_silent_network()
    {
        // At a leak of 0.3 nothing fires at first: the paper's patience gives up, the control goes on.
        LandscapeTraining silent = Small with { Beta = 0.3, LearningRate = 1e-5, Epochs = 6, Patience = 2 };
        Assert.True(silent.Compute(RunContext.None)["epochs"] < 6);
        Assert.Equal(6, (silent with { PatienceAboveChance = true }).Compute(RunContext.None)["epochs"]);
    }

    [Fact]
    public void Out_of_range_settings_are_told_in_one_message()
    {
        string message = Assert.Throws<ArgumentException>(() => (Small with { Beta = 2, Samples = 3, Tests = [] }).Compute(RunContext.None)).Message;
        Assert.Contains("beta", message, StringComparison.Ordinal);
        Assert.Contains("samples", message, StringComparison.Ordinal);
        Assert.Contains("test", message, StringComparison.Ordinal);
    }

    // A leak that is learned leaves the currents scaled by what it no longer is.
    [Fact]
    public void Settings_that_do_nothing_together_are_refused() =>
        Assert.Contains("normalized", Assert.Throws<ArgumentException>(() => (Small with { NormalizedCurrent = true, LearnBeta = Networks.Layers.DecayLearning.PerNeuron, Epochs = 1 }).Compute(RunContext.None)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_landscape_is_its_runs_and_its_tables()
    {
        Landscape landscape = new() { Train = [EncodingSpec.Mixed(2), EncodingSpec.Mixed(10)], Models = [LandscapeModel.Averaging, LandscapeModel.LastStep], Repeats = 2, Settings = Small };
        ImmutableArray<RunSpec> runs = landscape.Runs();
        Assert.Equal(8, runs.Select(static run => run.Hash).Distinct().Count());
        RunResult[] results = [.. runs.Select(static run => run.Compute(RunContext.None))];
        ImmutableArray<LandscapeTable> tables = landscape.Tables(results);
        Assert.Equal(2, tables.Length);
        Assert.Equal((results[6].Arrays["accuracy"].ToDoubles()[1] + results[7].Arrays["accuracy"].ToDoubles()[1]) / 2, tables[1][1, 1].Mean, 12);
        Assert.Equal((results[0]["out-mean"] + results[1]["out-mean"]) / 2, tables[0].Row(0, "out-mean").Mean, 12);
        Assert.Contains("mixed:delta=10", tables[0].ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => landscape.Tables(results[1..]));
        Assert.Equal(120, Landscape.Paper.Runs().Length);
        Assert.Equal(300, Landscape.DampingAndLeak.Runs().Length);
        Assert.Equal(40, Landscape.Families.Runs().Length);
        Assert.All(Landscape.StartPatterns, static pattern => Assert.Equal(10, Landscape.FromStart(pattern).Runs().Length));
    }

    [Theory]
    [InlineData("mixed:delta=2")]
    [InlineData("mixed:delta=2,alpha=1 start=1,0,0 duration=8 steps=10")]
    [InlineData("lorenz:rho=28")]
    [InlineData("ramp:from=5,to=-1")]
    [InlineData("decay:delta=0.5")]
    [InlineData("gaussian:seed=3")]
    [InlineData("gaussian:seed=0 steps=12")]
    [InlineData("decay:delta=2 duration=9")]
    [InlineData("ramp:to=-1")]
    public void Encodings_read_back(string text)
    {
        EncodingSpec encoding = EncodingSpec.Parse(text);
        Assert.Equal(text, encoding.ToString());
        Assert.Equal(encoding, EncodingSpec.Parse(encoding.ToString()));
    }

    [Theory]
    [InlineData("mxed:delta=2", "mixed")]
    [InlineData("mixed:delta=x", "name=value")]
    [InlineData("mixed:delta=2 steps=1", "steps")]
    [InlineData("decay:rate=2", "delta")]
    [InlineData("gaussian:seed=1 start=1,0,0", "start")]
    [InlineData("mixed:delta=2 start=1,0", "3 components")]
    [InlineData("mixed:delta=q", "delta")]
    [InlineData("decay:from=3", "'from'")]
    [InlineData("decay:delta=2,to=3", "'to'")]
    [InlineData("gaussian:to=1", "'to'")]
    [InlineData("ramp:delta=2", "from, to")]
    [InlineData("gaussian:seed=1 duration=9", "duration")]
    [InlineData("gaussian:seed=1.5", "whole number")]
    [InlineData("gaussian:seed=-1", "whole number")]
    [InlineData("gaussian:seed=1e300", "whole number")]
    [InlineData("mixed:delta=2,delta=5", "twice")]
    [InlineData("mixed:delta=2 steps=10 steps=20", "twice")]
    public void Encodings_that_are_none_say_so(string text, string hint)
    {
        string message = Assert.Throws<InputException>(() => EncodingSpec.Parse(text)).Message;
        Assert.Contains(hint, message, StringComparison.Ordinal);
        // Parameters of constructors mean nothing to whoever typed an encoding.
        Assert.DoesNotContain("(Parameter", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paper_s_encoding_is_the_paper_s_encoding()
    {
        Samples digits = Samples.Digits().Standardized().Select([0, 1, 2]);
        Assert.Equal(digits.Encode(PaperEncoders.Classification(delta: -1.5)).Values.ToArray(), EncodingSpec.Mixed(-1.5).Encode(digits).Sequences!.Values.ToArray());
        // A ramp that does not rise is a fixed damping, up to the order of operations.
        float[] ramp = EncodingSpec.Parse("ramp:from=2,to=2").Encode(digits).Sequences!.Values.ToArray(), even = EncodingSpec.Mixed(2).Encode(digits).Sequences!.Values.ToArray();
        for (int i = 0; i < ramp.Length; i++)
            Assert.Equal(even[i], ramp[i], 6);
    }

    [Fact]
    public void The_ramp_s_jacobian_and_divergence_are_derivatives()
    {
        RampedOscillator ramp = new(5, -1, 4);
        Assert.True(ramp.JacobianError([0.4, -0.7, 0.3], 1.3) < 1e-6);
        double[] jacobian = ramp.JacobianAt([0.4, -0.7, 0.3], 1.3);
        Assert.Equal(jacobian[0] + jacobian[4] + jacobian[8], ramp.DivergenceAt([0.4, -0.7, 0.3], 1.3), 12);
        Assert.Equal(-2 * (5 - (6 * 1.3 / 4)), ramp.DivergenceAt([0.4, -0.7, 0.3], 1.3), 12);
    }

    [Fact]
    public void An_encoding_that_leaves_the_number_range_is_a_result()
    {
        EncodingSpec far = EncodingSpec.Parse("mixed:delta=-60");
        RunResult test = (Small with { Model = LandscapeModel.Averaging, Tests = [EncodingSpec.Mixed(2), far] }).Compute(RunContext.None);
        Assert.True(double.IsNaN(test.Arrays["accuracy"].ToDoubles()[1]));
        Assert.Contains(test.Events, static line => line.Contains("problem", StringComparison.Ordinal));
        Assert.True(double.IsNaN((Small with { Train = far }).Compute(RunContext.None)["out-mean"]));
    }

    [Fact]
    public void Alignment_of_prepared_representations_is_that_of_the_measure()
    {
        RandomStream stream = new(1, "alignment");
        float[] a = [.. Enumerable.Range(0, 20 * 3).Select(_ => (float)stream.NextGaussian())], b = [.. Enumerable.Range(0, 20 * 5).Select(i => a[i % 60] + (float)stream.NextGaussian())];
        double[] da = Array.ConvertAll(a, static x => (double)x), db = Array.ConvertAll(b, static x => (double)x);
        RepresentationAlignment x = new(a, 20), y = new(b, 20);
        Assert.Equal(CenteredKernelAlignment.Linear(da, db, 20), x.Linear(y), 10);
        Assert.Equal(CenteredKernelAlignment.Debiased(da, db, 20), x.Debiased(y), 10);
        Assert.True(double.IsNaN(RepresentationAlignment.MeanOfPairs([x, new(new float[60], 20)], static (p, q) => p.Linear(q))));
    }

    [Fact]
    public void The_cache_forgets_what_was_used_longest_ago()
    {
        EncodingCache cache = new(limit: 1000);
        int made = 0;
        Encoded Make()
        {
            made++;
            return new Encoded(Foundation.Arrays.Sequences.Create(1, 1, 100, new float[100]), null);
        }

        cache.Get("a", Make);
        cache.Get("b", Make);
        cache.Get("a", Make);
        Assert.Equal(2, made);
        cache.Get("c", Make);
        Assert.Equal(2, cache.Count);
        cache.Get("a", Make);
        Assert.Equal(3, made);
        cache.Get("b", Make);
        Assert.Equal(4, made);
    }
}
