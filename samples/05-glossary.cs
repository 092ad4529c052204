#:project ../src/Lightcone.Experiments/Lightcone.Experiments.csproj
#:property PublishAot=false
using Lightcone;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.SpacetimeDiagrams;
// The words of the model, a few lines each: the examples of their documentation. Run with: dotnet run samples/05-glossary.cs

// Alphabet
Alphabet trits = Alphabet.Digits(3);                        // 0 1 2: numbers in order
Alphabet traffic = Alphabet.Of("red", "green");             // names without an order
Alphabet cell = Alphabet.Product(new("car", Alphabet.Binary), new("light", traffic));
Console.WriteLine($"{trits.Size} symbols, {cell.Size} pairs; the second part of {cell.Names[3]} is {traffic.Names[cell.Part(3, track: 1)]}");

// Shape
Shape row = Shape.Row(12), grid = Shape.Grid(width: 8, height: 8);
Console.WriteLine($"{row}: {row.Count} cells; {grid}: {grid.Count} cells");

// Boundary
Boundary ring = Boundary.Periodic, wall = Boundary.Fixed(1), mirror = Boundary.Parse("reflecting", Alphabet.Binary);
Console.WriteLine($"{ring}, {wall}, {mirror}");

// Lattice
Lattice start = Lattice.Parse(Alphabet.Binary, "000001000000", Boundary.Periodic);
Lattice noise = Lattice.Random(Alphabet.Binary, Shape.Grid(8, 8), Boundary.Periodic, new RandomStream(seed: 1, "noise"));
Console.WriteLine($"{start.With(index: 0, symbol: 1)}; {noise.Count} random cells");

// Offset
Offset above = new(0, -1), right = new(1);
Console.WriteLine($"{above} and {right}, at most {Math.Max(above.Reach, right.Reach)} away");

// Neighborhood
Neighborhood three = Neighborhood.Radius(1);                // left, own, right
Neighborhood nine = Neighborhood.Moore();                   // and their rows above and below
Neighborhood knight = Neighborhood.OfGrid(new Offset(1, 2), new Offset(2, 1));
Console.WriteLine($"{three.Count}, {nine.Count} and {knight.Count} cells");

// Signature
Signature adder = new(frozen: Alphabet.Digits(4), Neighborhood.Own, state: Alphabet.Binary, Neighborhood.Of(-1));
Console.WriteLine($"{adder}: {adder.DomainSize} neighborhoods, the last is {adder.Describe(7)}");

// LocalRule
LocalRule rule110 = LocalRule.Elementary(110);
LocalRule life = LocalRule.Parse("B3/S23");
LocalRule majority = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Radius(1), n => (byte)((n[0] + n[1] + n[2]) / 2));
Console.WriteLine($"{rule110.Step(start)}; majority is W232: {majority.Equals(LocalRule.Elementary(232))}; life is {life.Dimensions}-dimensional");

// Transitions
Transitions all = Transitions.Of(rule110);                  // every neighborhood once
Transitions shown = Transitions.FromRun(rule110, start, steps: 4);
Console.WriteLine($"{shown.Seen.Length} of {all.Seen.Length} neighborhoods were shown, {shown.Coverage:P0}");

// NeuralRule
NeuralRule network = new ChaosTraining { Seed = 1 }.Fit(rule110, hiddenUnits: 8);
Console.WriteLine($"{network.Parameters} parameters; its table is the rule: {network.ToRule().Equals(rule110)}");

// Automaton
Automaton automaton = new() { Rule = rule110, Boundary = Boundary.Periodic };
Console.WriteLine(automaton);

// Until
Until some = Until.Steps(100), still = Until.FixedPoint(), again = Until.Cycle(max: 10_000);
Console.WriteLine($"{some}; {still}; {again}");

// Evolution
Evolution evolution = rule110.Compile().Evolve(start, Until.Cycle());
Console.WriteLine($"{evolution.Outcome} after {evolution.Attractor!.Transient} steps, period {evolution.Attractor.Period}, by the {evolution.Engine} engine");

// Transducer
Transducer parity = Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, states: 2, start: 0, (state, input) => (state ^ input, state ^ input));
Console.WriteLine(string.Join("", parity.Run([1, 0, 1, 1])));

// SpacetimeDiagram
SpacetimeDiagram diagram = SpacetimeDiagram.Record(rule110.Compile(), start, steps: 20);
Console.WriteLine($"{diagram.Count} rows; the last one is {diagram.At(diagram.Count - 1)}");
