using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests.Landscapes;

/// <summary>Whole trainings with the paper's settings, one seed each: that the experiments still come out where they came out. The gates are wide; the landscapes themselves have ten runs.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class SmokeTests
{
    // In the usual round two trainings of two seconds; in that of everything also the control and the middle of the landscape.
    private static readonly int Trainings = Round.Count(1, 2, 5);
    private static readonly int Epochs = Round.Count(12, 12, 30);

    [Fact]
    public void Landscapes_are_where_they_were()
    {
        (double Damping, Control Control, double Low, double High)[] gates =
        [
            (2, Control.None, 0.80, 0.97), (-1.5, Control.None, 0.10, 0.50), (-1.5, Control.AmplitudePerStep, 0.85, 0.97), (0, Control.None, 0.80, 0.97), (10, Control.None, 0.80, 0.97),
        ];
        foreach ((double damping, Control control, double low, double high) in gates.Take(Trainings))
        {
            RunResult result = new LandscapeTraining { Train = EncodingSpec.Mixed(damping), Control = control }.Compute(RunContext.None);
            Assert.True(result["out-mean"] > low && result["out-mean"] < high, $"damping {damping}, {control}: {result["out-mean"]} is not between {low} and {high}");
            Assert.True(result["in-distribution"] > 0.88, $"damping {damping}, {control}: {result["in-distribution"]}");
        }
    }

    [Fact]
    public void Fields_at_damping_2_are_wide_and_so_are_those_of_a_small_gain()
    {
        FieldTraining settings = new() { Epochs = Epochs };
        double least = Epochs == 30 ? 4 : 1.5;
        RunResult still = settings.Compute(RunContext.None), damped = (settings with { Condition = FieldCondition.Dynamic }).Compute(RunContext.None);
        RunResult gain = (settings with { ScaledByMaximum = true, Gain = 0.02 }).Compute(RunContext.None);
        // Damped inputs are so small that weights grow for many epochs before much is explained.
        Assert.All(Epochs == 30 ? new[] { still, damped, gain } : [still], static result => Assert.True(result["is-field"] == 1 && result["explained"] > 0.1, $"{result["explained"]}"));
        Assert.True(damped["sigma"] / still["sigma"] > least, $"{damped["sigma"]} is not {least} times {still["sigma"]}");
        Assert.True(gain["sigma"] / still["sigma"] > least, $"{gain["sigma"]} is not {least} times {still["sigma"]}");
    }
}
