#:project ../src/Lightcone.Figures
using Lightcone.Experiments.Data;
using Lightcone.Figures;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks;
// Trains a spiking network on 1,797 handwritten digits in about a second, and draws what its first hidden layer does.
// Run:  dotnet run samples/50-spiking-digits.cs [folder for the pictures]

// Each pixel is a constant current for 25 steps: bright pixels drive the neurons behind them harder.
Dataset digits = Dataset.Digits(seed: 1);
const int Steps = 25;

// 64 inputs, two hidden layers of 32 neurons, 10 outputs; the class is the output that fires most often.
Architecture architecture = Architecture.Spiking(new Leaky { Beta = 0.9f }, 64, 32, 32, 10);
Console.WriteLine(architecture);

Training training = new() { Epochs = 30, Patience = 5, LearningRate = 2e-3, Seed = 1, Threads = 2 };
TrainingResult result = training.Fit(architecture, digits.Train.Repeat(Steps), digits.Validation.Repeat(Steps));
foreach (EpochReport epoch in result.Epochs)
    Console.WriteLine($"epoch {epoch.Epoch,2}: loss {epoch.Loss:F3}, validation {epoch.ValidationAccuracy:P1}, {epoch.SpikesPerSample:F0} spikes per digit");
foreach (string warning in result.Warnings)
    Console.WriteLine($"warning: {warning}");

Sequences test = digits.Test.Repeat(Steps);
double accuracy = result.Network.Evaluate(test).Accuracy;
Console.WriteLine($"{result.Outcome} after {result.Epochs.Length} epochs; test accuracy {accuracy:P1}");
Console.WriteLine($"parameters {result.Network.Parameters.Hash()[..16]} (the same on every machine)");

if (args is [string folder])
{
    LayerRecord hidden = result.Network.Observe(test.Select([0, 1, 2])).Layers[1];
    ResponseChart.Raster(hidden, sample: 0).Save(Path.Combine(folder, "raster.png"));
    ResponseChart.Membranes(hidden, sample: 0, 0, 1, 2, 3).Save(Path.Combine(folder, "membranes.png"));
    TrainingChart.Draw("Spiking network 64-32-32-10 on digits", result).Save(Path.Combine(folder, "training.png"));
}

return accuracy > 0.92 ? 0 : 1;
