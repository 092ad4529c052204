using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Lightcone.Cli;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Elementary rules, learned, certified and compiled at run time, on a packed row.</summary>
internal static class EcaBenchmark
{
    private const long Generations = 1_008;

    /// <summary>Up to this length whole rows are compared, and peers run; beyond, windows of the row.</summary>
    private const long WholeRows = 10_000_000;

    public static Benchmark Create(LatticeOptions options)
    {
        Option<string> number = new("--rule") { Description = "eca: Wolfram's number of the rule.", HelpName = "N", DefaultValueFactory = static _ => "110" };
        Option<bool> record = new("--record") { Description = "eca: keep the whole space-time diagram, as bgolly's picture does: every row in memory, a bit a cell." };
        return new("eca", "An elementary rule on a ring: learned, certified, compiled at run time, packed; with --all, each of the 256.", ["bgolly", "numpy", "torch", "cellpylib"], (parse, all) =>
        {
            long length = Count.Parse(parse.GetValue(options.Length)!, "--length", PackedRow.MinLength);
            long generations = options.GenerationsOr(parse, Generations);
            int[] threads = options.ThreadsOf(parse);
            int rule = LatticeOptions.Number(parse.GetValue(number)!, "--rule", 0, 255);
            if (parse.GetValue(record))
                return [Recording(rule, length, generations)];
            return (all ? Enumerable.Range(0, 256) : [rule]).SelectMany(each => threads.Select(count => Workload(each, length, generations, count)));
        })
        {
            Options = [number, record, options.Length, options.Generations, options.Threads],
        };
    }

    private static Workload Workload(int number, long length, long generations, int threads)
    {
        LatticeTask task = ElementaryTask.Of(number);
        CompiledRule compiled = LearnedRules.Of(task).CompiledRule;
        PackedRow start = PackedRow.Random(Alphabet.Binary, length, Boundary.Periodic, new RandomStream(1, "bench start"));
        PackedRow row = start.Copy();
        WorkResult Result()
        {
            PackedRow fresh = start.Copy();
            compiled.Advance(fresh, generations, threads);
            return length <= WholeRows ? Whole(fresh) : EcaWindows.Of(fresh);
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"rule {number}, learned and certified, ring of {length:N0} cells"), new InProcess(() => compiled.Advance(row, generations, threads), Result), length <= WholeRows ? Peers(task, number, start, generations) : [])
        {
            Reference = () => length <= WholeRows ? Whole(PackedRow.FromLattice(task.Reference(start.ToLattice(), generations))) : EcaWindows.Expected(task, start, generations),
            ProblemSize = new("wavefront", length, generations, threads),
            Facts = seconds => [.. OtherPeaks(length * generations / seconds / threads)],
            Bound = Probe.TernaryLogic is { } peak ? new(peak, (double)length * generations) : null,
        };
    }

    /// <summary>The same with every row kept.</summary>
    private static Workload Recording(int number, long length, long generations)
    {
        if (length > WholeRows || generations > 100_000)
            throw new InputException($"--record of {length:N0} cells x {generations:N0} generations: expected at most {WholeRows:N0} cells and 100,000 generations.");
        LatticeTask task = ElementaryTask.Of(number);
        CompiledRule compiled = LearnedRules.Of(task).CompiledRule;
        PackedRow start = PackedRow.Random(Alphabet.Binary, length, Boundary.Periodic, new RandomStream(1, "bench start"));
        PackedRow row = start.Copy();
        PackedDiagram? diagram = null;
        WithSetup own = new(() => row.CopyFrom(start), () => diagram = PackedDiagram.Record(compiled, row, (int)generations), () => Rows(diagram!, generations));
        return new(string.Create(CultureInfo.InvariantCulture, $"rule {number}, learned and certified, ring of {length:N0} cells, all {generations + 1:N0} rows kept"), own, [.. Peers(task, number, start, generations).Where(static peer => peer.Name == "bgolly")])
        {
            Reference = () => Rows(task, start.ToLattice(), generations),
            ProblemSize = new("wavefront", length, generations),
            Facts = seconds => [("gigabytesPerSecond", (double)length / 8 * (generations + 1) / seconds / 1e9)],
        };
    }

    /// <summary>The rows that are compared: the first ones, one in the middle, the last.</summary>
    private static long[] Compared(long generations) => [0, Math.Min(1, generations), generations / 2, generations];

    private static WorkResult Rows(PackedDiagram diagram, long generations)
    {
        WorkResult answer = WorkResult.Of();
        foreach ((long time, int i) in Compared(generations).Select(static (time, i) => (time, i)))
            answer = answer.With($"row {i}", MemoryMarshal.AsBytes(diagram.Words((int)time, 0)));
        return answer;
    }

    private static WorkResult Rows(LatticeTask task, Lattice start, long generations)
    {
        WorkResult answer = WorkResult.Of();
        foreach ((long time, int i) in Compared(generations).Select(static (time, i) => (time, i)))
        {
            byte[] bytes = NpyBits.Bytes(PackedRow.FromLattice(task.Reference(start, time)));
            Array.Resize(ref bytes, (start.Count + 63) / 64 * 8);
            answer = answer.With($"row {i}", bytes);
        }

        return answer;
    }

    /// <summary>The same rate as a share of two other peaks of the same instruction: without an operand in common, and with two operands that never change.</summary>
    private static IEnumerable<(string Name, double Value)> OtherPeaks(double rate)
    {
        if (Probe.UnsharedTernaryLogic is { } unshared)
            yield return ("rooflineUnshared", rate / unshared.BestRate());
        if (Probe.ConstantTernaryLogic is { } constant)
            yield return ("rooflineConstant", rate / constant.BestRate());
    }

    private static ImmutableArray<Peer> Peers(LatticeTask task, int number, PackedRow start, long generations)
    {
        NpyBits bits = new(start);
        string[] Settings(long count, long length) => [$"rule={number}", $"generations={count}", $"cells={length}"];
        // A part of the work where the whole would take minutes: the network in torch does four generations, CellPyLib a hundred of ten thousand cells.
        long few = Math.Min(generations, 4);
        long some = Math.Min(generations, 100);
        PackedRow part = start.Length <= 10_000 ? start : PackedRow.FromLattice(Lattice.FromCells(Alphabet.Binary, Shape.Row(10_000), Boundary.Periodic, start.ToLattice().Cells[..10_000]));
        NeuralRule network = Automaton.Learn(task, ChaosTraining.Default with { Seed = 1 }).Network!;
        return
        [
            new("bgolly", () => EcaBgolly.Start(number, start, generations)) { Expected = () => EcaBgolly.Expected(task, start) },
            new("numpy", () => PythonPeer.Start("numpy", "eca_numpy", [("numpy", "apt-get install python3-numpy")], Settings(generations, start.Length), [("row", bits.Array)])),
            new("torch", () => new Scaled(
                PythonPeer.Start(
                    "torch", "eca_torch", [("torch", "apt-get install python3-torch libopenblas0-pthread")],
                    [.. Settings(few, start.Length), $"units={network.HiddenUnits}", string.Create(CultureInfo.InvariantCulture, $"slope={Slope(network.Activation)}")],
                    [("row", bits.Array), ("weights", NpyArray.FromDoubles(network.Weights, network.Weights.Length))]),
                (double)generations / few)) { Expected = () => Whole(PackedRow.FromLattice(task.Reference(start.ToLattice(), few))) },
            new("cellpylib", () => new Scaled(
                PythonPeer.Start("cellpylib", "eca_cellpylib", [("cellpylib", "pip install cellpylib matplotlib")], Settings(some, part.Length), [("row", new NpyBits(part).Array)]),
                (double)generations / some * start.Length / part.Length)) { Expected = () => Whole(PackedRow.FromLattice(task.Reference(part.ToLattice(), some))) },
        ];
    }

    /// <summary>What the activation multiplies negative sums with.</summary>
    private static double Slope(Activation activation) => activation switch
    {
        Activation.LeakyRelu => 0.125,
        Activation.Absolute => -1,
        _ => 0,
    };

    /// <summary>All cells, eight a number.</summary>
    private static WorkResult Whole(PackedRow row) => WorkResult.Of("cells", NpyBits.Bytes(row));
}
