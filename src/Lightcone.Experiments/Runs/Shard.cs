using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Runs;

/// <summary>One of n equal parts of a list of runs, so that n processes without a word between them compute the whole: the runs sorted by hash are dealt out like cards.</summary>
public readonly record struct Shard
{
    private const int Most = 100_000;

    /// <summary>A part.</summary>
    /// <param name="number">Which one, 1 to <paramref name="count"/>.</param>
    /// <param name="count">How many there are, 1 to 100,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public Shard(int number, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, count);
        (Number, Count) = (number, count);
    }

    /// <summary>All runs in one part.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Which one, from 1.</summary>
    public int Number { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Reads "3/7", the third of seven.</summary>
    /// <exception cref="InputException">The text is no part.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('/') is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 1 and <= Most && number >= 1 && number <= count)
            return new(number, count);
        throw new InputException($"'{text}' is not a part: expected i/n with i from 1 to n, and n at most {Most}. The third of seven parts is 3/7.");
    }

    /// <summary>The runs of this part, each once, sorted by hash.</summary>
    public ImmutableArray<RunSpec> Of(IEnumerable<RunSpec> runs)
    {
        Shard own = this;
        return [.. runs.DistinctBy(static run => run.Hash).OrderBy(static run => run.Hash, StringComparer.Ordinal).Where((_, position) => position % own.Count == own.Number - 1)];
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
