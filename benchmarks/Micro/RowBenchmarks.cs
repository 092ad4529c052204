using BenchmarkDotNet.Attributes;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Micro;

/// <summary>A thousand generations on rows, from lattice to lattice. Several rules are loaded in one process, as in a real program: nothing is specialized for a single one.</summary>
[MemoryDiagnoser(false)]
public class RowBenchmarks
{
    private readonly Dictionary<string, (CompiledRule CompiledRule, Lattice Start)> runs = [];

    [Params("W30", "W90", "W110", "carry-save", "3 symbols", "4 symbols")]
    public string Rule { get; set; } = "";

    [Params(10_000, 1_000_000)]
    public int Cells { get; set; }

    [GlobalSetup]
    public void Load()
    {
        foreach (int number in (int[])[30, 90, 110])
            Add($"W{number}", LocalRule.Elementary(number));
        Add("carry-save", BinaryAdditionCarrySave.Rule);
        foreach (int symbols in (int[])[3, 4])
        {
            Signature signature = new(null, Neighborhood.None, Alphabet.Digits(symbols), Neighborhood.Radius(1));
            byte[] results = new byte[signature.DomainSize];
            new RandomStream(1, "benchmark table", (ulong)symbols).FillSymbols(results, symbols);
            Add($"{symbols} symbols", LocalRule.FromTable(signature, results));
        }
    }

    [Benchmark]
    public Evolution Evolve() => runs[Rule].CompiledRule.Evolve(runs[Rule].Start, Until.Steps(1_000));

    private void Add(string name, LocalRule rule)
    {
        Lattice start = Lattice.Random(rule.State, Shape.Row(Cells), Boundary.Periodic, new RandomStream(1, "benchmark start"));
        CompiledRule compiled = rule.Compile();
        compiled.Evolve(start, Until.Steps(1_000));
        runs[name] = (compiled, start);
    }
}
