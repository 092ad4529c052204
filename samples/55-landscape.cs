#:project ../src/Lightcone.Experiments
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
// Does damping of the encoding make a network generalize? Trained at one damping, tested at twelve; then once more with equal amplitudes.
// Run:  dotnet run samples/55-landscape.cs

Landscape landscape = new()
{
    Train = [EncodingSpec.Mixed(-1.5), EncodingSpec.Mixed(2)],
    Repeats = 2,
    Settings = new() { Samples = 600, Epochs = 40, LearningRate = 1e-3 },
};
foreach (Control control in (Control[])[Control.None, Control.AmplitudePerStep])
{
    Landscape asked = landscape with { Settings = landscape.Settings with { Control = control } };
    var runs = asked.Runs();
    var results = new Computation { Runs = runs }.Compute();
    LandscapeTable table = asked.Tables([.. runs.Select(run => results[run.Hash])])[0];
    for (int row = 0; row < table.Train.Length; row++)
        Console.WriteLine($"{control,-9} trained at {table.Train[row],-18} {table.Row(row, "in-distribution").Mean:P1} there, {table.Row(row, "out-mean").Mean:P1} at all dampings");
}
