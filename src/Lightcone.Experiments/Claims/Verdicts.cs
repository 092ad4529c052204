using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>The rules by which results are judged.</summary>
internal static class Verdicts
{
    private const double Quarter = 0.25;

    public static Reproduction Reproduced(PublishedValue published, double tolerance, ArmSummary ours, Effect effect)
    {
        if (ours.Seeds < Claim.FewestSeeds)
            return Reproduction.Undecided;
        bool isApart = ours.Value.Length == 2 && !effect.Interval95.Contains(0);
        // An order is all that was said, so an order is all that can come out again.
        if (published.Value.IsEmpty)
            return isApart && effect.Value > 0 ? Reproduction.Yes : Reproduction.No;
        if (ours.Value.Index().All(arm => published.Interval(arm.Index).Overlaps(ours.Interval95[arm.Index]) || Math.Abs(published.Value[arm.Index] - arm.Item) <= tolerance))
            return Reproduction.Yes;
        // One arm has no order that could hold.
        bool order = isApart && Math.Sign(effect.Value) == Math.Sign(published.Value[0] - published.Value[1]);
        return order ? Reproduction.InPart : Reproduction.No;
    }

    public static ControlVerdict Control(ControlExpectation expects, int seeds, Effect effect, Effect under)
    {
        if (seeds < Claim.FewestSeeds)
            return ControlVerdict.Undecided;
        bool isGone = under.Interval95.Contains(0) || Math.Abs(under.Value) < Quarter * Math.Abs(effect.Value);
        bool otherSign = !isGone && Math.Sign(under.Value) != Math.Sign(effect.Value);
        return otherSign ? ControlVerdict.ChangesSign : isGone == (expects == ControlExpectation.EffectVanishes) ? ControlVerdict.Survives : ControlVerdict.Falls;
    }
}
