using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.SpacetimeDiagrams;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>The whole product in a few seconds: learn from scratch, prove, run at a million cells, draw. Each line says what was claimed and how it was checked.</summary>
internal static class DemoVerb
{
    private const int Million = 1_000_000;

    public static Command Create()
    {
        Option<ulong> seed = new("--seed") { Description = "Seed of all random numbers; left out, 1, so that everybody sees the same.", HelpName = "S", DefaultValueFactory = static _ => 1 };
        Option<string> folder = new("--out") { Description = "Folder for the pictures, made if need be.", HelpName = "FOLDER", DefaultValueFactory = static _ => "demo" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("demo", "Learn parity, addition and Rule 110 from single steps, prove them, and run them at a million cells.", "lightcone demo", "lightcone demo --seed 7 --out pictures");
        verb.Add(seed);
        verb.Add(folder);
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            // A folder that cannot be made is said now, not after everything was learned and run.
            Directory.CreateDirectory(parse.GetValue(folder)!);
            using InterruptSignal interruption = new();
            Demonstration demonstration = new(terminal, parse.GetValue(json), parse.GetValue(seed), interruption.Token);
            demonstration.Begin();
            Automaton parity = demonstration.Learn(Parity.Task);
            Automaton addition = demonstration.Learn(BinaryAddition.Task);
            Automaton carrySave = demonstration.Learn(BinaryAdditionCarrySave.Task);
            Automaton decimals = demonstration.Learn(DecimalAddition.Task);
            Automaton rule110 = demonstration.Learn(ElementaryTask.Of(110));
            demonstration.Add(addition, BinaryAddition.Task, worst: false, Engine.Auto);
            demonstration.Add(addition, BinaryAddition.Task, worst: true, Engine.ActiveCells);
            demonstration.Add(carrySave, BinaryAdditionCarrySave.Task, worst: false, Engine.Auto);
            demonstration.Add(decimals, DecimalAddition.Task, worst: false, Engine.Auto);
            demonstration.Prefixes(parity);
            demonstration.Generations(rule110);
            demonstration.Draw(parse.GetValue(folder)!, addition, parity, rule110);
            return demonstration.End();
        });
    }

    /// <summary>The table, line by line as it comes true.</summary>
    private sealed class Demonstration(Terminal terminal, bool json, ulong seed, CancellationToken cancellation)
    {
        private readonly List<Line> lines = [];
        private readonly long start = Stopwatch.GetTimestamp();

        public void Begin()
        {
            if (json)
                return;
            terminal.Out.WriteLine($"{"claim",-46} {"how it was checked",-48} {"result",-7} time");
            terminal.Out.WriteLine(new string('-', 114));
        }

        public Automaton Learn(LocalTask task)
        {
            long begin = Stopwatch.GetTimestamp();
            Automaton learned = Automaton.Learn(task, ChaosTraining.Default with { Seed = seed });
            Verdict verdict = Verdict.Examine(learned, task);
            bool answers = task is ArithmeticTask || task.Specification is not null;
            string length = verdict is Certificate { Function.CheckedLength: { } n } ? $"all sums to {n} digits run" : answers ? "proved for every length" : "every step proved";
            Print(
                $"learned {task.Name} ({learned.Parameters} parameters)",
                verdict is Certificate ? $"all {learned.Rule.Signature.DomainSize + (learned.Readout?.Signature.DomainSize ?? 0)} neighborhoods, {length}" : verdict.ToString()!,
                verdict is Certificate,
                begin);
            return learned;
        }

        public void Add(Automaton automaton, ArithmeticTask task, bool worst, Engine engine)
        {
            (Natural a, Natural b) = worst ? task.WorstCase(Million) : task.Random(Million, new RandomStream(seed, $"demo/{task.Name}"));
            Lattice initial = task.Encode(a, b, Million);
            CompiledRule compiled = automaton.Rule.Compile(engine);
            long begin = Stopwatch.GetTimestamp();
            Evolution run = compiled.Evolve(initial, Until.FixedPoint(), null, cancellation);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            bool right = run.Converged && run.Steps == task.StepLaw!(a, b) && task.IsCorrect(a, b, task.Decode(run.Final, automaton.Readout));
            string digits = task.Base == 2 ? "bits" : "digits";
            string operands = worst ? "1...1 + 1" : "random sum";
            string name = task.Name.EndsWith("carry-save", StringComparison.Ordinal) ? ", carry-save" : "";
            Print($"{operands} of 10^6 {digits}{name}, {run.Steps:N0} steps", "equal to BigInteger; steps = longest carry chain", right, seconds);
        }

        public void Prefixes(Automaton automaton)
        {
            Lattice bits = Lattice.Random(Alphabet.Binary, Shape.Row(Million), Boundary.Fixed(), new RandomStream(seed, "demo/parity"));
            Lattice initial = Parity.Task.Encode(bits);
            long begin = Stopwatch.GetTimestamp();
            Evolution run = automaton.Rule.Compile().Evolve(initial, Until.FixedPoint(), null, cancellation);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            int parity = bits.Cells.Count((byte)1) & 1;
            bool right = run.Converged && run.Steps == Parity.Task.StepLaw!(initial) && run.Final[Million - 1] == parity && run.Final.Equals(Parity.Task.Reference(initial, null));
            Print($"parity of 10^6 random bits, {run.Steps:N0} steps", "every prefix counted; steps as the law says", right, seconds);
        }

        public void Generations(Automaton automaton)
        {
            const int generations = 1_000;
            Lattice initial = Lattice.Random(Alphabet.Binary, Shape.Row(Million), Boundary.Periodic, new RandomStream(seed, "demo/rule110"));
            CompiledRule compiled = automaton.Rule.Compile();
            long begin = Stopwatch.GetTimestamp();
            Evolution run = compiled.Evolve(initial, Until.Steps(generations), null, cancellation);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            bool right = run.Final.Equals(ElementaryTask.Of(110).Reference(initial, generations));
            Print("rule110, ring of 10^6 cells, 1,000 generations", "equal to an independent implementation", right, seconds);
        }

        public void Draw(string folder, Automaton addition, Automaton parity, Automaton rule110)
        {
            long begin = Stopwatch.GetTimestamp();
            Directory.CreateDirectory(folder);
            (Natural a, Natural b) = BinaryAddition.Task.Random(200, new RandomStream(seed, "demo/draw"));
            Save(folder, "addition.png", addition, BinaryAddition.Task.Encode(a, b, 200), 24, null);
            (a, b) = BinaryAddition.Task.WorstCase(160);
            Save(folder, "addition-worst.png", addition, BinaryAddition.Task.Encode(a, b, 160), 160, null, isDrawn: false);
            Save(folder, "parity.png", parity, Parity.Task.Encode(Lattice.Random(Alphabet.Binary, Shape.Row(200), Boundary.Fixed(), new RandomStream(seed, "demo/draw"))), 200, null);
            Save(folder, "rule110.png", rule110, Lattice.Random(Alphabet.Binary, Shape.Row(400), Boundary.Periodic, new RandomStream(seed, "demo/draw")), 300, 200);
            if (!json)
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\ndrawn to {folder}/ in {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:N0} ms: addition, addition-worst, parity, rule110 (.png)"));
        }

        public int End()
        {
            bool all = lines.TrueForAll(static line => line.Holds);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (json)
                terminal.Json(writer =>
                {
                    writer.WriteBoolean("allHold", all);
                    writer.WriteNumber("seed", seed);
                    writer.WriteNumber("seconds", seconds);
                    JsonList.Objects(writer, "claims", lines, line =>
                    {
                        writer.WriteString("claim", line.Claim);
                        writer.WriteString("check", line.Check);
                        writer.WriteBoolean("holds", line.Holds);
                        writer.WriteNumber("seconds", line.Seconds);
                    });
                });
            else
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{(all ? "every claim holds" : "A CLAIM IS FALSE")}; {seconds:0.0} s in all, seed {seed}. Next: lightcone run addition --add 123 456, or lightcone --help"));
            return all ? ExitCode.Done : ExitCode.ClaimFalse;
        }

        private void Save(string folder, string name, Automaton automaton, Lattice initial, int steps, int? coneCell, bool isDrawn = true)
        {
            CompiledRule compiled = automaton.Rule.Compile();
            LightCone? cone = coneCell is { } cell ? LightCone.Measure(compiled, initial, cell, steps, cancellation: cancellation) : null;
            SpacetimeDiagram diagram = SpacetimeDiagram.Record(compiled, initial, steps, 1, cancellation);
            DiagramInAxes.Draw(Path.GetFileNameWithoutExtension(name), diagram, new RunInput(initial, initial.Count, isDrawn ? seed : null, null, null), new SpacetimePicture { Cone = cone }).Save(Path.Combine(folder, name), cancellation);
        }

        private void Print(string claim, string check, bool holds, long begin) => Print(claim, check, holds, Stopwatch.GetElapsedTime(begin).TotalSeconds);

        private void Print(string claim, string check, bool holds, double seconds)
        {
            lines.Add(new Line(claim, check, holds, seconds));
            if (json)
                return;
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{claim,-46} {check,-48} {(holds ? "holds" : "FAILS"),-7} {seconds * 1_000:N1} ms"));
            terminal.Out.Flush();
        }

        private sealed record Line(string Claim, string Check, bool Holds, double Seconds);
    }
}
