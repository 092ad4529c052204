#:project ../src/Lightcone.Experiments
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;
// Do receptive fields emerge from dynamics? Three conditions: patches as they are, as trajectories of damping 2, and only fainter.
// Run:  dotnet run samples/60-receptive-fields.cs

FieldTraining patches = new() { Patches = 1000, HeldOut = 500, Epochs = 12, Images = ImageSource.DeadLeaves };
FieldStudy study = new()
{
    Conditions = [("as they are", patches), ("damping 2", patches with { Condition = FieldCondition.Dynamic }), ("x 0.02", patches with { Gain = 0.02 })],
    Repeats = 2,
};
var results = new Computation { Runs = study.Runs() }.Compute();
RunResult[] inOrder = [.. study.Runs().Select(run => results[run.Hash])];
foreach (var ((condition, sigma), (_, fires)) in study.Table(inOrder, "sigma").Zip(study.Table(inOrder, "rate")))
    Console.WriteLine($"{condition,-12} spread of the weights {sigma.Mean:F3}, spikes per unit and step {fires.Mean:F3}");
