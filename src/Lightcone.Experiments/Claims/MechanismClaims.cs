using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Analyses;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Statistics;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Claims;

/// <summary>
/// Why damping should make networks generalize, as "Constraint breeds generalization" (arXiv 2512.23916) explains it: variability, frequencies, similarity of representations, spectra, storage and bounds;
/// and what it leaves open: other flows and families, leaks that learn, dampings that change. Where the source states no number, only the order is judged.
/// </summary>
internal static class MechanismClaims
{
    private const string Paper = "arXiv 2512.23916";
    private const string Accuracy = "% accuracy, mean over all tests";
    private const string PeakComparedWithZero = "the first form took the place of the extremum for its effect and held it against a damping of 0, which is a damping like any other";
    private static readonly double[] Dampings = [-1.5, -1, -0.3, 0, 0.3, 1, 1.5, 2, 2.5, 5, 7, 10];

    /// <summary>The claims.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        Variability(),
        Leak(),
        Frequencies(),
        Similarity(),
        OtherFlow(),
        OtherFamily(),
        LearnedLeak(),
        Schedule(),
        Entropy(),
        Storage(),
        Bound(),
    ];

    private static Claim Variability() => new()
    {
        Id = "cbg.landscape.variability-tells",
        Source = new(Paper, "section 2.2, figure 1 f and g: r = -0.96"),
        Title = "where rates vary less, networks generalize more",
        Sentence = "Over the twelve dampings of training, accuracy under other dampings falls with how much the rates of the last layer vary over the tests.",
        Published = new() { Value = [-0.96], Unit = "correlation of variation and accuracy over 12 dampings of training" },
        Tolerance = 0.1,
        Arms = [VariationAgainstAccuracy("correlation", Control.None)],
        Control = LandscapeClaims.SameAmplitude([VariationAgainstAccuracy("correlation", Control.AmplitudePerStep)]),
        WouldRefute = "No correlation, or one above 0.",
    };

    private static Claim Leak() => new()
    {
        Id = "cbg.landscape.leak-and-damping",
        Source = new(Paper, "section 2.2, damping of the encoding and leak of the neurons together"),
        Title = "at damping 2 networks of beta .95 generalize, those of .5 do not",
        Sentence = "Damped encodings need neurons that remember: at damping 2 a spiking network of beta .95 generalizes, one of beta .5 does not.",
        Published = new() { Value = [], Unit = Accuracy },
        Tolerance = 0,
        Arms = [Out("beta .95", At(2)), Out("beta .5", At(2) with { Beta = 0.5 })],
        Control = new()
        {
            Title = "inputs of beta .5 times 6",
            Sentence = "Beta .95 against beta .5 whose inputs are multiplied by 6, in training and tests.",
            Why = "A membrane that leaks more needs more current before anything fires; a network that does not fire yet is given up after ten epochs.",
            Arms = [Out("beta .95", At(2)), Out("beta .5, inputs times 6", At(2) with { Beta = 0.5, Control = Control.Gain(6) })],
        },
        WouldRefute = "Equal accuracy without the control, or the same difference with it.",
    };

    private static Claim Frequencies() => new()
    {
        Id = "cbg.mechanism.frequencies",
        Source = new(Paper, "section 2.3: high entropy at low frequency; the two are not taken apart there"),
        Title = "what is learned at damping 2 is in its frequencies",
        Sentence = "A spiking network generalizes more from encodings at damping 2 as they are than with Fourier coefficients that change places, which keeps the entropy of spectra and moves their frequencies.",
        Published = new() { Value = [], Unit = Accuracy },
        Tolerance = 0,
        Arms = [Out("as they are", At(2)), Out("frequencies permuted", At(2) with { Control = Control.BinsPermuted })],
        Control = new()
        {
            Title = "phases shifted, frequencies kept",
            Sentence = "As they are, against encodings whose Fourier phases are shifted by random angles: entropy and frequencies stay.",
            Why = "Any change of the course in time may cost accuracy, whatever it does to frequencies.",
            Arms = [Out("as they are", At(2)), Out("phases shifted", At(2) with { Control = Control.PhaseScrambled })],
            Expects = ControlExpectation.EffectVanishes,
        },
        WouldRefute = "Equal accuracy with permuted frequencies, or the same loss where only phases were shifted.",
    };

    private static Claim Similarity() => new()
    {
        Id = "cbg.mechanism.similarity",
        Source = new(Paper, "section 2.2: representations become invariant; not measured there"),
        Title = "training at damping 2 gives representations that are alike at all dampings",
        Sentence = "Spike counts of the last layer are more alike from one test damping to another in networks trained at damping 2 than in those trained at -1.5.",
        Published = new() { Value = [], Unit = "debiased linear centered kernel alignment, mean over pairs of 12 test dampings" },
        Tolerance = 0,
        Arms = [Alike("damping 2", At(2)), Alike("damping -1.5", At(-1.5))],
        Control = LandscapeClaims.SameAmplitude([Alike("damping 2", At(2) with { Control = Control.AmplitudePerStep }), Alike("damping -1.5", At(-1.5) with { Control = Control.AmplitudePerStep })]),
        WouldRefute = "Equal similarity of both, or more at damping -1.5.",
    };

    private static Claim OtherFlow()
    {
        LandscapeTraining contracting = Thomas("thomas:b=1"), expanding = Thomas("thomas:b=0.1");
        return new()
        {
            Id = "cbg.mechanism.other-flow",
            Source = new(Paper, "section 2.2; the paper tests one flow"),
            Title = "another flow generalizes from strong damping as well",
            Sentence = "With the flow of Thomas, whose exponents sum to -3 b, a spiking network trained at b = 1 generalizes over six values of b from .1 to 2 better than one trained at b = .1.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("b = 1", contracting), Out("b = .1", expanding)],
            Control = LandscapeClaims.SameAmplitude([Out("b = 1", contracting with { Control = Control.AmplitudePerStep }), Out("b = .1", expanding with { Control = Control.AmplitudePerStep })]),
            WouldRefute = "Equal accuracy of both, or more at b = .1.",
        };

        static LandscapeTraining Thomas(string train) => new()
        {
            Train = EncodingSpec.Parse(train + " duration=4"),
            Tests = [.. new[] { 0.1, 0.2, 0.3, 0.5, 1, 2 }.Select(static b => EncodingSpec.Parse(string.Create(CultureInfo.InvariantCulture, $"thomas:b={b} duration=4")))],
        };
    }

    private static Claim OtherFamily()
    {
        LandscapeTraining damped = Decays(2), expanding = Decays(-1.5);
        return new()
        {
            Id = "cbg.mechanism.other-family",
            Source = new(Paper, "section 2.2 and the authors' programs, training on one family of encodings and testing on another"),
            Title = "training at damping 2 carries over to exponential decays",
            Sentence = "A spiking network trained at damping 2 answers encodings that merely decay, at five rates, better than one trained at damping -1.5.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("damping 2", damped), Out("damping -1.5", expanding)],
            Control = LandscapeClaims.SameAmplitude([Out("damping 2", damped with { Control = Control.AmplitudePerStep }), Out("damping -1.5", expanding with { Control = Control.AmplitudePerStep })]),
            WouldRefute = "Equal accuracy of both, or the same difference with the control.",
        };

        static LandscapeTraining Decays(double damping) =>
            At(damping) with { Tests = [.. new[] { 0.5, 1, 2, 5, 10 }.Select(static rate => EncodingSpec.Parse(string.Create(CultureInfo.InvariantCulture, $"decay:delta={rate}")))] };
    }

    private static Claim LearnedLeak()
    {
        LandscapeTraining learned = At(0) with { LearnBeta = DecayLearning.PerNeuron };
        return new()
        {
            Id = "cbg.open.learned-leak",
            Source = new(Paper, "limitations: learned or adaptive beta is left open"),
            Title = "leaks that learn generalize better",
            Sentence = "Trained without damping, a spiking network whose neurons learn their own leak generalizes better than one whose leak is fixed.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("learned", learned), Out("fixed", At(0))],
            Control = new()
            {
                Title = "60 epochs each",
                Sentence = "Both are trained for 60 epochs, without an early end.",
                Why = "More parameters may merely train longer before patience ends.",
                Arms = [Out("learned, 60 epochs", learned with { Epochs = 60, Patience = 60 }), Out("fixed, 60 epochs", At(0) with { Epochs = 60, Patience = 60 })],
            },
            WouldRefute = "Equal accuracy of both, or more with a fixed leak.",
        };
    }

    private static Claim Schedule()
    {
        ScheduleTraining changing = new();
        EncodingSpec last = changing.Stages[^1];
        EncodingSpec middle = EncodingSpec.Mixed(changing.Stages.Average(static stage => stage.Value));
        return new()
        {
            Id = "cbg.open.schedule",
            Source = new(Paper, "discussion: the optimum is a regime to be traversed as task demands change"),
            Title = "training that goes through dampings generalizes better than training at its last",
            Sentence = "A spiking network trained at damping 5, 2, 0 and -0.3, fifteen epochs each, generalizes better than one trained at -0.3 for all sixty.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Scheduled("going through", changing), Scheduled("-0.3 alone", changing.Single(last))],
            Control = new()
            {
                Title = "fixed at the mean damping",
                Sentence = string.Create(CultureInfo.InvariantCulture, $"Against a network trained at the mean of the four dampings, {middle.Value:0.###}, for all sixty epochs."),
                Why = "Some damping on the way may be all that helps, without any change.",
                Arms = [Scheduled("going through", changing), Scheduled("the mean alone", changing.Single(middle))],
            },
            WouldRefute = "Equal accuracy of both, or no more than at the mean damping.",
        };
    }

    private static Claim Entropy()
    {
        ScaleSpaceSurvey survey = new(), finer = survey with { Samples = [.. survey.Samples.Where(static samples => samples >= 33)] };
        return new()
        {
            Id = "cbg.appendix.entropy-peak",
            Source = new(Paper, "appendix A.2, figure 5: highest entropy at a damping near 2"),
            Title = "spectral entropy is largest near damping 2",
            Sentence = "Of dampings from -2 to 8, an encoded number has the largest spectral entropy near 2, averaged over 5 to 100 samples of it.",
            Published = new() { Value = [], Unit = "spectral entropy, 0 to 1: near damping 2, and the largest elsewhere" },
            Tolerance = 0,
            Arms = [Entropy("near 2", survey, isNear: true), Entropy("elsewhere", survey, isNear: false)],
            Control = new()
            {
                Title = "33 to 100 samples",
                Sentence = "The same, averaged over 33 to 100 samples only.",
                Why = "Of a few samples a spectrum has a few bins: where its entropy peaks may be a property of the estimator.",
                Arms = [Entropy("near 2", finer, isNear: true), Entropy("elsewhere", finer, isNear: false)],
            },
            AddedAfter = PeakComparedWithZero,
            WouldRefute = "A larger entropy at some damping further than half from 2, or one that is larger near 2 only with few samples.",
        };
    }

    private static Claim Storage() => new()
    {
        Id = "cbg.appendix.storage-minimum",
        Source = new(Paper, "section 2.3: least active information storage near damping 2"),
        Title = "active information storage is least near damping 2",
        Sentence = "Of the twelve dampings, trajectories store least information about their next value near 2, counted with two past values in ten bins.",
        Published = new() { Value = [], Unit = "bits: the least elsewhere, and the least near damping 2" },
        Tolerance = 0,
        Arms = [Storage("elsewhere", "plug-in", isNear: false), Storage("near 2", "plug-in", isNear: true)],
        Control = new()
        {
            Title = "nearest neighbors instead of bins",
            Sentence = "The same trajectories, estimated by nearest neighbors.",
            Why = "Two thousand values in a thousand bins: much of what is counted is bias.",
            Arms = [Storage("elsewhere", "neighbor", isNear: false), Storage("near 2", "neighbor", isNear: true)],
        },
        AddedAfter = PeakComparedWithZero,
        WouldRefute = "Less storage at some damping further than half from 2, or less near 2 by one estimator only.",
    };

    private static Claim Bound() => new()
    {
        Id = "cbg.appendix.bound",
        Source = new(Paper, "appendix and the authors' program for the PAC-Bayes bound"),
        Title = "damping brings weights near their prior",
        Sentence = "A distribution of weights that is trained on encodings at damping -1.5 ends farther from its prior than one trained at damping 2.",
        Published = new() { Value = [], Unit = "Kullback-Leibler divergence of weights from their prior, nats" },
        Tolerance = 0,
        Arms = [Divergence("damping -1.5", new BoundTraining { Damping = -1.5 }), Divergence("damping 2", new BoundTraining())],
        Control = new()
        {
            Title = "one prior for all dampings",
            Sentence = "The same, with the prior that belongs to damping 2 at both.",
            Why = "The prior's variance is set from the damping, and at 2 it is that from which training starts.",
            Arms = [Divergence("damping -1.5", new BoundTraining { Damping = -1.5, PriorFollowsDamping = false }), Divergence("damping 2", new BoundTraining { PriorFollowsDamping = false })],
        },
        WouldRefute = "Equal divergence without the control, or the same difference with it.",
    };

    private static LandscapeTraining At(double damping) => new() { Train = EncodingSpec.Mixed(damping) };

    private static ClaimArm Out(string name, LandscapeTraining training) => new(name, seed => [training with { Seed = seed }], static results => LandscapeClaims.OutMean(results[0]));

    private static ClaimArm Scheduled(string name, ScheduleTraining training) =>
        new(name, seed => [training with { Settings = training.Settings with { Seed = seed } }], static results => LandscapeClaims.OutMean(results[0]));

    // A network whose last layer says the same of every sample has nothing that could be alike: it counts as 0.
    private static ClaimArm Alike(string name, LandscapeTraining training) =>
        new(name, seed => [training with { Seed = seed }], static results => double.IsFinite(results[0]["cka-debiased-3"]) ? results[0]["cka-debiased-3"] : 0);

    private static ClaimArm VariationAgainstAccuracy(string name, Control control) => new(
        name,
        seed => [.. Dampings.Select(damping => At(damping) with { Control = control, Seed = seed })],
        static results =>
        {
            double r = Correlation.Of([.. results.Select(static result => double.IsFinite(result["cv-3"]) ? result["cv-3"] : 0)], [.. results.Select(static result => LandscapeClaims.OutMean(result))]);
            return double.IsFinite(r) ? r : 0;
        });

    private static bool IsNear(double damping) => Math.Abs(damping - 2) <= 0.5;

    // Another number is encoded with every seed.
    private static ClaimArm Entropy(string name, ScaleSpaceSurvey survey, bool isNear) => new(
        name,
        seed => [survey with { Value = 0.2 * seed }],
        results => results[0].Arrays["entropy"].ToDoubles().Chunk(survey.Samples.Length).Index().Where(row => IsNear(survey.Dampings[row.Index]) == isNear).Max(static row => row.Item.Average()));

    // Trajectories start elsewhere with every seed. One that leaves the number range stores nothing that could be counted.
    private static ClaimArm Storage(string name, string estimator, bool isNear) => new(
        name,
        static seed => [.. Dampings.Select(damping => new StorageSurvey { Flow = string.Create(CultureInfo.InvariantCulture, $"mixed:delta={damping:R}"), Start = 0.1 * seed })],
        results => Dampings.Zip(results, (damping, result) => (damping, Bits: result[estimator])).Where(each => IsNear(each.damping) == isNear && double.IsFinite(each.Bits)).Min(static each => each.Bits));

    private static ClaimArm Divergence(string name, BoundTraining training) => new(name, seed => [training with { Seed = seed }], static results => results[0]["divergence"]);
}
