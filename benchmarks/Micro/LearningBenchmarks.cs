using BenchmarkDotNet.Attributes;
using Lightcone.Engines;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Micro;

/// <summary>From a task to a certified rule, and from its table to a kernel that runs.</summary>
[MemoryDiagnoser(false)]
public class LearningBenchmarks
{
    private LocalTask task = Parity.Task;
    private Automaton learned = Automaton.Of(Parity.Task);

    [Params("parity", "rule110", "addition")]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        task = TaskCatalog.Find(Name);
        learned = Learn();
    }

    [Benchmark]
    public Automaton Learn() => Automaton.Learn(task, ChaosTraining.Default with { Seed = 1 });

    [Benchmark]
    public Verdict Certify() => learned.Certify(task);

    [Benchmark]
    public Lattice CompileAndStep() => learned.Rule.Compile().Step(Start());

    private Lattice Start()
    {
        Lattice row = Lattice.Filled(learned.Rule.State, Shape.Row(64), Boundary.Fixed());
        return learned.Rule.Frozen is { } frozen ? row.WithInput(Lattice.Filled(frozen, Shape.Row(64), Boundary.Fixed())) : row;
    }
}
