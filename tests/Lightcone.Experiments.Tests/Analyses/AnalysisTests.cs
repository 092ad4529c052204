using Lightcone.Experiments.Analyses;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Analyses;

public sealed class AnalysisTests
{
    [Fact]
    public void Every_kind_gives_the_same_again()
    {
        LandscapeTraining small = new() { Tests = [EncodingSpec.Mixed(2)], Samples = 100, LearningRate = 1e-3 };
        RunSpec[] runs =
        [
            new ScaleSpaceSurvey { Dampings = [0, 2], Samples = [5, 30] }, new StorageSurvey { Points = 300 }, new EncodingSurvey { Samples = 3 },
            new ScheduleTraining { Settings = small, EpochsPerStage = 1 }, new BoundTraining { Samples = 60, Epochs = 2 },
        ];
        Assert.All(runs, static run =>
        {
            RunResult first = run.Compute(RunContext.None), again = run.Compute(RunContext.None);
            Assert.NotEmpty(first.Numbers);
            Assert.Equal(first.Numbers, again.Numbers);
            Assert.Equal(first.Events, again.Events);
            Assert.All(first.Arrays, pair => Assert.Equal(pair.Value.ToFile(), again.Arrays[pair.Key].ToFile()));
        });
    }

    [Fact]
    public void The_scale_space_map_is_an_entropy_and_knows_its_peak()
    {
        RunResult map = new ScaleSpaceSurvey { Dampings = [0.3, 2, 5], Samples = [50, 100] }.Compute(RunContext.None);
        double[] entropy = map.Arrays["entropy"].ToDoubles(), means = [.. entropy.Chunk(2).Select(static row => row.Average())];
        Assert.All(entropy, static value => Assert.InRange(value, 0, 1));
        Assert.Equal(means.Max(), map["peak-entropy"]);
        Assert.Equal(new[] { 0.3, 2, 5 }[Array.IndexOf(means, means.Max())], map["peak-damping"]);
        // Overdamped, the signal is one slow decay: less of everything than where it swings.
        Assert.True(means[2] < means[0] && means[2] < means[1], string.Join(" ", entropy));
        // A swing of angular frequency near sqrt(2): 0.22 per unit of time, up to the resolution of 8 units.
        Assert.Equal(0.225, map.Arrays["dominant"].ToDoubles()[1], 0.13);
    }

    [Fact]
    public void The_survey_of_an_encoding_knows_its_flow()
    {
        RunResult two = new EncodingSurvey { Samples = 4 }.Compute(RunContext.None);
        Assert.Equal(-4, two["divergence"], 6);
        Assert.Equal(-0.9, two["largest-exponent"], 0.2);
        Assert.Equal(0.153, two["rms"], 0.03);
        RunResult ramp = new EncodingSurvey { Samples = 4, Encoding = EncodingSpec.Parse("ramp:from=5,to=-1") }.Compute(RunContext.None);
        Assert.Equal(-4, ramp["divergence"], 2);
        Assert.True(double.IsNaN(new EncodingSurvey { Samples = 4, Encoding = EncodingSpec.Parse("decay:delta=2") }.Compute(RunContext.None)["divergence"]));
    }

    [Fact]
    public void Controls_move_what_they_move_and_leave_the_rest()
    {
        EncodingSurvey survey = new() { Samples = 4, Encoding = EncodingSpec.Mixed(0) };
        RunResult raw = survey.Compute(RunContext.None), phases = (survey with { Control = Control.PhaseScrambled }).Compute(RunContext.None);
        RunResult step = (survey with { Control = Control.AmplitudePerStep }).Compute(RunContext.None), still = (survey with { Control = Control.WithoutMean }).Compute(RunContext.None);
        RunResult aligned = (survey with { Control = Control.SignAligned }).Compute(RunContext.None);
        Assert.Equal(raw["rms"], phases["rms"], 5);
        Assert.Equal(raw["mean-share"], phases["mean-share"], 5);
        Assert.NotEqual(raw["permutation-entropy"], phases["permutation-entropy"], 3);
        Assert.Equal(1, step["rms"], 5);
        Assert.Equal(0, still["mean-share"], 5);
        // A series that changes its sign changes that of its mean and of its first step.
        Assert.Equal(raw["mean-sign"], aligned["mean-sign"], 5);
        Assert.True(raw["mean-sign"] < 0.9);
    }

    [Fact]
    public void Storage_is_reported_with_its_bias()
    {
        RunResult storage = new StorageSurvey { Points = 500 }.Compute(RunContext.None);
        Assert.True(storage["plug-in"] > 0);
        Assert.Equal(storage["plug-in"] - storage["corrected"], storage["bias"], 12);
        Assert.Throws<ArgumentException>(() => new StorageSurvey { Bins = 2 }.Compute(RunContext.None));
    }

    [Fact]
    public void A_schedule_has_its_control()
    {
        ScheduleTraining schedule = new() { EpochsPerStage = 2 };
        Assert.Equal(8, schedule.Single(EncodingSpec.Mixed(2)).EpochsPerStage);
        Assert.NotEqual(schedule.Hash, schedule.Single(EncodingSpec.Mixed(2)).Hash);
        Assert.Throws<ArgumentException>(() => (schedule with { Stages = [] }).Compute(RunContext.None));
        LandscapeTraining quick = new() { Tests = [EncodingSpec.Mixed(2)], Samples = 20 };
        ScheduleTraining best = new() { Stages = [EncodingSpec.Mixed(2)], EpochsPerStage = 1, Settings = quick with { KeepBest = true } };
        Assert.Contains("best", Assert.Throws<ArgumentException>(() => best.Compute(RunContext.None)).Message, StringComparison.Ordinal);
        Assert.Contains("patience", Assert.Throws<ArgumentException>(() => (best with { Settings = quick with { PatienceAboveChance = true } }).Compute(RunContext.None)).Message, StringComparison.Ordinal);
    }

    // By hand: 0.5 (ln p - ln q + (q + mean^2) / p - 1) for the means 1 and -2, the variances q 1 and 4, and the prior's variances p 1 and 2.
    [Fact]
    public void The_divergence_is_that_of_gaussians()
    {
        GaussianTensor tensor = new("two", 2, seed: 1, rate: 0.001);
        (tensor.Mean[0], tensor.Mean[1]) = (1, -2);
        (tensor.LogVariance[0], tensor.LogVariance[1]) = (0, 1.3862944f);
        Assert.Equal(0.5 + 2.8068528, tensor.Divergence(0), 1e-6);
        Assert.Equal(0.3465736 + 1.1534264, tensor.Divergence(0.69314718), 1e-6);
        (tensor.Mean[0], tensor.Mean[1], tensor.LogVariance[0], tensor.LogVariance[1]) = (0, 0, 0, 0);
        Assert.Equal(0, tensor.Divergence(0), 12);
    }

    // By hand: 64 samples, 10 nats: ln(2 sqrt(64) / 0.05) = ln 320 = 5.768321, sqrt(15.768321 / 126) = 0.353759. And the divergence that makes it 1.
    [Theory]
    [InlineData(10, 64, 0.353759)]
    [InlineData(0, 64, 0.213963)]
    [InlineData(120.231679, 64, 1)]
    public void The_complexity_is_McAllesters(double divergence, int samples, double expected) => Assert.Equal(expected, BoundRun.Complexity(divergence, samples), 1e-6);

    [Fact]
    public void The_bound_is_that_of_single_draws_and_grows_with_the_distance()
    {
        BoundTraining run = new() { Samples = 200, Epochs = 24 };
        RunResult followed = run.Compute(RunContext.None), wide = (run with { PriorFollowsDamping = false, PriorLogVariance = 0 }).Compute(RunContext.None);
        Assert.Equal(-5, followed["prior-log-variance"]);
        Assert.Equal(16, (run with { Damping = -2, Clip = 20, Epochs = 1 }).Compute(RunContext.None)["prior-log-variance"]);
        Assert.True(wide["divergence"] > followed["divergence"]);
        Assert.Equal(BoundRun.Complexity(followed["divergence"], 140), followed["complexity"], 12);
        Assert.Equal(followed["gibbs-train"] + followed["complexity"], followed["bound"], 12);
        // A draw alone errs more than the mean answer of five, and its error is a mean of five shares of 140 and of 60.
        Assert.True(followed["gibbs-train"] > followed["error-train"], $"{followed["gibbs-train"]} {followed["error-train"]}");
        Assert.Equal(Math.Round(700 * followed["gibbs-train"]), 700 * followed["gibbs-train"], 9);
        Assert.Equal(Math.Round(300 * followed["gibbs-test"]), 300 * followed["gibbs-test"], 9);
        // Whoever guesses is wrong in nine cases of ten.
        Assert.True(followed["error-train"] < 0.75, $"nothing was learned: {followed["error-train"]}");
    }

    [Fact]
    public void A_fit_finds_what_is_there()
    {
        RandomStream stream = new(1, "fit");
        double[] a = [.. Enumerable.Range(0, 40).Select(_ => stream.NextGaussian())], b = [.. Enumerable.Range(0, 40).Select(_ => stream.NextGaussian())];
        double[] y = [.. a.Select((x, i) => (3 * x) - b[i] + 7)];
        LinearFit fit = LinearFit.Of(y, a, b, [.. a.Select(static x => 2 * x)], new double[40]);
        Assert.Equal(1, fit.RSquared, 9);
        Assert.Equal(3 * Deviation(a) / Deviation(y), fit.Coefficients[0], 9);
        Assert.Equal(-Deviation(b) / Deviation(y), fit.Coefficients[1], 9);
        Assert.Equal([0, 0], fit.Coefficients[2..]);
        Assert.InRange(LinearFit.Of([.. Enumerable.Range(0, 40).Select(_ => stream.NextGaussian())], a, b).AdjustedRSquared, -0.1, 0.3);
        Assert.Throws<ArgumentException>(() => LinearFit.Of([1, 2], [1, 2]));

        static double Deviation(double[] x) => Math.Sqrt(x.Average(v => (v - x.Average()) * (v - x.Average())));
    }
}
