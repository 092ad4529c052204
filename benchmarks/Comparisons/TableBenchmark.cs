using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Cli;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Random tables at full speed, from lattice to lattice: so many generations that the way in and out does not count.</summary>
internal static class TableBenchmark
{
    private const long Generations = 20_000;

    /// <summary>Generations after which a result is compared with the table engine's; a run of all of them would take that engine minutes.</summary>
    private const long Compared = 200;

    public static Benchmark Create(LatticeOptions options) => new("table", "Random tables of radius 1, from a lattice to a lattice.", [], (parse, _) =>
    {
        int length = LatticeOptions.Number(parse.GetValue(options.Length)!, "--length", 512, int.MaxValue - 64);
        long generations = options.GenerationsOr(parse, Generations);
        Engine engine = EngineName.Parse(parse.GetValue(options.Engine)!);
        int count = RandomTables.Count(parse, options);
        return RandomTables.Alphabets(parse, options).SelectMany(symbols => Enumerable.Range(0, count).Select(number => Workload(symbols, number, length, generations, engine)));
    })
    {
        Options = [options.Alphabets, options.Tables, options.Length, options.Generations, options.Engine],
    };

    private static Workload Workload(int symbols, int number, int length, long generations, Engine engine)
    {
        LocalRule rule = RandomTables.Rule(symbols, number);
        CompiledRule compiled = rule.Compile(engine);
        Lattice start = Lattice.Random(rule.State, Shape.Row(length), Boundary.Periodic, new RandomStream(1, "bench start"));
        Evolution? evolution = null;
        long compared = Math.Min(generations, Compared);
        InProcess own = new(() => evolution = compiled.Evolve(start, Until.Steps(generations)), () => WorkResult.Of("cells", compiled.Evolve(start, Until.Steps(compared)).Final.Hash));
        return new(string.Create(CultureInfo.InvariantCulture, $"random table {number} of {symbols} symbols, radius 1"), own, [])
        {
            Reference = () => WorkResult.Of("cells", rule.Compile(Engine.Table).Evolve(start, Until.Steps(compared)).Final.Hash),
            ProblemSize = new(compiled.Plan(start, Until.Steps(generations)).Engine.Name, length, generations),
        };
    }
}
