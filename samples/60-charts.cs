#:project ../src/Lightcone.Figures
using Lightcone.Experiments.Data;
using Lightcone.Figures;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Statistics;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks;
using Lightcone.Tasks;
// Draws the pictures of docs/figures.md: trajectories, spectra, a training, spikes, and how a network trained at one damping does at another.
// Run:  dotnet run samples/60-charts.cs [folder for the pictures]

void Put(string name, Chart chart)
{
    if (args is [string folder])
        chart.Save(Path.Combine(folder, name));
    else
        Console.WriteLine($"{name}: {chart.Width} x {chart.Height}");
}

Put("lorenz.png", PhasePortrait.Draw(Trajectory.Integrate(new Lorenz(), [1, 1, 20], duration: 25, samples: 5000), horizontal: 0, vertical: 2, width: 600, height: 480));

// The encoder's oscillator from the start of a feature of 1, at three dampings.
double[] dampings = [0, 2, 10];
Trajectory[] runs = [.. dampings.Select(delta => Trajectory.Integrate(new MixedOscillator(delta), [1, 0.2, -1], duration: 4, samples: 401))];
Put("damping.png", SeriesChart.Draw("Mixed oscillator, β = 0.1", "time t", "x", runs[0].Times.ToArray(), [.. runs.Select((run, i) => ($"δ = {dampings[i]}", run.Series(0)))]));

string[] systems = ["rossler", "lorenz"];
Put("spectra.png", SpectrumChart.Draw("Power spectra of the first component", [.. systems.Select(name =>
{
    IFlow flow = FlowCatalog.Flow(name);
    return (name, PowerSpectrum.Estimate(Trajectory.Integrate(flow, [.. FlowCatalog.Start(flow)], duration: 820, samples: 16_401).Series(0).AsSpan(400), rate: 20, segmentLength: 2048));
})]));

// Every network is tested at every damping, with five seeds: what was trained at one damping generalizes to others, or does not.
Dataset digits = Dataset.Digits(seed: 1);
double[] tested = [0, 1, 2, 5, 10];
Sequences[] trains = [.. tested.Select(delta => digits.Train.Encode(PaperEncoders.Classification(delta)))], tests = [.. tested.Select(delta => digits.Test.Encode(PaperEncoders.Classification(delta)))];
Sequences validation = digits.Validation.Encode(PaperEncoders.Classification(delta: 2));
Architecture architecture = Architecture.Spiking(new Leaky { Beta = 0.95f }, 192, 32, 32, 10);
TrainingResult story = new Training { Epochs = 20, LearningRate = 2e-3, Seed = 1, Threads = 2 }.Fit(architecture, trains[2], validation);
List<Summary> cells = [];
foreach (Sequences train in trains)
{
    Network[] networks = [.. Enumerable.Range(1, 5).Select(seed => new Training { Epochs = 8, LearningRate = 2e-3, Seed = (ulong)seed, Threads = 2 }.Fit(architecture, train).Network)];
    cells.AddRange(tests.Select(test => Summary.Of(networks.Select(network => 100 * network.Evaluate(test).Accuracy))));
}

string[] names = [.. tested.Select(delta => $"{delta}")];
Put("training.png", TrainingChart.Draw("Digits, δ = 2: spiking network 192-32-32-10, β = 0.95", story));
Put("generalization.png", GeneralizationChart.Matrix("Accuracy on digits, 5 seeds a cell", "damping δ", "accuracy (%)", names, names, cells));
Put("generalization-lines.png", GeneralizationChart.Lines("Accuracy on digits, mean ± standard deviation of 5 seeds", "damping δ", "accuracy (%)", [.. names.Select(name => $"δ = {name}")], tested, cells));

LayerRecord hidden = story.Network.Observe(tests[2].Select([0, 1, 2])).Layers[1];
Put("raster.png", ResponseChart.Raster(hidden, sample: 0));
Put("membranes.png", ResponseChart.Membranes(hidden, sample: 0, 0, 1, 2, 3));
