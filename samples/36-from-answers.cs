#:project ../src/Lightcone.Experiments/Lightcone.Experiments.csproj
#:property PublishAot=false
// Nobody shows a carry: 400 lines a+b=c, and out comes an adder that is proved for every length. Run with: dotnet run samples/36-from-answers.cs
using System.Numerics;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Inference;
using Lightcone.Proofs;
using Lightcone.Tasks;
using Lightcone;

RandomStream stream = new(seed: 1, "sums");
string sums = string.Concat(Enumerable.Range(0, 400).Select(_ =>
{
    (int a, int b) = (stream.NextInt32(1_000), stream.NextInt32(1_000));
    return $"{a}+{b}={a + b}\n";
}));

TransducerFit fit = new StateMerging().Fit(AlignedPairs.Parse(sums));
Console.WriteLine($"{fit.Machine.States} states; the {fit.Feature.Name} is all that matters; the first {fit.Sufficed} of {fit.Pairs.Pairs.Length} lines give the same machine");
Console.WriteLine(fit.Coverage);

Automaton adder = fit.ToAutomaton(DecimalAddition.Task);
if (adder.Certify(DecimalAddition.Task) is not Certificate certificate)
    return 1;
Console.WriteLine(certificate.Function.Statement);

BigInteger x = BigInteger.Pow(10, 5_000) - 1;
Lattice start = DecimalAddition.Task.Encode(Natural.From(x), Natural.From(1));
Evolution run = certificate.Rule.Compile().Evolve(start, Until.FixedPoint());
Answer answer = DecimalAddition.Task.Decode(run.Final, adder.Readout);
Console.WriteLine($"9...9 + 1 with 5,000 digits: {run.Steps} steps, exact: {answer.Magnitude!.ToBigInteger() == x + 1}");
return 0;
