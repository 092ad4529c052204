using System.Collections.Immutable;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>What "Constraint breeds generalization" (arXiv 2512.23916) leaves open and does not test: streams that drive the flow, and damping beside a spatial bias. Only orders are judged.</summary>
internal static class OpenClaims
{
    private const string Paper = "arXiv 2512.23916";
    private const string MovesFarther = "A driven oscillator moves the farther the less it is damped; a network that never saw small inputs may fail on them for that reason alone.";
    private const string Accuracy = "% accuracy, mean over 12 test dampings";

    /// <summary>The claims.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        new()
        {
            Id = "cbg.open.streams",
            Source = new(Paper, "not tested there: inputs that are streams in time already"),
            Title = "streams that drive the flow generalize from damping 2 as well",
            Sentence = "Six kinds of tones drive sixteen oscillators from rest: a spiking network trained at damping 2 tells them at other dampings better than one trained at damping -1.5.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("damping 2", Stream(2)), Out("damping -1.5", Stream(-1.5))],
            Control = SameAmplitude(MovesFarther, Stream(2), Stream(-1.5)),
            WouldRefute = "Equal accuracy without the control, or the same difference with it.",
        },
        new()
        {
            Id = "cbg.open.streams-learned",
            Source = new(Paper, "not tested there: inputs that are streams in time already"),
            Title = "streams that drive the flow generalize from damping 2, trained for 100 epochs",
            Sentence = "The same streams and networks, all trained for 100 epochs without an early end: those trained at damping 2 tell the tones at other dampings better than those trained at damping -1.5.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("damping 2", Learned(2)), Out("damping -1.5", Learned(-1.5))],
            Control = SameAmplitude(MovesFarther, Learned(2), Learned(-1.5)),
            AddedAfter = "with the paper's patience most networks at damping 2 were given up before they fired, so that the claim before this one compares networks that learned with networks that did not",
            WouldRefute = "Equal accuracy without the control, or the same difference with it.",
        },
        new()
        {
            Id = "cbg.open.convolution",
            Source = new(Paper, "not tested there: damping beside a spatial bias"),
            Title = "behind a convolution damping 2 generalizes as well",
            Sentence = "A spiking network that begins with a convolution and is trained at damping 2 keeps its accuracy at other dampings better than one trained at -1.5.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("damping 2", Picture(2)), Out("damping -1.5", Picture(-1.5))],
            Control = SameAmplitude("Encodings differ 180-fold in amplitude; a network that never saw large inputs may fail on them for that reason alone.", Picture(2), Picture(-1.5)),
            WouldRefute = "Equal accuracy without the control, or the same difference with it.",
        },
        new()
        {
            Id = "cbg.open.convolution-adds",
            Source = new(Paper, "not tested there: whether damping and a spatial bias add up"),
            Title = "a convolution adds to what damping 2 gives",
            Sentence = "Trained at damping 2, a spiking network that begins with a convolution generalizes over dampings better than a dense one.",
            Published = new() { Value = [], Unit = Accuracy },
            Tolerance = 0,
            Arms = [Out("convolution", Picture(2)), Out("dense", Dense(2))],
            Control = new()
            {
                Title = "asked at damping 2",
                Sentence = "The same networks, asked at the damping of their training.",
                Why = "The convolution may read digits better at any damping; then it adds nothing to how they generalize.",
                Arms = [Own("convolution", Picture(2)), Own("dense", Dense(2))],
                Expects = ControlExpectation.EffectVanishes,
            },
            WouldRefute = "A dense network that generalizes as well, or the same difference at damping 2 itself.",
        },
    ];

    private static LandscapeTraining Dense(double damping) => new() { Train = EncodingSpec.Mixed(damping) };

    private static LandscapeTraining Picture(double damping) => Dense(damping) with { Model = LandscapeModel.Convolutional };

    private static LandscapeTraining Stream(double damping) => Dense(damping) with { Input = LandscapeInput.Streams };

    private static LandscapeTraining Learned(double damping) => Stream(damping) with { Epochs = 100, Patience = 100 };

    private static ClaimControl SameAmplitude(string why, LandscapeTraining first, LandscapeTraining second) => LandscapeClaims.SameAmplitude(
        [Out("damping 2", first with { Control = Control.AmplitudePerStep }), Out("damping -1.5", second with { Control = Control.AmplitudePerStep })]) with { Why = why };

    private static ClaimArm Out(string name, LandscapeTraining training) => new(name, seed => [training with { Seed = seed }], static results => LandscapeClaims.OutMean(results[0]));

    // A training whose encoding left the number range is right as often as nothing is.
    private static ClaimArm Own(string name, LandscapeTraining training) => new(
        name, seed => [training with { Seed = seed }], static results => double.IsFinite(results[0]["in-distribution"]) ? 100 * results[0]["in-distribution"] : 0);
}
