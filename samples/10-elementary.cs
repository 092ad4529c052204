#:project ../src/Lightcone.Experiments/Lightcone.Experiments.csproj
#:property PublishAot=false
using Lightcone;
using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Random;
using Lightcone.SpacetimeDiagrams;
// Elementary rules: evolve, find the cycle, draw. Run with: dotnet run samples/10-elementary.cs

LocalRule rule110 = LocalRule.Elementary(110);
Lattice start = Lattice.Parse(Alphabet.Binary, "00000000000000000001", Boundary.Periodic);

Evolution run = rule110.Compile().Evolve(start, Until.Cycle(max: 10_000));
Console.WriteLine($"Rule 110 on a ring of 20: transient {run.Attractor!.Transient}, period {run.Attractor.Period}");

// A rule is also a function of its neighborhood.
LocalRule majority = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Radius(1), n => (byte)((n[0] + n[1] + n[2]) / 2));
Console.WriteLine($"majority is elementary rule 232: {majority.Equals(LocalRule.Elementary(232))}");

// Life is written in B/S notation; the glider comes back displaced after 4 steps.
CompiledRule life = LocalRule.Parse("B3/S23").Compile();
Lattice glider = Lattice.Parse(Alphabet.Binary, ".O....../..O...../OOO...../......../......../......../......../........", Boundary.Periodic, dimensions: 2);
Console.WriteLine($"the glider is back after {life.Evolve(glider, Until.Cycle()).Attractor!.Period} steps on a torus of 8x8");

SpacetimeDiagram diagram = SpacetimeDiagram.Record(rule110.Compile(), Lattice.Random(Alphabet.Binary, Shape.Row(76), Boundary.Periodic, new RandomStream(1, "sample")), steps: 20);
Console.Write(new TerminalPicture { HasColor = false }.Render(diagram));
