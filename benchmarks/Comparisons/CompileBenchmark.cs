using System.Diagnostics;
using System.Globalization;
using Lightcone.Cli;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>From a table to a compiled rule that has run: every run gets a table that the program has not seen.</summary>
internal static class CompileBenchmark
{
    private const int Length = 1 << 14;
    private const int Steps = 64;

    public static Benchmark Create(LatticeOptions options) => new("compile", "From a random table of radius 1 to a compiled rule and its first 64 generations of 16,384 cells.", [], (parse, _) =>
    {
        Engine engine = EngineName.Parse(parse.GetValue(options.Engine)!);
        return RandomTables.Alphabets(parse, options).Select(symbols => Workload(symbols, engine == Engine.Auto ? Engine.Wavefront : engine));
    })
    {
        Options = [options.Alphabets, options.Engine],
    };

    private static Workload Workload(int symbols, Engine engine)
    {
        int number = 0;
        LocalRule rule = RandomTables.Rule(symbols, number);
        Lattice start = Lattice.Random(rule.State, Shape.Row(Length), Boundary.Periodic, new RandomStream(1, "bench start"));
        Lattice? final = null;
        void Run() => final = rule.Compile(engine).Evolve(start, Until.Steps(Steps)).Final;
        long begin = Stopwatch.GetTimestamp();
        Run();
        double first = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        WithSetup own = new(() => rule = RandomTables.Rule(symbols, ++number), Run, () => WorkResult.Of("cells", final!.Hash));
        return new(string.Create(CultureInfo.InvariantCulture, $"{engine.Name} for a random table of {symbols} symbols, radius 1, and its first {Steps} generations of {Length:N0} cells"), own, [])
        {
            Reference = () => WorkResult.Of("cells", rule.Compile(Engine.Table).Evolve(start, Until.Steps(Steps)).Final.Hash),
            ProblemSize = new(engine.Name, Length, Steps),
            Facts = _ => [("firstOfProcessMilliseconds", first * 1e3)],
        };
    }
}
