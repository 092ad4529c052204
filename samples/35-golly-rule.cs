#:project ../src/Lightcone.Experiments/Lightcone.Experiments.csproj
#:property PublishAot=false
using Lightcone;
using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;
// A Golly rule from its text: learned, certified, written as a .rule file again and read back. Run with: dotnet run samples/35-golly-rule.cs

// Signals (2 and 3) run along a wire (1) and leave a wire behind them; what is not listed stays as it is. C, W, E, C'.
const string text = """
    @RULE signal

    @TABLE
    n_states:4
    neighborhood:oneDimensional
    symmetries:none
    var w={0,1,2,3}
    var e={0,1,2,3}
    # a head comes from the left; a head becomes a tail, a tail becomes wire (w,w would mean the same state twice)
    1,2,e,2
    2,w,e,3
    3,w,e,1
    """;
Automaton signal = GollyRule.Parse(text);

NeuralRule net = new ChaosTraining { Seed = 5 }.Fit(signal.Rule, hiddenUnits: 6);
if (net.Certify(signal.Rule) is not Certificate certificate)
    return 1;
Console.WriteLine($"{net.Parameters} parameters, all {certificate.Table.Neighborhoods} neighborhoods right");

// What was learned goes back to Golly, and comes back the same.
string written = GollyRule.Format(certificate.Automaton, "signal");
Console.WriteLine(written[written.IndexOf("n_states", StringComparison.Ordinal)..].TrimEnd());
Console.WriteLine($"the same rule: {GollyRule.Parse(written).Rule.Equals(signal.Rule)}");

// A pattern, too: a ring of 12 cells of wire with one signal, which is back after 12 steps.
RunLengthPattern ring = RunLengthPattern.Parse("x = 12, y = 1, rule = signal:T12,0\nCB10A!", signal.Rule.State);
Evolution run = certificate.Rule.Compile().Evolve(ring.Lattice, Until.Cycle());
Console.WriteLine($"{ring.Lattice} repeats with period {run.Attractor!.Period}");
Console.Write((ring with { Lattice = run.Final }).Format());

// What Golly cannot say is refused with the reason.
try
{
    GollyRule.Format(Automaton.Of(Lightcone.Tasks.BinaryAddition.Task), "addition");
    return 1;
}
catch (InputException refusal)
{
    Console.WriteLine(refusal.Message);
}

return GollyRule.Parse(written).Rule.Equals(signal.Rule) && run.Attractor.Period == 12 ? 0 : 1;
