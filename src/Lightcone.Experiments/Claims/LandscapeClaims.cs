using System.Collections.Immutable;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>The first experiment of "Constraint breeds generalization" (arXiv 2512.23916): which damping of the encoding makes a network that classifies digits generalize to others.</summary>
internal static class LandscapeClaims
{
    private const string Paper = "arXiv 2512.23916";
    private const string Unit = "% accuracy, mean over 12 test dampings";
    private const string Amplitude = "Encodings differ 180-fold in amplitude; a network that never saw large inputs may fail on them for that reason alone.";

    /// <summary>The claims; numbers of the source are those of the authors' result files, ten runs.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        new()
        {
            Id = "cbg.landscape.transition-generalizes",
            Source = new(Paper, "section 2.2, figure 1"),
            Title = "training at damping 2 generalizes, at -1.5 it does not",
            Sentence = "A spiking network trained at damping 2 keeps its accuracy when it is tested at other dampings; one trained at -1.5 does not.",
            Published = new() { Value = [90.6, 38.7], Deviation = [2.5, 4.1], Runs = 10, Unit = Unit },
            Tolerance = 2,
            Arms = [Out("damping 2", 2, LandscapeModel.Spiking, Control.None), Out("damping -1.5", -1.5, LandscapeModel.Spiking, Control.None)],
            Control = SameAmplitude([Out("damping 2", 2, LandscapeModel.Spiking, Control.AmplitudePerStep), Out("damping -1.5", -1.5, LandscapeModel.Spiking, Control.AmplitudePerStep)]),
            WouldRefute = "Equal accuracy without the control, or the same difference with it.",
        },
        new()
        {
            Id = "cbg.landscape.spiking-without-damping",
            Source = new(Paper, "section 2.2, figure 1 and the authors' result files"),
            Title = "without damping spikes generalize, averages do not",
            Sentence = "Trained at damping 0, a spiking network generalizes to other dampings; a perceptron that sees the mean over time does not.",
            Published = new() { Value = [90.0, 65.3], Runs = 10, Unit = Unit },
            Tolerance = 3,
            Arms = [Out("spiking", 0, LandscapeModel.Spiking, Control.None), Out("averaging", 0, LandscapeModel.Averaging, Control.None)],
            Control = SameAmplitude([Out("spiking", 0, LandscapeModel.Spiking, Control.AmplitudePerStep), Out("averaging", 0, LandscapeModel.Averaging, Control.AmplitudePerStep)]),
            WouldRefute = "Equal accuracy of both, or an averaging network that is better.",
        },
        new()
        {
            Id = "cbg.landscape.averages-suffice-at-2",
            Source = new(Paper, "the authors' result files; their text says the opposite"),
            Title = "at damping 2 an average is at least as good as spikes",
            Sentence = "Trained at damping 2, a perceptron that sees the mean over time generalizes at least as well as a spiking network.",
            Published = new() { Value = [92.0, 90.6], Runs = 10, Unit = Unit },
            Tolerance = 2,
            Arms = [Out("averaging", 2, LandscapeModel.Averaging, Control.None), Out("spiking", 2, LandscapeModel.Spiking, Control.None)],
            Control = SameAmplitude([Out("averaging", 2, LandscapeModel.Averaging, Control.AmplitudePerStep), Out("spiking", 2, LandscapeModel.Spiking, Control.AmplitudePerStep)]),
            WouldRefute = "A spiking network that is better by more than the tolerance.",
        },
        new()
        {
            Id = "cbg.landscape.order-in-time",
            Source = new(Paper, "section 2.2"),
            Title = "what is learned at damping 2 is a course in time",
            Sentence = "What a spiking network learns at damping 2 and carries over to other dampings is the course of the trajectories in time.",
            Published = new() { Value = [90.6], Deviation = [2.5], Runs = 10, Unit = Unit },
            Tolerance = 2,
            Arms = [Out("in order", 2, LandscapeModel.Spiking, Control.None)],
            Control = new()
            {
                Title = "steps in random order",
                Sentence = "The same, with the steps of all sequences put into one random order, in training and tests.",
                Why = "The sum over time may be all that is used.",
                Arms = [Out("steps in random order", 2, LandscapeModel.Spiking, Control.TimeShuffled)],
                Expects = ControlExpectation.EffectVanishes,
            },
            WouldRefute = "Nearly the same accuracy with steps in random order.",
        },
        new()
        {
            Id = "cbg.landscape.rates-vary-less",
            Source = new(Paper, "section 2.2: .470 +- .288 for expansive, .307 +- .051 for dissipative training"),
            Title = "damped training makes rates vary less",
            Sentence = "Over test dampings, firing rates of the last layer vary less in networks trained at high damping than in those trained with expansion.",
            Published = new() { Value = [0.470, 0.307], Runs = 10, Unit = "standard deviation of the rate over its mean, 12 test dampings" },
            Tolerance = 0.05,
            Arms = [Variation("damping -1.5 and -1", Control.None, -1.5, -1), Variation("damping 5 and 10", Control.None, 5, 10)],
            Control = SameAmplitude([Variation("damping -1.5 and -1", Control.AmplitudePerStep, -1.5, -1), Variation("damping 5 and 10", Control.AmplitudePerStep, 5, 10)]),
            WouldRefute = "Equal variation of both, or more at high damping.",
        },
    ];

    /// <summary>Accuracy over all tests in %. A training that leaves the number range answers nothing.</summary>
    internal static double OutMean(RunResult result) => double.IsFinite(result["out-mean"]) ? 100 * result["out-mean"] : 0;

    /// <summary>The control that takes the amplitude away.</summary>
    internal static ClaimControl SameAmplitude(ImmutableArray<ClaimArm> arms) => new()
    {
        Title = "amplitude matched per step",
        Sentence = "The same, with every step of every sequence scaled to the same root mean square, in training and tests.",
        Why = Amplitude,
        Arms = arms,
    };

    private static ClaimArm Out(string name, double delta, LandscapeModel model, Control control) =>
        new(name, seed => [Training(delta, model, control, seed)], static results => OutMean(results[0]));

    // A layer that never fires has no rate to vary: it counts as 0.
    private static ClaimArm Variation(string name, Control control, params double[] deltas) => new(
        name,
        seed => [.. deltas.Select(delta => Training(delta, LandscapeModel.Spiking, control, seed))],
        static results => results.Average(static result => double.IsFinite(result["cv-3"]) ? result["cv-3"] : 0));

    private static LandscapeTraining Training(double delta, LandscapeModel model, Control control, ulong seed) =>
        new() { Train = EncodingSpec.Mixed(delta), Model = model, Control = control, Seed = seed };
}
