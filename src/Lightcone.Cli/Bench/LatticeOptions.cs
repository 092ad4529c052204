using System.CommandLine;

namespace Lightcone.Cli.Bench;

/// <summary>Options that benchmarks of lattices share: one object for all of them.</summary>
internal sealed class LatticeOptions
{
    /// <summary>How many generations are run.</summary>
    public Option<string> Generations { get; } = new("--gens") { Description = "How many generations are run.", HelpName = "T", DefaultValueFactory = static _ => "1000" };

    /// <summary>How many threads may work; each number is measured by itself.</summary>
    public Option<string> Threads { get; } = new("--threads") { Description = "Threads of this program, each number measured by itself, for instance 1,2. Peers have one.", HelpName = "N,...", DefaultValueFactory = static _ => "1" };

    /// <summary>The generations asked for.</summary>
    /// <exception cref="InputException">It is no whole number of at least 1.</exception>
    public long GenerationsOf(ParseResult parse) => Count.Parse(parse.GetValue(Generations)!, Generations.Name, 1);

    /// <summary>The numbers of threads asked for.</summary>
    /// <exception cref="InputException">One is none.</exception>
    public int[] ThreadsOf(ParseResult parse) =>
        [.. parse.GetValue(Threads)!.Split(',').Select(text => (int)Math.Min(Count.Parse(text, Threads.Name, 1), Environment.ProcessorCount * 4))];
}
