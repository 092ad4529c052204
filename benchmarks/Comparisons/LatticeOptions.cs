using System.CommandLine;
using Lightcone.Cli;
using Lightcone.Engines;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>Options that the benchmarks of rules share: one object for all of them.</summary>
internal sealed class LatticeOptions
{
    public Option<string> Length { get; } = new("--length") { Description = "Cells, bits or digits.", HelpName = "L", DefaultValueFactory = static _ => "1e6" };

    public Option<string?> Generations { get; } = new("--gens") { Description = "Generations; left out, as many as suit the benchmark.", HelpName = "T" };

    public Option<string> Alphabets { get; } = new("--alphabet") { Description = "table, compile: numbers of symbols, one after the other: 3,4.", HelpName = "K,...", DefaultValueFactory = static _ => "3,4" };

    public Option<string> Tables { get; } = new("--random") { Description = "table, compile: how many random tables of each alphabet.", HelpName = "N", DefaultValueFactory = static _ => "5" };

    public Option<bool> Worst { get; } = new("--worst") { Description = "The longest chain of influence instead of random input." };

    public Option<string> Engine { get; } = new("--engine") { Description = "The engine that is measured; left out, the fastest for the work.", HelpName = "NAME", DefaultValueFactory = static _ => "auto" };

    public Option<string> Threads { get; } = new("--threads") { Description = "Threads of this program, each number measured by itself: 1,2. Peers have one.", HelpName = "N,...", DefaultValueFactory = static _ => "1" };

    /// <summary>The generations asked for, or those that suit.</summary>
    public long GenerationsOr(ParseResult parse, long usual) => parse.GetValue(Generations) is { } text ? Count.Parse(text, "--gens", 1) : usual;

    /// <summary>The numbers of threads asked for.</summary>
    /// <exception cref="InputException">One is none, or not between 1 and 64.</exception>
    public int[] ThreadsOf(ParseResult parse) => [.. parse.GetValue(Threads)!.Split(',').Select(static text => Number(text, "--threads", 1, 64))];

    /// <exception cref="InputException">The number is none, or not between the two.</exception>
    public static int Number(string text, string option, int least, int most) =>
        Count.Parse(text, option, least) is long number && number <= most
            ? (int)number
            : throw new InputException($"{option} {text}: expected at most {most:N0}. Write a smaller number.");
}
