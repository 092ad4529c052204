using Lightcone.Experiments.Controls;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Controls;

public sealed class ControlTests
{
    [Fact]
    public void Each_name_reads_back_and_has_a_sentence()
    {
        Control[] all = [.. Control.All, Control.Gain(0.02), Control.AmplitudePerStep.AtLevel(0.4)];
        Assert.All(all, static control => Assert.Equal(control, Control.Parse(control.Name)));
        Assert.All(all, static control => Assert.EndsWith(".", control.Sentence, StringComparison.Ordinal));
        Assert.Equal(all.Length, all.Select(static control => control.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("rms-stp", "rms-step")]
    [InlineData("gain:-1", "positive")]
    [InlineData("gain:x", "gain:6")]
    public void An_unknown_name_says_what_there_is(string name, string hint) =>
        Assert.Contains(hint, Assert.Throws<InputException>(() => Control.Parse(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Amplitudes_become_one()
    {
        Sequences raw = Noise(3, 10, 4);
        Sequences sample = Control.AmplitudePerSample.Apply(raw, 0), channel = Control.AmplitudePerChannel.Apply(raw, 0), step = Control.AmplitudePerStep.Apply(raw, 0);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1, Rms(sample.Sample(i).ToArray()), 5);
            Assert.All(Enumerable.Range(0, 10), t => Assert.Equal(1, Rms(step[i, t].ToArray()), 5));
            Assert.All(Enumerable.Range(0, 4), f => Assert.Equal(1, Rms(Series(channel, i, f)), 5));
        }

        Assert.Equal(0.4, Rms(Control.AmplitudePerStep.AtLevel(0.4).Apply(raw, 0)[1, 3].ToArray()), 5);
        Assert.Equal(Control.AmplitudePerSample, Control.AmplitudePerSample.AtLevel(2).AtLevel(1));
        Assert.Throws<InvalidOperationException>(() => Control.TimeReversed.AtLevel(2));

        // Only lengths change: within a sample, and within a step, proportions stay.
        Assert.Equal(raw[1, 2, 3] / raw[1, 5, 0], sample[1, 2, 3] / sample[1, 5, 0], 4);
        Assert.Equal(raw[1, 2, 3] / raw[1, 2, 0], step[1, 2, 3] / step[1, 2, 0], 4);
    }

    [Fact]
    public void What_is_zero_stays_zero()
    {
        Sequences zero = Sequences.Create(2, 6, 3, new float[36]);
        Assert.All(Control.All, control => Assert.All(control.Apply(zero, 1).Values.ToArray(), static value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Phases_change_and_power_stays()
    {
        Sequences raw = Noise(2, 30, 3), scrambled = Control.PhaseScrambled.Apply(raw, 5);
        for (int f = 0; f < 3; f++)
        {
            Assert.NotEqual(Series(raw, 0, f), Series(scrambled, 0, f));
            (double Power, double Mean)[] before = Powers(Series(raw, 0, f)), after = Powers(Series(scrambled, 0, f));
            for (int k = 0; k <= 15; k++)
                Assert.Equal(before[k].Power, after[k].Power, 1e-5);
            Assert.Equal(before[0].Mean, after[0].Mean, 1e-5);
            Assert.Equal(before[15].Mean, after[15].Mean, 1e-5);
        }
    }

    [Fact]
    public void Bins_change_places_and_keep_their_power()
    {
        Sequences raw = Noise(2, 30, 3), permuted = Control.BinsPermuted.Apply(raw, 5);
        for (int f = 0; f < 3; f++)
        {
            double[] before = [.. Powers(Series(raw, 1, f)).Select(static p => p.Power)], after = [.. Powers(Series(permuted, 1, f)).Select(static p => p.Power)];
            Assert.Equal(before[0], after[0], 1e-5);
            Assert.Equal(before[15], after[15], 1e-5);
            Assert.NotEqual(before[1..15], after[1..15]);
            foreach ((double a, double b) in before[1..15].Order().Zip(after[1..15].Order()))
                Assert.Equal(a, b, 1e-5);
        }
    }

    [Fact]
    public void The_same_sequence_is_changed_the_same_way_in_any_batch()
    {
        Sequences raw = Noise(5, 12, 2);
        Assert.All(Control.All, control => Assert.Equal(control.Apply(raw, 3).Sample(4).ToArray(), control.Apply(raw.Select([4]), 3).Sample(0).ToArray()));
    }

    [Fact]
    public void Means_and_signs_and_order()
    {
        Sequences raw = Noise(2, 12, 2);
        Assert.Equal(0, Series(Control.WithoutMean.Apply(raw, 0), 1, 1).Average(), 5);
        Sequences aligned = Control.SignAligned.Apply(raw, 0);
        for (int f = 0; f < 2; f++)
            Assert.True(Series(aligned, 0, f).Average() * raw[0, 0, f] >= 0);
        Assert.Equal([.. Series(raw, 1, 0).Reverse()], Series(Control.TimeReversed.Apply(raw, 0), 1, 0));
        double[] shuffled = Series(Control.TimeShuffled.Apply(raw, 0), 1, 0);
        Assert.NotEqual(Series(raw, 1, 0), shuffled);
        Assert.Equal(Series(raw, 1, 0).Order(), shuffled.Order());
        Assert.Equal(3 * raw[1, 2, 1], Control.Gain(3).Apply(raw, 0)[1, 2, 1], 5);
    }

    [Fact]
    public void Classes_come_along() => Assert.Equal([1, 0], Control.TimeReversed.Apply(Noise(2, 4, 2).WithLabels([1, 0]), 0).Labels.ToArray());

    private static Sequences Noise(int batch, int time, int features)
    {
        RandomStream stream = new(1, "controls");
        return Sequences.Create(batch, time, features, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)stream.NextGaussian() + 0.3f;
        });
    }

    private static double[] Series(Sequences sequences, int sample, int feature) => [.. Enumerable.Range(0, sequences.Time).Select(t => (double)sequences[sample, t, feature])];

    private static double Rms(IEnumerable<double> values) => Math.Sqrt(values.Average(static x => x * x));

    private static double Rms(float[] values) => Rms(values.Select(static x => (double)x));

    // Straight from the definition, with the platform's cosine: another way than the one under test.
    private static (double Power, double Mean)[] Powers(double[] series) =>
    [
        .. Enumerable.Range(0, (series.Length / 2) + 1).Select(k =>
        {
            double re = 0, im = 0;
            for (int t = 0; t < series.Length; t++)
                (re, im) = (re + (series[t] * Math.Cos(2 * Math.PI * k * t / series.Length)), im + (series[t] * Math.Sin(2 * Math.PI * k * t / series.Length)));
            return (((re * re) + (im * im)) / series.Length, re / series.Length);
        }),
    ];
}
