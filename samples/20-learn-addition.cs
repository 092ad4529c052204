#:project ../src/Lightcone.Experiments/Lightcone.Experiments.csproj
#:property PublishAot=false
// Learn the carry of binary addition from its eight neighborhoods, prove it, and add numbers of 4,000 bits. Run with: dotnet run samples/20-learn-addition.cs
using System.Numerics;
using Lightcone.Engines;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;
using Lightcone;

NeuralRule net = new ChaosTraining { Seed = 7 }.Fit(BinaryAddition.Rule, hiddenUnits: 4);
if (net.Certify(BinaryAddition.Rule) is not Certificate certificate)
    return 1;
Console.WriteLine($"{net.Parameters} parameters, {certificate.Table.Neighborhoods} neighborhoods exact; {certificate.Convergence.Statement}");

CompiledRule adder = certificate.Rule.Compile();
BigInteger x = BigInteger.Pow(2, 4000) - 1, y = 1;
Evolution sum = adder.Evolve(BinaryAddition.Encode(x, y, length: 4096), Until.FixedPoint());
Console.WriteLine($"{sum.Steps} steps, exact: {BinaryAddition.Decode(sum.Final) == x + y}");

// With its readout learned as well, the whole adder is proved for numbers of every length.
Verdict verdict = Automaton.Learn(BinaryAddition.Task, new ChaosTraining { Seed = 7 }).Certify(BinaryAddition.Task);
Console.WriteLine(verdict is Certificate whole ? whole.Function.Statement : verdict.ToString());
return sum.Steps == 4000 && BinaryAddition.Decode(sum.Final) == x + y ? 0 : 1;
