using Lightcone.Inference;

namespace Lightcone.Tests;

/// <summary>A rule for every length is claimed only of languages that a finite machine accepts; which these are is known from theory (Myhill and Nerode).</summary>
public sealed class LengthTestTests
{
    public static TheoryData<string> Finite => [.. Languages.All.Where(static language => language.Value.States is not null).Select(static language => language.Key)];

    public static TheoryData<string> Infinite => [.. Languages.All.Where(static language => language.Value.States is null).Select(static language => language.Key)];

    [Theory]
    [MemberData(nameof(Finite))]
    public void Languages_of_finite_machines_pass(string name)
    {
        foreach ((int lines, int shortest, int longest) in new[] { (300, 3, 9), (300, 9, 9), (1_000, 3, 12) })
        {
            LengthTest test = Merged(Languages.Sample(name, lines, shortest, longest));
            Assert.True(test.IsPassed, $"{name}, {lines} lines: {test}");
            Assert.Equal(Languages.All[name].States, test.States);
            Assert.Equal("", test.Reason);
        }
    }

    [Theory]
    [MemberData(nameof(Infinite))]
    public void Languages_that_no_finite_machine_accepts_do_not(string name)
    {
        foreach ((int lines, int shortest, int longest) in new[] { (60, 3, 9), (300, 3, 9), (300, 9, 9), (1_000, 3, 12) })
            for (ulong seed = 1; seed <= 3; seed++)
            {
                AlignedPairs pairs = Languages.Sample(name, lines, shortest, longest, seed);
                // What needs more states than can be had is refused before.
                if (new StateMerging().Learn(pairs) is null)
                    continue;
                LengthTest test = Merged(pairs);
                Assert.False(test.IsPassed, $"{name}, {lines} lines, seed {seed}: {test}");
                Assert.Contains("no machine of finitely many states", test.Reason, StringComparison.Ordinal);
            }
    }

    /// <summary>The counted symbols are states that everybody sees: this machine, too, grows with its data.</summary>
    [Fact]
    public void Visible_states_may_grow_as_well()
    {
        AlignedPairs pairs = Languages.Sample("count", 300, 3, 9);
        LengthTest test = LengthTest.Of(pairs, DirectFit.Learn(pairs)!.Value.Machine, DirectFit.Learn)!;
        Assert.False(test.IsPassed);
        Assert.InRange(test.States, 8, 10);
        AlignedPairs ring = Languages.Sample("value mod 3", 300, 3, 9);
        Assert.True(LengthTest.Of(ring, DirectFit.Learn(ring)!.Value.Machine, DirectFit.Learn)!.IsPassed);
    }

    /// <summary>The longest lines by definition: none that was learned from is longer than one that was held out.</summary>
    [Fact]
    public void The_longest_half_is_held_out()
    {
        AlignedPairs pairs = Languages.Sample("parity", 101, 3, 9);
        LengthTest test = Merged(pairs);
        int[] lengths = [.. pairs.Pairs.Select(static pair => pair.Input.Length).Order()];
        Assert.Equal((51, 50, lengths[51], lengths[^1]), (test.Learned, test.HeldOut, test.Shortest, test.Longest));
        Assert.Equal((50, 0), (test.Right, test.Wrong));
        Assert.Null(LengthTest.Of(pairs.Take(1), new StateMerging().Learn(pairs)!.Value.Machine, new StateMerging().Learn));
    }

    private static LengthTest Merged(AlignedPairs pairs)
    {
        StateMerging merging = new();
        return LengthTest.Of(pairs, merging.Learn(pairs)!.Value.Machine, merging.Learn)!;
    }
}
