// Runs every engine on small cases and compares with the table engine; the tests of the packages publish it trimmed.
using Lightcone;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

const int Length = 4096;
RandomStream stream = new(1, "every engine");
byte[] table = new byte[125];
stream.FillSymbols(table, 5);
(string Name, LocalRule Rule, Lattice Start, Until Until)[] cases =
[
    ("W110", LocalRule.Elementary(110), Row(Alphabet.Binary), Until.Steps(600)),
    ("W150", LocalRule.Elementary(150), Row(Alphabet.Binary), Until.Steps(600)),
    ("five symbols", LocalRule.FromTable(new Signature(null, Neighborhood.None, Alphabet.Digits(5), Neighborhood.Radius(1)), table), Row(Alphabet.Digits(5)), Until.Steps(600)),
    ("addition", BinaryAddition.Rule, BinaryAddition.Encode(System.Numerics.BigInteger.Pow(2, 1000) - 1, 1, Length), Until.FixedPoint()),
    ("life", LocalRule.LifeLike("B3/S23"), Lattice.Random(Alphabet.Binary, Shape.Grid(200, 300), Boundary.Periodic, stream), Until.Steps(100)),
];

HashSet<string> ran = [];
int wrong = 0;
foreach ((string name, LocalRule rule, Lattice start, Until until) in cases)
{
    string expected = rule.Compile(Engine.Table).Evolve(start, until).Final.Hash;
    foreach (Engine engine in Engine.All)
        try
        {
            Evolution evolution = rule.Compile(engine).Evolve(start, until);
            ran.Add(evolution.Engine);
            Check($"{name} on {engine.Name}, run by {evolution.Engine}", evolution.Final.Hash == expected);
        }
        catch (ArgumentException refusal)
        {
            Console.WriteLine($"{name} on {engine.Name}: {refusal.Message}");
        }
}

NeuralRule network = new ChaosTraining { Seed = 7 }.Fit(BinaryAddition.Rule, hiddenUnits: 4);
Evolution own = network.Compile().Evolve(cases[3].Start, Until.FixedPoint());
ran.Add(own.Engine);
Check($"addition by its network, run by {own.Engine}", own.Final.Hash == BinaryAddition.Rule.Compile(Engine.Table).Evolve(cases[3].Start, Until.FixedPoint()).Final.Hash);
string[] absent = [.. Engine.All.Select(static engine => engine.Name).Where(name => !ran.Contains(name))];
Console.WriteLine($"{ran.Count} engines ran; never: {(absent.Length == 0 ? "none" : string.Join(", ", absent))}; {wrong} wrong");
return wrong;

Lattice Row(Alphabet alphabet) => Lattice.Random(alphabet, Shape.Row(Length), Boundary.Periodic, stream);

void Check(string what, bool isRight)
{
    Console.WriteLine($"{what}: {(isRight ? "equal" : "DIFFERENT")}");
    wrong += isRight ? 0 : 1;
}
