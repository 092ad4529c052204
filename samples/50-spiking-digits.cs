#:project ../src/Lightcone.Networks
using Lightcone.Networks;
using Lightcone.Networks.Data;
using Lightcone.Networks.Learning;
// Trains a spiking network on 1,797 handwritten digits in about a second, and draws what its first hidden layer does.
// Run:  dotnet run samples/50-spiking-digits.cs [folder for the pictures]

// Each pixel is a constant current for 25 steps: bright pixels drive the neurons behind them harder.
DatasetSplit digits = Dataset.Digits().Standardized().Split(train: 1257, validation: 269, seed: 1);
const int Steps = 25;

// 64 inputs, two hidden layers of 32 neurons, 10 outputs; the class is the output that fires most often.
Network network = Network.Create(Architecture.Spiking(new Leaky { Beta = 0.9f }, 64, 32, 32, 10), seed: 1);
Console.WriteLine(network.Architecture);

Training training = new() { Epochs = 30, Patience = 5, LearningRate = 2e-3, Seed = 1, Threads = 2 };
TrainingResult result = training.Fit(network, digits.Train.Repeat(Steps), digits.Validation.Repeat(Steps));
foreach (EpochReport epoch in result.Epochs)
    Console.WriteLine($"epoch {epoch.Epoch,2}: loss {epoch.Loss:F3}, validation {epoch.ValidationAccuracy:P1}, {epoch.SpikesPerSample:F0} spikes per digit");
foreach (string warning in result.Warnings)
    Console.WriteLine($"warning: {warning}");

Examples test = digits.Test.Repeat(Steps);
double accuracy = result.Network.Accuracy(test);
Console.WriteLine($"{result.Outcome} after {result.Epochs.Length} epochs; test accuracy {accuracy:P1}");
Console.WriteLine($"parameters {result.Network.Parameters.Hash()[..16]} (the same on every machine)");

if (args is [string folder])
{
    LayerRecord hidden = result.Network.Observe(test.Inputs.Select([0, 1, 2])).Layers[1];
    hidden.Raster(sample: 0, scale: 8).SavePng(Path.Combine(folder, "raster.png"));
    hidden.Traces(sample: 0, 0, 1, 2, 3).SavePng(Path.Combine(folder, "traces.png"));
}

return accuracy > 0.92 ? 0 : 1;
