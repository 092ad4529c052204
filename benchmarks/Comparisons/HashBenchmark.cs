using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Cli;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>The longest chain of carries by HashLife in one dimension: the learned carry-save rule on 1...1 + 1, twice as many generations as digits, from nothing remembered.</summary>
internal static class HashBenchmark
{
    private const string RuleName = "LearnedCarrySave";

    public static Benchmark Create(LatticeOptions options) => new("hash", "The longest chain of carries, 2 L generations, by HashLife from an empty memory; with --all, from 2^14 to 2^50 digits.", ["bgolly"], (parse, all) =>
    {
        long length = parse.GetResult(options.Length) is { Implicit: false } ? Count.Parse(parse.GetValue(options.Length)!, "--length", 1) : 1L << 20;
        if (length > 1L << 58)
            throw new InputException($"--length {length}: expected at most 2^58.");
        return (all ? (long[])[1L << 14, 1L << 20, 1L << 26, 1L << 38, 1L << 50] : [length]).Select(Workload);
    })
    {
        Options = [options.Length],
    };

    private static Workload Workload(long length)
    {
        CompiledRule compiled = LearnedRules.Of(BinaryAdditionCarrySave.Task).CompiledRule;
        HashedRow? row = null;
        InProcess own = new(() =>
        {
            row = Start(compiled, length);
            row.Advance(2 * length);
        }, () => WorkResult(row!.Count(1), row.Count(2)));
        // The picture that is written for the peer has a letter for each run of equal digits; its length does not grow with L.
        string pattern = string.Create(CultureInfo.InvariantCulture, $"x = {length + 1}, y = 1, rule = {RuleName}\nB{length - 1}A!\n");
        string rule = GollyRule.Format(new Automaton { Rule = compiled.Rule, Boundary = Boundary.Fixed() }, RuleName);
        ImmutableArray<Peer> peers = [new("bgolly", () => BgollyPeer.Start(pattern, "RuleLoader", 2 * length, Read, ($"{RuleName}.rule", rule)))];
        return new(string.Create(CultureInfo.InvariantCulture, $"1...1 + 1 of {length:N0} digits, carry-save, learned and certified, {2 * length:N0} generations by HashLife from an empty memory"), own, peers)
        {
            Reference = static () => WorkResult(1, 0),
            ProblemSize = new("hashlife", length, 2 * length),
            Facts = _ => [("differentPieces", row!.Pieces)],
        };
    }

    private static HashedRow Start(CompiledRule compiled, long length) => new(compiled, 0, new(2, 1), new(1, length - 1), new(0, 1));

    /// <summary>Counts the digits of a final picture.</summary>
    private static WorkResult Read(string picture)
    {
        Lattice final = RunLengthPattern.Parse(picture, Alphabet.Digits(3), 2, Boundary.Fixed()).Lattice;
        return WorkResult(final.Cells.Count((byte)1), final.Cells.Count((byte)2));
    }

    private static WorkResult WorkResult(long ones, long twos) => Comparisons.WorkResult.Of(("digits 1 and 2", [ones, twos]));
}
