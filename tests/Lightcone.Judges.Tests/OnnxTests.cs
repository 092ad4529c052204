using System.Text.Json.Nodes;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Formats.Onnx;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Shared.Tests;
using Lightcone.Tasks;

namespace Lightcone.Judges.Tests;

/// <summary>onnxruntime runs the exported models, of tables and of networks, to the same symbols as our engines.</summary>
public sealed class OnnxTests : IDisposable
{
    private const string Install = "npm ci --prefix artifacts/onnx --ignore-scripts, with package.json and package-lock.json of tests/Lightcone.Judges.Tests/onnx in artifacts/onnx (./test does it)";
    private readonly TemporaryFolder folder = new();
    private readonly JsonArray jobs = [];
    private readonly List<Action<JsonNode>> checks = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_step_gives_the_same_symbols()
    {
        Boundary[] boundaries = [Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(), Boundary.Fixed(1)];
        int number = 0;
        foreach (LocalTask task in TaskCatalog.All)
            foreach (bool learned in (bool[])[false, true])
            {
                Automaton automaton = learned ? Automaton.Learn(task, new ChaosTraining { Seed = 3 }) : Automaton.Of(task);
                AddStep(automaton with { Boundary = boundaries[number++ % boundaries.Length] }, $"{task.Name}{(learned ? "-learned" : "")}", (ulong)number);
            }

        // Offsets far apart, asymmetric, in two dimensions; alphabets of three and more.
        Neighborhood[] reads = [Neighborhood.Of(-5, 2), Neighborhood.Of(3), Neighborhood.OfGrid(new Offset(2, -3), new Offset(0, 1)), Neighborhood.Moore()];
        foreach (Neighborhood read in reads)
            foreach (Boundary boundary in boundaries)
            {
                Signature signature = new(Alphabet.Digits(2), read.Dimensions == 1 ? Neighborhood.Of(1, -1) : Neighborhood.OfGrid(new Offset(-1, 1)), Alphabet.Digits(read.Count > 4 ? 2 : 5), read);
                byte[] table = new byte[signature.DomainSize];
                new RandomStream(70, "onnx", (ulong)number++).FillSymbols(table, signature.State.Size);
                AddStep(new Automaton { Rule = LocalRule.FromTable(signature, table), Boundary = boundary }, $"random{number}", (ulong)number);
            }

        Run();
    }

    [Fact]
    public void The_loop_ends_at_the_same_fixed_point_after_the_same_steps()
    {
        // Every task on rows that comes to rest: arithmetic, and those with a law for their steps.
        LocalTask[] settling = [.. TaskCatalog.All.Where(static task => task.Rule.Dimensions == 1 && task is ArithmeticTask or LatticeTask { StepLaw: not null })];
        Assert.InRange(settling.Length, 7, 100);
        foreach (LocalTask task in settling)
            foreach (bool learned in (bool[])[false, true])
            {
                Automaton automaton = learned ? Automaton.Learn(task, new ChaosTraining { Seed = 4 }) : Automaton.Of(task);
                string model = Model(OnnxModel.FormatLoop(automaton), $"{task.Name}{(learned ? "-learned" : "")}");
                for (int i = 0; i < 4; i++)
                {
                    int length = 1 + (i * 37);
                    RandomStream stream = new((ulong)i, task.Name);
                    Lattice start = task is ArithmeticTask sum
                        ? (i == 3 ? sum.WorstCase(length) : sum.Random(length, stream)) is var (a, b) ? sum.Encode(a, b, length) : throw new InvalidOperationException()
                        : ((LatticeTask)task).Encode(Lattice.Random(((LatticeTask)task).InputAlphabet, Shape.Row(length), task.Boundary, stream));
                    Evolution expected = automaton.Rule.Compile(Engine.Table).Evolve(start, Until.FixedPoint());
                    Assert.True(expected.Settled, $"{task.Name} did not settle");
                    Add(model, start, expected.Steps + 1, found =>
                    {
                        Assert.Equal(expected.Final.Cells, Bytes(found, "final"));
                        Assert.Equal((expected.Steps, true), (Number(found, "steps"), Number(found, "settled") == 1));
                        if (automaton.Readout is { } readout)
                            Assert.Equal(readout.Map(expected.Final).Cells, Bytes(found, "answer"));
                    });
                    // One step too few: not settled, unless there was nothing to do.
                    if (expected.Steps > 0)
                        Add(model, start, expected.Steps, found => Assert.Equal((expected.Steps, 0L), (Number(found, "steps"), Number(found, "settled"))));
                }
            }

        Run();
    }

    private void AddStep(Automaton automaton, string name, ulong seed)
    {
        string model = Model(OnnxModel.FormatStep(automaton), name);
        LocalRule rule = automaton.Rule;
        foreach (Shape shape in rule.Dimensions == 1 ? (Shape[])[Shape.Row(1), Shape.Row(2), Shape.Row(75)] : [Shape.Grid(1, 2), Shape.Grid(17, 9)])
        {
            Lattice start = Lattice.Random(rule.State, shape, automaton.Boundary, new RandomStream(seed, "state"));
            if (rule.Frozen is not null)
                start = start.WithInput(Lattice.Random(rule.Frozen, shape, Boundary.Fixed(), new RandomStream(seed, "input")));
            Lattice expected = rule.Compile(Engine.Table).Step(start);
            Add(model, start, null, found =>
            {
                Assert.True(expected.Cells.SequenceEqual(Bytes(found, "next")), $"{name}, {shape}, {automaton.Boundary}: onnxruntime has other symbols");
                if (automaton.Readout is { } readout)
                    Assert.Equal(readout.Map(start).Cells, Bytes(found, "answer"));
            });
        }
    }

    private string Model(byte[] model, string name)
    {
        File.WriteAllBytes(folder.File(name + ".onnx"), model);
        return folder.File(name + ".onnx");
    }

    private void Add(string model, Lattice start, long? steps, Action<JsonNode> check)
    {
        JsonObject feeds = new() { ["state"] = Tensor(start) };
        if (start.Input is { } input)
            feeds["input"] = Tensor(input);
        if (steps is { } most)
            feeds["max_steps"] = new JsonObject { ["type"] = "int64", ["dims"] = new JsonArray(), ["data"] = new JsonArray(most) };
        jobs.Add(new JsonObject { ["model"] = model, ["feeds"] = feeds });
        checks.Add(check);
    }

    private void Run()
    {
        string installed = Path.Combine(Judge.Root, "artifacts", "onnx");
        Assert.True(Directory.Exists(Path.Combine(installed, "node_modules", "onnxruntime-node")), $"onnxruntime-node was not found. Install it: {Install}");
        string output = Judge.Node.Run(folder.Path, [Path.Combine(Judge.Root, "tests/Lightcone.Judges.Tests/onnx/run.cjs"), installed], jobs.ToJsonString());
        JsonArray found = JsonNode.Parse(output)!.AsArray();
        Assert.Equal(checks.Count, found.Count);
        for (int i = 0; i < checks.Count; i++)
            checks[i](found[i]!);
    }

    private static JsonObject Tensor(Lattice lattice) => new()
    {
        ["type"] = "int64",
        ["dims"] = lattice.Shape.Dimensions == 1 ? new JsonArray(lattice.Count) : new JsonArray(lattice.Shape.Height, lattice.Shape.Width),
        ["data"] = new JsonArray([.. lattice.Cells.ToArray().Select(static cell => (JsonNode)(int)cell)]),
    };

    private static byte[] Bytes(JsonNode found, string output) => [.. found[output]!["data"]!.AsArray().Select(static value => (byte)value!.GetValue<int>())];

    private static long Number(JsonNode found, string output) => found[output]!["data"]![0]!.GetValue<long>();
}
