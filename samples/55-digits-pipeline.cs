#:project ../src/Lightcone.Experiments
using Lightcone.Experiments.Data;
using Lightcone.Flows.Encoders;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks;
// From a data set to a number: digits become trajectories of a damped oscillator, a spiking network learns to tell them apart, and is tested at another damping than it was trained at.
// Run:  dotnet run samples/55-digits-pipeline.cs

Dataset digits = Dataset.Digits(seed: 1);
Sequences train = digits.Train.Encode(PaperEncoders.Classification(delta: 2)), test = digits.Test.Encode(PaperEncoders.Classification(delta: 10));
Network network = new Training { Seed = 1 }.Fit(Architecture.Spiking(new Leaky { Beta = 0.95f }, 192, 32, 32, 10), train).Network;
Console.WriteLine(network.Evaluate(test).Accuracy);

// The control: the same network at the damping it was trained at.
double control = network.Evaluate(digits.Test.Encode(PaperEncoders.Classification(delta: 2))).Accuracy;
Console.WriteLine($"trained at δ = 2: {control:P1} at δ = 2");
return control > 0.92 ? 0 : 1;
