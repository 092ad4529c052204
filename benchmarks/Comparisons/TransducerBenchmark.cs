using System.CommandLine;
using System.Globalization;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>One-way rules of many states as transducers, from bytes to bytes in one pass.</summary>
internal static class TransducerBenchmark
{
    private const int Symbols = 4;

    public static Benchmark Create(LatticeOptions options)
    {
        Option<string> states = new("--states") { Description = "fst: numbers of states, one after the other: 3,5,16.", HelpName = "S,...", DefaultValueFactory = static _ => "16" };
        return new("fst", "A random transducer of 4 symbols, bytes to bytes in one pass.", ["serial"], (parse, all) =>
        {
            int length = LatticeOptions.Number(parse.GetValue(options.Length)!, "--length", 1, int.MaxValue - 64);
            return (all ? "2,3,4,5,8,16" : parse.GetValue(states)!).Split(',').Select(text => Workload(LatticeOptions.Number(text, "--states", 2, 16), length));
        })
        {
            Options = [states, options.Length],
        };
    }

    private static Workload Workload(int states, int length)
    {
        RandomStream stream = new(1, "bench fst", (ulong)states);
        byte[] table = new byte[Symbols * states];
        stream.FillSymbols(table, states);
        byte[] input = new byte[length];
        stream.FillSymbols(input, Symbols);
        LocalRule rule = LocalRule.FromFunction(new Signature(Alphabet.Digits(Symbols), Neighborhood.Own, Alphabet.Digits(states), Neighborhood.Of(-1)), n => table[(n[0] * states) + n[1]]);
        CompiledRule compiled = rule.Compile();
        byte[] result = new byte[length];
        byte[] plain = new byte[length];
        Peer serial = new("serial", () => new InProcess(() => OneByOne(table, states, input, plain), () => WorkResult(plain)));
        return new(string.Create(CultureInfo.InvariantCulture, $"random transducer of {states} states and {Symbols} symbols, bytes to bytes"), new InProcess(() => compiled.RunToFixedPoint(input, result), () => WorkResult(result)), [serial])
        {
            Reference = () =>
            {
                OneByOne(table, states, input, plain);
                return WorkResult(plain);
            },
            ProblemSize = new("scan", length, 1),
        };
    }

    /// <summary>What anybody writes first: a table look-up a symbol, each waiting for the one before.</summary>
    private static void OneByOne(byte[] table, int states, byte[] input, byte[] result)
    {
        int state = 0;
        for (int i = 0; i < input.Length; i++)
        {
            state = table[(input[i] * states) + state];
            result[i] = (byte)state;
        }
    }

    private static WorkResult WorkResult(byte[] states) => Lightcone.Comparisons.WorkResult.Of("states", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(states)));
}
