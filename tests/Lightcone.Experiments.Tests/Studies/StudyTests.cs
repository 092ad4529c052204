using Lightcone.Engines;
using Lightcone.Experiments.Studies;
using Lightcone.Foundation.Statistics;
using Lightcone.Networks.Layers;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Tests;

public sealed class SweepTests
{
    [Fact]
    public void A_summary_shows_all_of_a_sample()
    {
        Assert.Equal(new Summary(4, 1, 2.5, 4, 2.5, Math.Sqrt(5.0 / 3)), Summary.Of([3, 1, 4, 2]));
        Assert.Equal(new Summary(1, 7, 7, 7, 7, 0), Summary.Of([7]));
        Assert.Throws<ArgumentException>(() => Summary.Of([]));
    }

    // An independent simulation (length 4,096): addition heals from one flip in 2 steps on average and from 256 in 9; carry-save never heals.
    [Fact]
    public void Frozen_addition_heals_and_carry_save_does_not()
    {
        NoiseStudy sweep = new() { Length = 1_024, Runs = 6, Flips = [1, 64] };
        System.Collections.Immutable.ImmutableArray<NoiseStudy.Burst> bursts = sweep.Bursts(BinaryAddition.Task);
        foreach (NoiseStudy.Burst burst in bursts)
        {
            Assert.Equal((6, 0), (burst.Healed, burst.Elsewhere));
            Assert.InRange(burst.Steps!.Mean, 1, 12);
        }

        // The longest of 64 damages takes longer to heal than a single one.
        Assert.InRange(bursts[1].Steps!.Mean - bursts[0].Steps!.Mean, 2, 10);

        foreach (NoiseStudy.Burst burst in sweep.Bursts(BinaryAdditionCarrySave.Task))
            Assert.Equal((0, 6), (burst.Healed, burst.Elsewhere));
    }

    // The same simulation: under steady flips at rate p, 1.9 to 2.2 p of the carries are wrong.
    [Fact]
    public void Steady_noise_leaves_about_twice_its_rate_wrong_in_addition()
    {
        NoiseStudy.Steady point = Assert.Single(new NoiseStudy { Length = 2_048, Runs = 4, Rates = [1e-3] }.SteadyErrors(BinaryAddition.Task));
        Assert.InRange(point.Wrong.Mean / 1e-3, 1.8, 2.3);
    }

    // The tail of the normal distribution at the margin, averaged over the neighborhoods: a logit m flips under noise sigma with probability Q(m / sigma).
    [Fact]
    public void Noise_on_logits_flips_updates_as_often_as_the_normal_tail_says()
    {
        NeuralRule network = NeuralRule.FromWeights(
            new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Of(0)), 1, [1.0, 100.0, 2.0, -200.0], Activation.LeakyRelu);
        // Hidden 100 +- 1, logit 2 (100 +- 1) - 200 = +-2: margin 2 for both neighborhoods.
        NoiseStudy.LogitNoise[] points = [.. new NoiseStudy { Sigmas = [1, 2] }.LogitErrors(network, draws: 40_000)];
        Assert.Equal(2, points[0].SmallestMargin);
        // Q(2) = 0.02275, Q(1) = 0.15866 (tables of the normal distribution).
        Assert.InRange(points[0].Flipped, 0.0215, 0.0240);
        Assert.InRange(points[1].Flipped, 0.155, 0.162);
    }

    [Fact]
    public void Steps_follow_the_law_on_every_input()
    {
        foreach (LocalTask task in new LocalTask[] { Parity.Task, BinaryAddition.Task, DecimalAdditionCarrySave.Task, BinaryComparison.Task })
            Assert.All(new StepSurvey { Lengths = [16, 300], Runs = 10 }.Measure(task), row => Assert.True(row.IsLawful));
        // The longest run of propagating positions grows as log2 of the length.
        StepSurvey.Row row = Assert.Single(new StepSurvey { Lengths = [4_096], Runs = 60 }.Measure(BinaryAddition.Task));
        Assert.InRange(row.Random.Mean, 10.3, 12.3);
        Assert.Equal(4_096, row.Longest);
        Assert.Throws<ArgumentException>(() => new StepSurvey().Measure(ElementaryTask.Of(110)));
    }

    [Fact]
    public void A_law_that_is_wrong_on_some_inputs_is_not_said_to_hold()
    {
        Func<Natural, Natural, long> law = BinaryAddition.Task.StepLaw!;
        StepSurvey survey = new() { Lengths = [16], Runs = 10 };
        Assert.False(Assert.Single(survey.Measure(BinaryAddition.Task with { StepLaw = static (_, _) => 16 })).IsLawful);
        Assert.False(Assert.Single(survey.Measure(BinaryAddition.Task with { StepLaw = (a, b) => law(a, b) == 16 ? 17 : law(a, b) })).IsLawful);
    }

    [Fact]
    public void Damage_of_rule_90_travels_at_the_speed_of_light_and_that_of_rule_204_stays()
    {
        ConeSurvey survey = new() { Runs = 3, Steps = 64 };
        Assert.Equal((1.0, 1.0), (survey.Measure(LocalRule.Elementary(90)).Left.Min, survey.Measure(LocalRule.Elementary(90)).Right.Max));
        Assert.Equal((0.0, 0.0), (survey.Measure(LocalRule.Elementary(204)).Left.Max, survey.Measure(LocalRule.Elementary(204)).Right.Max));
        // Rule 170 takes over what stands on the right: damage goes to the left, one cell a step, with both of its fronts.
        Assert.Equal((1.0, -1.0), (survey.Measure(LocalRule.Elementary(170)).Left.Min, survey.Measure(LocalRule.Elementary(170)).Right.Max));
        Assert.Equal((3, 0.0), (survey.Measure(LocalRule.Elementary(0)).Healed, survey.Measure(LocalRule.Elementary(0)).Left.Mean));
        // Of 20 backgrounds of rule 110 the damage vanishes on one: it has no speed that could be averaged.
        ConeSurvey.Result some = new ConeSurvey { Runs = 20 }.Measure(LocalRule.Elementary(110));
        Assert.Equal((1, 19, 19), (some.Healed, some.Left.Count, some.Right.Count));
    }

    // 41 parameters (the count of arXiv 2602.01651) suffice at the first try with this library's recipe; two units do not always.
    [Fact]
    public void The_parameter_sweep_counts_every_run()
    {
        ParameterStudy.Row[] rows = [.. new ParameterStudy { HiddenUnits = [1, 8], Runs = 10 }.Measure(ElementaryTask.Of(110), TimeProvider.System)];
        Assert.Equal(["default", "default", "paper", "paper"], rows.Select(row => row.Recipe));
        Assert.Equal((0, 10, 41), (rows[0].Exact, rows[1].Exact, rows[1].Parameters));
        Assert.True(rows[1].Margin.Min >= 2);
        // Ten trainings, ten seeds.
        Assert.True(rows[1].Margin.Max > rows[1].Margin.Min);
        Assert.True(rows[3].Margin.Median < 2);
    }

    [Fact]
    public void Each_failure_signature_is_demonstrated_and_detected()
    {
        Automaton exact = Automaton.Of(BinaryAdditionCarrySave.Task);
        Assert.True(FailureSignature.Of(exact, BinaryAdditionCarrySave.Task, 1)!.IsHealthy);

        // Signal death: a 1 that receives a carry stays 1 instead of passing it on, so the wave ends where it began.
        FailureSignature death = FailureSignature.Of(With(exact, ([1, 2], 1)), BinaryAdditionCarrySave.Task, 1)!;
        Assert.True(death.SignalDies);
        Assert.False(death.Oscillates);
        Assert.StartsWith("signal death, single-step accuracy 88.9", death.ToString(), StringComparison.Ordinal);

        // Oscillation: a quiet cell beside a quiet cell becomes 1, and a 1 beside a quiet one becomes 0 again.
        FailureSignature oscillation = FailureSignature.Of(With(exact, ([0, 0], 1), ([1, 0], 0)), BinaryAdditionCarrySave.Task, 1)!;
        Assert.True(oscillation.Oscillates);
        Assert.Equal(7.0 / 9, oscillation.Accuracy);

        // A statistical step: one neighborhood in nine is wrong, and that is enough for wrong answers.
        FailureSignature statistical = FailureSignature.Of(With(exact, ([2, 2], 0)), BinaryAdditionCarrySave.Task, 1)!;
        Assert.Equal(8.0 / 9, statistical.Accuracy);
        Assert.InRange(statistical.Wrong, 1, 7);
    }

    [Fact]
    public void What_should_stand_still_does_not_die_and_a_readout_counts()
    {
        // Rule 204 keeps every cell. One that loses the middle of three comes to rest at once, as it should, elsewhere.
        LatticeTask identity = ElementaryTask.Of(204);
        FailureSignature still = FailureSignature.Of(With(Automaton.Of(identity), ([1, 1, 1], 0)), identity, 1)!;
        Assert.Equal((false, false, 7.0 / 8), (still.SignalDies, still.Oscillates, still.Accuracy));
        Assert.InRange(still.Wrong, 1, still.Inputs);
        // Eight entries of the carry, eight of the digit; one of these is wrong.
        Automaton adder = Automaton.Of(BinaryAddition.Task);
        byte[] digits = adder.Readout!.Table.ToArray();
        digits[5] ^= 1;
        Assert.Equal(15.0 / 16, FailureSignature.Of(adder with { Readout = LocalRule.FromTable(adder.Readout.Signature, digits) }, BinaryAddition.Task, 1)!.Accuracy);
    }

    // A rule of rows: the right one is healthy, the same with one entry changed is not, for tasks that settle, for rules that only step, and on grids.
    [Theory]
    [InlineData("parity", "100", 0, "signal death")]
    [InlineData("parity", "000", 1, "answers wrong")]
    [InlineData("rule110", "110", 0, "answers wrong")]
    [InlineData("mod-3", "10", 0, "answers wrong")]
    [InlineData("life", "000100100", 1, "answers wrong")]
    public void Rows_and_grids_have_signatures_too(string name, string neighborhood, int result, string part)
    {
        LocalTask task = TaskCatalog.Find(name);
        Automaton exact = Automaton.Of(task);
        Assert.True(FailureSignature.Of(exact, task, 1)!.IsHealthy);
        byte[] symbols = [.. neighborhood.Select(static digit => (byte)(digit - '0'))];
        FailureSignature found = FailureSignature.Of(With(exact, (symbols, (byte)result)), task, 1)!;
        Assert.False(found.IsHealthy);
        Assert.Contains(part, found.ToString(), StringComparison.Ordinal);
        Assert.Null(FailureSignature.Of(exact, TaskCatalog.Find("wireworld"), 1));
    }

    private static Automaton With(Automaton automaton, params (byte[] Neighborhood, byte Result)[] changes)
    {
        byte[] table = automaton.Rule.Table.ToArray();
        foreach ((byte[] neighborhood, byte result) in changes)
            table[automaton.Rule.Signature.IndexOf(neighborhood)] = result;
        return automaton with { Rule = LocalRule.FromTable(automaton.Rule.Signature, table) };
    }

    [Fact]
    public void A_burst_never_claims_more_flips_than_there_are_cells()
    {
        NoiseStudy sweep = new() { Length = 20, Runs = 2 };
        Assert.Equal([1, 16], sweep.Bursts(TaskCatalog.Find("parity")).Select(static burst => burst.Flips));
        Assert.Equal([1, 16], sweep.Bursts(TaskCatalog.Find("addition")).Select(static burst => burst.Flips));
    }
}
