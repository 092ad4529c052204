using System.Runtime.InteropServices;
using Lightcone.Engines;
using Lightcone.Formats.Onnx;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Lightcone.Oracles.Tests;

/// <summary>onnxruntime runs the exported models, of tables and of networks, to the same symbols as our engines.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class OnnxTests
{
    private static readonly OutsideJudge Runtime = new(
        "onnxruntime", "nothing to install: the package Microsoft.ML.OnnxRuntime has none for this system",
        static () => NativeLibrary.TryLoad("onnxruntime", typeof(InferenceSession).Assembly, null, out _) ? "onnxruntime" : null);

    [Fact]
    public void One_step_gives_the_same_symbols()
    {
        Runtime.Require();
        Boundary[] boundaries = [Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(), Boundary.Fixed(1)];
        int number = 0;
        foreach (LocalTask task in TaskCatalog.All)
            foreach (bool learned in (bool[])[false, true])
            {
                Automaton automaton = learned ? Automaton.Learn(task, new ChaosTraining { Seed = 3 }) : Automaton.Of(task);
                CheckStep(automaton with { Boundary = boundaries[number++ % boundaries.Length] }, $"{task.Name}{(learned ? "-learned" : "")}", (ulong)number);
            }

        // Offsets far apart, asymmetric, in two dimensions; alphabets of three and more.
        Neighborhood[] reads = [Neighborhood.Of(-5, 2), Neighborhood.Of(3), Neighborhood.OfGrid(new Offset(2, -3), new Offset(0, 1)), Neighborhood.Moore()];
        foreach (Neighborhood read in reads)
            foreach (Boundary boundary in boundaries)
            {
                Signature signature = new(Alphabet.Digits(2), read.Dimensions == 1 ? Neighborhood.Of(1, -1) : Neighborhood.OfGrid(new Offset(-1, 1)), Alphabet.Digits(read.Count > 4 ? 2 : 5), read);
                byte[] table = new byte[signature.DomainSize];
                new RandomStream(70, "onnx", (ulong)number++).FillSymbols(table, signature.State.Size);
                CheckStep(new Automaton { Rule = LocalRule.FromTable(signature, table), Boundary = boundary }, $"random{number}", (ulong)number);
            }
    }

    [Fact]
    public void The_loop_ends_at_the_same_fixed_point_after_the_same_steps()
    {
        Runtime.Require();
        // Every task on rows that comes to rest: arithmetic, and those with a law for their steps.
        LocalTask[] settling = [.. TaskCatalog.All.Where(static task => task.Rule.Dimensions == 1 && task is ArithmeticTask or LatticeTask { StepLaw: not null })];
        Assert.InRange(settling.Length, 7, 100);
        foreach (LocalTask task in settling)
            foreach (bool learned in (bool[])[false, true])
            {
                Automaton automaton = learned ? Automaton.Learn(task, new ChaosTraining { Seed = 4 }) : Automaton.Of(task);
                using InferenceSession model = Open(OnnxModel.FormatLoop(automaton));
                for (int i = 0; i < 4; i++)
                {
                    int length = 1 + (i * 37);
                    RandomStream stream = new((ulong)i, task.Name);
                    Lattice start = task is ArithmeticTask sum
                        ? (i == 3 ? sum.WorstCase(length) : sum.Random(length, stream)) is var (a, b) ? sum.Encode(a, b, length) : throw new InvalidOperationException()
                        : ((LatticeTask)task).Encode(Lattice.Random(((LatticeTask)task).InputAlphabet, Shape.Row(length), task.Boundary, stream));
                    Evolution expected = automaton.Rule.Compile(Engine.Table).Evolve(start, Until.FixedPoint());
                    Assert.True(expected.Converged, $"{task.Name} did not settle");
                    // Exactly the bound is enough, as for a run with a limit and for the exported class.
                    Outputs found = Run(model, start, expected.Steps);
                    Assert.Equal(expected.Final.Cells, found.Cells("final"));
                    Assert.Equal((expected.Steps, true), (found.Number("steps"), found.Number("settled") == 1));
                    if (automaton.Readout is { } readout)
                        Assert.Equal(readout.Map(expected.Final).Cells, found.Cells("answer"));
                    // One step too few: not settled, unless there was nothing to do.
                    if (expected.Steps > 0)
                    {
                        Outputs early = Run(model, start, expected.Steps - 1);
                        Assert.Equal((expected.Steps - 1, 0L), (early.Number("steps"), early.Number("settled")));
                        Assert.Equal(automaton.Rule.Compile(Engine.Table).Evolve(start, Until.FixedPoint(expected.Steps - 1)).Final.Cells, early.Cells("final"));
                    }

                    Assert.Equal((expected.Steps, 1L), Run(model, start, long.MaxValue) is var late ? (late.Number("steps"), late.Number("settled")) : default);
                }
            }
    }

    /// <summary>W128 takes a cell from each side of 0111110 a step: three steps to rest (by hand). The model, a run with a limit and the exported class count alike at every limit.</summary>
    [Fact]
    public void The_loop_counts_as_a_run_with_a_limit_does()
    {
        Runtime.Require();
        Automaton automaton = new() { Rule = LocalRule.Elementary(128), Boundary = Boundary.Periodic };
        using InferenceSession model = Open(OnnxModel.FormatLoop(automaton));
        Lattice start = Lattice.Parse(Alphabet.Binary, "0111110", Boundary.Periodic);
        for (long most = 0; most <= 5; most++)
        {
            Evolution run = automaton.Rule.Compile().Evolve(start, Until.FixedPoint(most));
            Outputs found = Run(model, start, most);
            Assert.Equal((Math.Min(most, 3), most >= 3 ? 1L : 0L), (found.Number("steps"), found.Number("settled")));
            Assert.Equal((run.Steps, run.Converged ? 1L : 0L), (found.Number("steps"), found.Number("settled")));
            Assert.Equal(run.Final.Cells, found.Cells("final"));
        }
    }

    private static void CheckStep(Automaton automaton, string name, ulong seed)
    {
        using InferenceSession model = Open(OnnxModel.FormatStep(automaton));
        LocalRule rule = automaton.Rule;
        foreach (Shape shape in rule.Dimensions == 1 ? (Shape[])[Shape.Row(1), Shape.Row(2), Shape.Row(75)] : [Shape.Grid(1, 2), Shape.Grid(17, 9)])
        {
            Lattice start = Lattice.Random(rule.State, shape, automaton.Boundary, new RandomStream(seed, "state"));
            if (rule.Frozen is not null)
                start = start.WithInput(Lattice.Random(rule.Frozen, shape, Boundary.Fixed(), new RandomStream(seed, "input")));
            Lattice expected = rule.Compile(Engine.Table).Step(start);
            Outputs found = Run(model, start, null);
            Assert.True(expected.Cells.SequenceEqual(found.Cells("next")), $"{name}, {shape}, {automaton.Boundary}: onnxruntime has other symbols");
            if (automaton.Readout is { } readout)
                Assert.Equal(readout.Map(start).Cells, found.Cells("answer"));
        }
    }

    private static InferenceSession Open(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new(model, options);
    }

    private static Outputs Run(InferenceSession model, Lattice start, long? steps)
    {
        List<NamedOnnxValue> inputs = [Tensor("state", start)];
        if (start.Input is { } input)
            inputs.Add(Tensor("input", input));
        if (steps is { } most)
            inputs.Add(NamedOnnxValue.CreateFromTensor("max_steps", new DenseTensor<long>(new[] { most }, [])));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = model.Run(inputs);
        return new(results.ToDictionary(static result => result.Name, static result => Values(result)));
    }

    private static NamedOnnxValue Tensor(string name, Lattice lattice) => NamedOnnxValue.CreateFromTensor(
        name, new DenseTensor<long>(lattice.Cells.ToArray().Select(static cell => (long)cell).ToArray(), lattice.Shape.Dimensions == 1 ? [lattice.Count] : [lattice.Shape.Height, lattice.Shape.Width]));

    private static long[] Values(DisposableNamedOnnxValue result) =>
        result.ElementType == TensorElementType.Bool ? [.. result.AsEnumerable<bool>().Select(static value => value ? 1L : 0)] : [.. result.AsEnumerable<long>()];

    /// <summary>What a model gave, by the names of its outputs.</summary>
    private sealed record Outputs(Dictionary<string, long[]> Values)
    {
        public byte[] Cells(string name) => [.. Values[name].Select(static value => (byte)value)];

        public long Number(string name) => Values[name][0];
    }
}
