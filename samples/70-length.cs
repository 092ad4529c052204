#:project ../src/Lightcone.Experiments
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;
// Why does the automaton generalize over length? It and a recurrent network learn binary addition on short numbers, and are asked long ones.
// Run:  dotnet run samples/70-length.cs

LengthStudy study = new()
{
    Task = "addition",
    Models = [SequenceModel.Automaton, SequenceModel.Find("gru")],
    Lengths = [16, 256],
    Chains = [4, 64],
    Seeds = 2,
    Training = new() { Examples = 512, Epochs = 8, LearningRate = 0.01 },
};
var rows = study.Rows(new Computation { Runs = study.Runs() }.Compute());
foreach (LengthRow row in rows)
    Console.WriteLine($"{row.Model,-10} {(row.IsChain ? "chain " : "length")} {row.Number,4}  answers right {row.Exact.Median,6:P1}, bits {row.Bits.Median:P1}");

// The control: one entry of the automaton's table changed. It is refuted, and no longer exact.
LengthRow control = rows.First(row => row.Model == LengthStudy.Control);
Console.WriteLine($"corrupted: {control.Certified} of {study.Seeds} certified");
return control.Certified == 0 && rows.Where(row => row.Model == "automaton").All(row => row.Exact.Min == 1) ? 0 : 1;
