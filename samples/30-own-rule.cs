#:project ../src/Lightcone.Experiments/Lightcone.Experiments.csproj
#:property PublishAot=false
using Lightcone;
using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Schedules;
using Lightcone.Tasks;
// A rule of one's own: a traffic light's green wave as a one-way rule, learned, certified, saved and loaded. Run with: dotnet run samples/30-own-rule.cs

// Frozen input: is there a crossing (1) or open road (0)? State: can a car have come this far?
Alphabet road = Alphabet.Of(".", "x");
Alphabet car = Alphabet.Of("-", "c");
Signature signature = new(road, Neighborhood.Own, car, Neighborhood.Of(-1));
LocalRule drive = LocalRule.FromFunction(signature, n => (byte)(n[0] == 1 ? 0 : n[1]));

NeuralRule net = new ChaosTraining { Seed = 3 }.Fit(drive, hiddenUnits: 2);
Verdict verdict = net.Certify(drive);
Console.WriteLine(verdict is Certificate proof ? proof.Convergence.Statement : verdict.ToString());

// What was not shown is a guess, and the refutation names it.
Transitions half = Transitions.FromExamples(signature, neighborhoods: [0, 0, 0, 1], outcomes: [0, 1]);
Console.WriteLine(half);
Console.WriteLine(new ChaosTraining { Seed = 3 }.Fit(half, hiddenUnits: 2).Certify(drive) is Refutation wrong ? wrong.ToString() : "guessed right this time");

// The wall is a car: from there it drives to the first crossing.
Lattice street = Lattice.Parse(road, "......x....", Boundary.Fixed(0));
Lattice empty = Lattice.Filled(car, street.Shape, Boundary.Fixed(1)).WithInput(street);
Evolution run = verdict.Rule.Compile().Evolve(empty, Until.FixedPoint());
Console.WriteLine($"{run.Final} after {run.Steps} steps");

// Cells may be updated in any fair order, which is proved; from the wall on, a single sweep is enough.
Console.WriteLine(OrderIndependence.Examine(drive, Boundary.Fixed(1)).Statement);
UpdateSchedule[] schedules = [UpdateSchedule.Synchronous, UpdateSchedule.Sequential(), UpdateSchedule.RandomOrder(seed: 1), UpdateSchedule.Blocks(4)];
foreach (UpdateSchedule schedule in schedules)
{
    Evolution other = schedule.Evolve(drive, empty, Until.FixedPoint());
    Console.WriteLine($"{schedule}: {other.Final} after {other.Steps}");
}

string file = Path.Combine(Path.GetTempPath(), $"drive-{Environment.ProcessId}.json");
drive.Save(file);
Console.WriteLine($"the file holds the same rule: {LocalRule.Load(file).Equals(drive)}");
File.Delete(file);
bool alike = schedules.All(schedule => schedule.Evolve(drive, empty, Until.FixedPoint()).Final.Equals(run.Final));
return run.Final.ToString() == "cccccc-----" && run.Steps == 6 && alike ? 0 : 1;
