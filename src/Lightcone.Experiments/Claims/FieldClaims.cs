using System.Collections.Immutable;
using Lightcone.Experiments.ReceptiveFields;

namespace Lightcone.Experiments.Claims;

/// <summary>The second experiment of "Constraint breeds generalization" (arXiv 2512.23916): receptive fields of a spiking autoencoder. Our patches come from two photographs, the paper's from CIFAR-10.</summary>
internal static class FieldClaims
{
    private static readonly FieldTraining Damped = new() { Condition = FieldCondition.Dynamic };
    private static readonly FieldTraining Baseline = new();

    private static readonly FieldTraining Faint = new() { Gain = FieldStudy.FlowGain };

    /// <summary>The claims; numbers of the source are those of the authors' result files.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        Claim(
            "wide", "fields emerge at damping 2", "Input weights of a spiking autoencoder spread much more when patches start trajectories of damping 2 than when they are shown as they are.",
            [0.283, 0.049], "standard deviation of the input weights", 0.03, "sigma"),
        Claim(
            "oriented", "fields at damping 2 are oriented", "Input weights of a spiking autoencoder are more selective for orientation when patches start trajectories of damping 2 than when they are shown as they are.",
            [0.342, 0.092], "orientation selectivity, 0 to 1; 0 where the network explains nothing or never fires", 0.05, "osi"),
    ];

    private static Claim Claim(string id, string title, string sentence, double[] published, string unit, double tolerance, string number) => new()
    {
        Id = $"cbg.fields.{id}",
        Source = new("arXiv 2512.23916", "section 2.3, figure 2, and the authors' result files; patches of CIFAR-10"),
        Title = title,
        Sentence = sentence,
        Published = new() { Value = [.. published], Unit = unit },
        Tolerance = tolerance,
        Arms = [Arm("damping 2", Damped, number), Arm("static", Baseline, number)],
        Control = new()
        {
            Title = "static patches of the same gain",
            Sentence = "Damping 2 against static patches that are multiplied by 0.065, which leaves them the root mean square that the flow does.",
            Why = "Faint inputs need large weights before anything fires; weights may be wide for that reason alone.",
            Arms = [Arm("damping 2", Damped, number), Arm("static x 0.065", Faint, number)],
        },
        AddedAfter = "the first control multiplied static patches by 0.02, three times fainter than what the flow leaves of them, so its gain was not the same",
        WouldRefute = "Equal weights without the control, or the same difference with it.",
    };

    private static ClaimArm Arm(string name, FieldTraining training, string number) => new(
        name, seed => [training with { Seed = seed }], results => double.IsFinite(results[0][number]) && (number == "sigma" || results[0]["is-field"] == 1) ? results[0][number] : 0);
}
