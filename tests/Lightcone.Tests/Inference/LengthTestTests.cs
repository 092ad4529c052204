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

    /// <summary>Prefix majority, which no finite machine gives: the shorter lines' machine is smaller and answers the longer ones wrongly, and few lines are no excuse.</summary>
    [Theory]
    [InlineData("0101 -> 0000\n1101101 -> 1111111\n1010000 -> 1010000\n01010010 -> 00000000\n001010 -> 000000\n11101 -> 11111")]
    [InlineData("0101 -> 0000\n1101101 -> 1111111\n1010000 -> 1010000\n01010010 -> 00000000\n001010 -> 000000")]
    public void A_machine_that_outgrew_what_was_held_out_is_none(string lines)
    {
        LengthTest test = Merged(AlignedPairs.Parse(lines));
        Assert.Equal((1, 3, 4), (test.Right, test.ShorterStates, test.States));
        Assert.False(test.IsPassed);
        Assert.Contains("longest lines", test.Reason, StringComparison.Ordinal);
    }

    /// <summary>Of few lines few machines are right that no finite machine is; before, one in twelve passed though it had grown.</summary>
    [Fact]
    public void Few_lines_of_infinite_languages_pass_only_where_nothing_is_answered_wrongly()
    {
        int tried = 0;
        foreach (string name in Languages.All.Where(static language => language.Value.States is null).Select(static language => language.Key))
            for (ulong seed = 1; seed <= 10; seed++)
            {
                AlignedPairs pairs = Languages.Sample(name, 7, 3, 9, seed);
                if (new StateMerging().Learn(pairs) is null || Merged(pairs) is not { IsPassed: true } test)
                    continue;
                tried++;
                Assert.True(test.Wrong == 0 || test.ShorterStates >= test.States, $"{name}, seed {seed}: {test}");
            }

        Assert.InRange(tried, 1, 40);
    }

    /// <summary>Three right lines leave a share of 1 - .05^(1/3) that may be wrong.</summary>
    [Fact]
    public void What_was_held_out_bounds_what_may_be_wrong()
    {
        LengthTest few = Merged(AlignedPairs.Parse("0101 -> 0110\n111 -> 101\n0011 -> 0010\n10 -> 11\n1101 -> 1001\n000 -> 000\n01101 -> 01001"));
        Assert.Equal((3, 3), (few.HeldOut, few.Right));
        Assert.Equal(1 - Math.Pow(0.05, 1.0 / 3), few.WrongAtMost, 12);
        Assert.InRange(Merged(Languages.Sample("parity", 300, 3, 9)).WrongAtMost, 0.019, 0.021);
    }

    /// <summary>Training finds machines that are larger than need be: three states from the shorter lines of prefix parity, two from all, is no growth.</summary>
    [Fact]
    public void Fewer_states_from_more_lines_are_no_growth()
    {
        AlignedPairs pairs = AlignedPairs.Parse("0101 -> 0110\n111 -> 101\n0011 -> 0010\n10 -> 11\n1101 -> 1001\n000 -> 000\n01101 -> 01001");
        ScanTraining sweep = new() { Seed = 1, HiddenSymbols = 3 };
        LengthTest test = LengthTest.Of(pairs, sweep.Fit(pairs, TestContext.Current.CancellationToken).Machine, part => sweep.Fit(part) is { IsExact: true } fit ? (fit.Machine, fit.Feature) : null, isSlow: true)!;
        Assert.Equal((3, 3, 2), (test.Right, test.ShorterStates, test.States));
        Assert.True(test.IsPassed, $"{test}");
    }

    private static LengthTest Merged(AlignedPairs pairs)
    {
        StateMerging merging = new();
        return LengthTest.Of(pairs, merging.Learn(pairs)!.Value.Machine, merging.Learn)!;
    }
}
