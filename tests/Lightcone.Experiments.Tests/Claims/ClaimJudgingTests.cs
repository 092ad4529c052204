using System.Collections.Immutable;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Tests.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Tests.Claims;

public sealed class ClaimJudgingTests
{
    // Arms scatter by one about their bases, so that means of ten are known to about a half.
    [Theory]
    [InlineData(90, 40, 90, 40, 0, "Yes")]
    [InlineData(90, 40, 93, 38, 4, "Yes")]
    [InlineData(90, 40, 93, 38, 1, "InPart")]
    [InlineData(50, 40, 93, 38, 1, "InPart")]
    [InlineData(40, 90, 93, 38, 1, "No")]
    [InlineData(40, 40, 93, 38, 1, "No")]
    public void Reproduction_follows_the_rule(double first, double second, double published, double other, double tolerance, string expected) =>
        Assert.Equal(expected, $"{ToyClaims.Judge(ToyClaims.Two([first, second], [first, second], [published, other], tolerance)).Reproduced}");

    [Theory]
    [InlineData(90, 40, "EffectRemains", "Survives")]
    [InlineData(60, 40, "EffectRemains", "Survives")]
    [InlineData(50, 40, "EffectRemains", "Falls")]
    [InlineData(40, 40, "EffectRemains", "Falls")]
    [InlineData(40, 90, "EffectRemains", "ChangesSign")]
    [InlineData(40, 45, "EffectRemains", "Falls")]
    [InlineData(90, 40, "EffectVanishes", "Falls")]
    [InlineData(40, 40, "EffectVanishes", "Survives")]
    [InlineData(50, 40, "EffectVanishes", "Survives")]
    [InlineData(40, 90, "EffectVanishes", "ChangesSign")]
    public void The_control_decides_by_the_rule(double first, double second, string expects, string expected)
    {
        Claim claim = ToyClaims.Two([90, 40], [first, second], [90, 40], 2);
        ClaimRecord record = ToyClaims.Judge(claim with { Control = claim.Control with { Expects = Enum.Parse<ControlExpectation>(expects) } });
        Assert.Equal(expected, $"{record.Control.Verdict}");
        Assert.Equal(expected != "Survives", record.IsFalse);
        Assert.Equal(expected switch { "Falls" => "Falls under its control: ", "ChangesSign" => "Changes its sign under the control: ", _ => "" }, record.FirstWords);
    }

    [Theory]
    [InlineData(4, "Undecided", "Undecided")]
    [InlineData(5, "Yes", "Survives")]
    public void Below_five_seeds_nothing_is_decided(int seeds, string reproduced, string verdict)
    {
        ClaimRecord record = ToyClaims.Judge(ToyClaims.Two([90, 40], [90, 40], [90, 40], 2), seeds);
        Assert.Equal((reproduced, verdict), ($"{record.Reproduced}", $"{record.Control.Verdict}"));
        Assert.False(record.IsFalse);
    }

    [Fact]
    public void All_runs_count_and_stand_in_the_record()
    {
        Claim claim = ToyClaims.Two([90, 40], [60, 40], [90, 40], 2);
        ClaimRecord record = ToyClaims.Judge(claim);
        Assert.Equal(claim.Runs(new("test", 10)).Select(static run => run.Hash).Order(StringComparer.Ordinal), record.Ours!.Runs.Order(StringComparer.Ordinal));
        Assert.Equal((10, 20), (record.Ours.Seeds, record.Ours.Runs.Length));
        Assert.Equal(record.Ours.Value[0] - record.Ours.Value[1], record.Effect!.Value, 1e-12);
        Assert.Equal((1.0, "difference of means", 1.235), (record.Effect.CliffsDelta, record.Effect.Name, record.Seconds));
        Assert.InRange(record.Effect.MannWhitneyP!.Value, 1e-5, 1.1e-5);
        for (int arm = 0; arm < 2; arm++)
        {
            Assert.True(record.Ours.Min[arm] < record.Ours.Interval95[arm].Low && record.Ours.Interval95[arm].High < record.Ours.Max[arm]);
            Assert.True(record.Ours.Interval95[arm].Contains(record.Ours.Value[arm]));
        }
    }

    // The paper's interval: 1.96 standard errors.
    [Fact]
    public void The_spread_of_the_source_counts()
    {
        Claim claim = ToyClaims.Two([90, 40], [90, 40], [93, 40]);
        Assert.Equal("InPart", $"{ToyClaims.Judge(claim).Reproduced}");
        Assert.Equal("Yes", $"{ToyClaims.Judge(claim with { Published = claim.Published with { Deviation = [6, 1], Runs = 9 } }).Reproduced}");
        Assert.Equal(93 - (1.96 * 2), (claim.Published with { Deviation = [6, 1], Runs = 9 }).Interval(0).Low, 1e-12);
    }

    [Fact]
    public void One_arm_has_no_order()
    {
        Claim two = ToyClaims.Two([90, 40], [90, 40], [90, 40], 2);
        Claim one = two with { Arms = [two.Arms[0]], Control = two.Control with { Arms = [two.Control.Arms[0]] }, Published = two.Published with { Value = [90] } };
        ClaimRecord record = ToyClaims.Judge(one);
        Assert.Equal(("Yes", "mean", null, null), ($"{record.Reproduced}", record.Effect!.Name, record.Effect.CliffsDelta, record.Effect.MannWhitneyP));
        Assert.Equal("No", $"{ToyClaims.Judge(one with { Published = one.Published with { Value = [50] } }).Reproduced}");
    }

    // A source that states no number says only that the first is larger.
    [Theory]
    [InlineData(90, 40, "Yes")]
    [InlineData(40, 90, "No")]
    [InlineData(60, 60, "No")]
    public void Without_a_number_the_order_decides(double first, double second, string expected)
    {
        ClaimRecord record = ToyClaims.Judge(ToyClaims.Two([first, second], [first, second], []));
        Assert.Equal((expected, 0), ($"{record.Reproduced}", record.Published.Value.Length));
        Assert.Equal(record.Hash, Assert.Single(ClaimRecord.Parse(ClaimRecord.Write([record]))).Hash);
        string page = ClaimPage.Write([record])[$"{record.Source.Page}.md"];
        Assert.Contains("no number", page, StringComparison.Ordinal);
        // An effect the other way round may be there under the control too; that says nothing for the claim.
        Assert.Equal(first < second, page.Contains("What is claimed did not come out.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_tested_says_why_and_computes_nothing()
    {
        Claim claim = ToyClaims.Two([90, 40], [90, 40], [90, 40]) with { Untestable = "the data are not public" };
        Assert.Empty(claim.Runs(Budget.Full));
        ClaimRecord record = ToyClaims.Judge(claim);
        Assert.Equal(("Untestable", "Undecided", null), ($"{record.Reproduced}", $"{record.Control.Verdict}", record.Ours));
        Assert.Equal("the data are not public", Assert.Single(ClaimRecord.Parse(ClaimRecord.Write([record]))).Untestable);
    }

    [Fact]
    public void A_claim_that_is_not_well_formed_is_refused()
    {
        Claim claim = ToyClaims.Two([90, 40], [90, 40], [90, 40]);
        Assert.Contains("one arm or two", Assert.Throws<InvalidOperationException>(() => ToyClaims.Judge(claim with { Arms = [claim.Arms[0]] })).Message, StringComparison.Ordinal);
        Claim diverging = claim with { Arms = [claim.Arms[0], claim.Arms[1] with { Number = static _ => double.NaN }] };
        Assert.Contains("an arm says what a run that diverged counts", Assert.Throws<InvalidOperationException>(() => ToyClaims.Judge(diverging)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("smoke", 2)]
    [InlineData("standard", 5)]
    [InlineData("full", 10)]
    public void Budgets_have_names(string name, int seeds) => Assert.Equal(seeds, Budget.Find(name).Seeds);

    [Fact]
    public void An_unknown_budget_is_refused() => Assert.Contains("Did you mean standard?", Assert.Throws<InputException>(() => Budget.Find("standart")).Message, StringComparison.Ordinal);
}
