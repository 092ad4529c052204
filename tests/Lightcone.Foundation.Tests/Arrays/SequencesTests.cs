using Lightcone.Foundation.Arrays;

namespace Lightcone.Foundation.Tests.Arrays;

public sealed class SequencesTests
{
    // Law: number [sample, step, feature] stands at ((sample x time) + step) x features + feature.
    [Fact]
    public void Numbers_stand_where_the_layout_says()
    {
        float[] numbers = [.. Enumerable.Range(0, 2 * 3 * 4).Select(static i => (float)i)];
        Sequences sequences = Sequences.Create(2, 3, 4, numbers);
        Assert.Equal((2, 3, 4), (sequences.Batch, sequences.Time, sequences.Features));
        Assert.Equal(numbers, sequences.Values.ToArray());
        Assert.Equal(18, sequences[1, 1, 2]);
        Assert.Equal([16, 17, 18, 19], sequences[1, 1].ToArray());
        Assert.Equal(numbers[12..], sequences.Sample(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => sequences[2, 0, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => sequences[0, 3].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => sequences.Sample(-1).Length);
    }

    // Law: classes travel with their sequences, and the numbers are shared, not copied.
    [Fact]
    public void Classes_belong_to_their_sequences()
    {
        Sequences bare = Sequences.Create(3, 1, 2, [0, 1, 10, 11, 20, 21]);
        Sequences known = bare.WithLabels([5, 6, 7]);
        Assert.True(bare.Labels.IsEmpty);
        Assert.True(bare.Values == known.Values);
        Sequences chosen = known.Select([2, 0]);
        Assert.Equal([7, 5], chosen.Labels.ToArray());
        Assert.Equal([20, 21, 0, 1], chosen.Values.ToArray());
        Assert.Throws<ArgumentException>(() => bare.WithLabels([1, 2]));
        Assert.Throws<ArgumentException>(() => bare.WithLabels([1, 2, -1]));
    }

    [Fact]
    public void A_number_that_is_not_finite_is_placed()
    {
        string message = Assert.Throws<ArgumentException>(() => Sequences.Create(2, 3, 2, static (_, to) => to[5] = float.PositiveInfinity)).Message;
        Assert.Contains("sample 0, step 2, feature 1 is Infinity", message, StringComparison.Ordinal);
        float[] values = new float[2 * 5 * 3];
        values[^1] = float.NaN;
        Assert.Contains("sample 1, step 4, feature 2 is NaN", Assert.Throws<ArgumentException>(() => Sequences.Create(2, 5, 3, values)).Message, StringComparison.Ordinal);
        Assert.Contains("takes 30 numbers, not 29", Assert.Throws<ArgumentException>(() => Sequences.Create(2, 5, 3, new float[29])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.Create(0, 5, 3, []));
    }
}
