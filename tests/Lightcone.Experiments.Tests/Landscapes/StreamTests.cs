using Lightcone.Experiments.Data;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Tests.Landscapes;

public sealed class StreamTests
{
    // The first oscillator of the bank has frequency 2, so alpha 4: driven by a cosine it is the catalog's oscillator with a drive of its own, up to what a straight line between values leaves out.
    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(-1.5)]
    public void A_driven_oscillator_follows_the_flow_with_a_drive(double damping)
    {
        const double Amplitude = 0.7;
        float[] stream = [.. Enumerable.Range(0, GeneratedStreams.Values).Select(static k => (float)(Amplitude * Math.Cos(k * GeneratedStreams.Duration / (GeneratedStreams.Values - 1))))];
        Encoded ours = DrivenBank.Encode(EncodingSpec.Mixed(damping), new Samples("cosine", stream.Length, stream, [0], ["0"]));
        TrajectoryEncoder<MixedOscillator> driven = new(new MixedOscillator(damping, alpha: 4, drive: 4 * Amplitude), samples: 30, GeneratedStreams.Duration) { Start = [0, 0, 0], Sampling = Sampling.AfterSteps, Step = GeneratedStreams.Duration / (GeneratedStreams.Values - 1) };
        Sequences theirs = driven.EncodeBatch([1.0], 1);
        Assert.Equal((30, 48), (ours.Sequences!.Time, ours.Sequences.Features));
        for (int t = 0; t < 30; t++)
        {
            ReadOnlySpan<float> bank = ours.Sequences.Sample(0).Slice(48 * t, 3), flow = theirs.Sample(0).Slice(3 * t, 3);
            Assert.Equal(flow[0], bank[0], 2e-4 * Math.Max(1, Math.Abs(flow[0])));
            Assert.Equal(flow[1], 2 * bank[1], 2e-4 * Math.Max(1, Math.Abs(flow[1])));
            Assert.Equal(flow[2], bank[2], 2e-4 * Math.Max(1, Math.Abs(flow[2])));
        }
    }

    [Fact]
    public void Streams_are_of_six_kinds_and_the_same_again()
    {
        Samples streams = GeneratedStreams.Chirps(120, 1);
        Assert.Equal(streams.Values.ToArray(), GeneratedStreams.Chirps(120, 1).Values.ToArray());
        Assert.NotEqual(streams.Values.ToArray(), GeneratedStreams.Chirps(120, 2).Values.ToArray());
        Assert.Equal((6, 120), (streams.Classes, streams.Count));
        Assert.All(Enumerable.Range(0, 6), kind => Assert.Equal(20, streams.Labels.ToArray().Count(label => label == kind)));
        // Changes of sign in the first and second half of the time, over all streams of a kind; means of eight values, so that the noise makes few.
        double[] first = new double[6], second = new double[6];
        for (int i = 0; i < streams.Count; i++)
        {
            int[] signs = [.. streams[i].ToArray().Chunk(8).Select(static part => Math.Sign(part.Sum()))];
            for (int k = 1; k < signs.Length; k++)
                if (signs[k] != signs[k - 1])
                    (k <= signs.Length / 2 ? first : second)[streams.Labels[i]]++;
        }

        Assert.True(second[0] > 1.5 * first[0], "rising");
        Assert.True(first[1] > 1.5 * second[1], "falling");
        Assert.True(first[5] + second[5] > 1.5 * (first[4] + second[4]), "low and high");
    }

    [Fact]
    public void A_silent_stream_moves_nothing() =>
        Assert.All(DrivenBank.Encode(EncodingSpec.Mixed(-1.5), new Samples("silence", GeneratedStreams.Values, new float[GeneratedStreams.Values], [0], ["0"])).Sequences!.Values.ToArray(), static x => Assert.Equal(0, x));

    [Fact]
    public void Streams_train_and_the_papers_runs_keep_their_names()
    {
        LandscapeTraining run = new() { Input = LandscapeInput.Streams, Tests = [EncodingSpec.Mixed(2), EncodingSpec.Mixed(-1.5)], Samples = 240, Epochs = 8, LearningRate = 1e-2 };
        RunResult result = run.Compute(RunContext.None);
        Assert.Equal(result.Numbers, run.Compute(RunContext.None).Numbers);
        Assert.True(result["in-distribution"] > 2.0 / 6, $"{result["in-distribution"]}");
        Assert.Contains("\"Input\":\"Streams\"", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Input", new LandscapeTraining().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lorenz:rho=28", "mixed oscillator with a damping alone")]
    [InlineData("mixed:delta=2,alpha=1", "mixed oscillator with a damping alone")]
    [InlineData("mixed:delta=2 start=1,0,0", "from rest")]
    [InlineData("mixed:delta=2 duration=8", "their own duration")]
    [InlineData("mixed:delta=2 steps=7", "must divide 480")]
    public void What_streams_cannot_drive_is_refused(string encoding, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => new LandscapeTraining { Input = LandscapeInput.Streams, Train = EncodingSpec.Parse(encoding) }.Compute(RunContext.None)).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_pictures_are_convolved()
    {
        Assert.Throws<ArgumentException>(static () => new LandscapeTraining { Input = LandscapeInput.Streams, Model = LandscapeModel.Convolutional }.Compute(RunContext.None));
        Assert.Contains("three components", Assert.Throws<ArgumentException>(static () => new LandscapeTraining { Train = EncodingSpec.Parse("duffing start=1,0"), Model = LandscapeModel.Convolutional }.Compute(RunContext.None)).Message, StringComparison.Ordinal);
    }
}
