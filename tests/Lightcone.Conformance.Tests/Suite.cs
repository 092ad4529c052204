using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Wavefront;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>Runs cases on every engine that takes them, compares each result with the oracle's, and hashes all of them.</summary>
/// <param name="engines">The engines.</param>
internal sealed class Suite(ImmutableArray<Engine> engines) : IDisposable
{
    private static readonly Until[] Aims = [Until.Steps(0), Until.Steps(7), Until.FixedPoint(0), Until.FixedPoint(12), Until.FixedPoint(40), Until.Cycle(9), Until.Cycle(60)];

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<Engine, int> runs = [];

    /// <summary>How many cases each engine ran, by itself.</summary>
    public IReadOnlyDictionary<Engine, int> Runs => runs;

    /// <summary>SHA-256 over all results so far.</summary>
    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>How many parts run. One in the quick round, and in the children of the usual one; three in the usual round, six in that of everything.</summary>
    public static int Parts => Round.Count(1, 3, 6);

    /// <summary>The first part runs in every process, and its hash says whether two of them agree.</summary>
    public static (IReadOnlyDictionary<Engine, int> Runs, string FirstHash) RunAll()
    {
        using Suite suite = new(Engine.All);
        suite.RunPart(0);
        string first = suite.Hash;
        for (int part = 1; part < Parts; part++)
            suite.RunPart(part);
        return (suite.Runs, first);
    }

    private void RunPart(int part)
    {
        for (int i = 55 * part; i < 55 * (part + 1); i++)
            Run(Case.Draw(i));
        for (int i = 15 * part; i < 15 * (part + 1); i++)
            Run(Case.DrawLong(i));
        for (int i = 34 * part; i < 34 * (part + 1); i++)
            Run(Case.DrawOneWay(i));
        for (int i = 18 * part; i < 18 * (part + 1); i++)
            Run(Case.DrawMoore(i));
        // All 256 rules are in three parts, and in the next three on other lattices.
        for (int i = part % 3; i < 256; i += 3)
            Run(Elementary(i, part / 3));
        for (int i = 2 * part; i < 2 * (part + 1); i++)
            RunPacked(i);
    }

    private static Case Elementary(int number, int variant)
    {
        RandomStream stream = new(22, "elementary", (ulong)(number + (256 * variant)));
        int kind = number + variant;
        Boundary boundary = (kind / 3 % 3) switch { 0 => Boundary.Periodic, 1 => Boundary.Reflecting, _ => Boundary.Fixed((byte)stream.NextInt32(2)) };
        int[] lengths = kind % 2 == 0 ? Case.Lengths : Case.LongLengths;
        return new Case($"W{number}", LocalRule.Elementary(number), Lattice.Random(Alphabet.Binary, Shape.Row(lengths[kind / 2 % lengths.Length]), boundary, stream));
    }

    /// <summary>A packed row long enough for threads of its own, several rounds a pass, beside the table engine.</summary>
    private void RunPacked(int number)
    {
        RandomStream stream = new(23, "packed", (ulong)number);
        LocalRule rule = number % 2 == 0 ? LocalRule.Elementary(stream.NextInt32(256)) : WavefrontTests.Draw(stream);
        if (rule.Frozen is not null || WavefrontPasses.Of(rule.Compile().Forms) is not { } wavefront)
            return;
        Boundary boundary = (number % 3) switch { 0 => Boundary.Periodic, 1 => Boundary.Fixed(1), _ => Boundary.Reflecting };
        PackedRow row = PackedRow.Random(rule.State, 250_000 + stream.NextInt32(1_000), boundary, stream);
        Lattice start = row.ToLattice();
        row.Run.Prepare(wavefront, boundary, null, rounds: 1 + (number % 3));
        row.Run.Advance(45, 1 + (number % 4), new Reporter(null, CancellationToken.None));
        Assert.True(rule.Compile(Engine.Table).Evolve(start, Until.Steps(45)).Final.Equals(row.ToLattice()), $"packed {number}: {rule.Signature} {wavefront} on {start.Shape} {boundary}");
        hash.AppendData(Encoding.UTF8.GetBytes(row.Hash));
    }

    /// <summary>One case: every engine, every aim.</summary>
    public void Run(Case @case)
    {
        RuleForms forms = new(@case.Rule);
        List<byte[]> states = Oracle.Trajectory(@case.Rule, @case.Initial, 61);
        foreach (Engine engine in engines.Prepend(Engine.Auto))
        {
            if (Compile(@case, forms, engine) is not { } compiled)
                continue;
            foreach (Until until in Aims)
            {
                Evolution actual = compiled.Evolve(@case.Initial, until);
                Compare(@case, engine, until, actual, Oracle.Run(states, until));
                Append(actual);
            }

            runs[engine] = runs.GetValueOrDefault(engine) + 1;
        }
    }

    public void Dispose() => hash.Dispose();

    /// <summary>The rule on an engine; null when that refuses it or its lattice, which it has to do with the reason and a way out before it runs anything.</summary>
    private CompiledRule? Compile(Case @case, RuleForms forms, Engine engine)
    {
        if (engine.Kind?.Refusal(forms, @case.Initial) is not { } refusal)
            return new CompiledRule(@case.Rule, engine, engines: engines);
        Assert.Matches("(Use|choose) [a-z]+", refusal);
        Assert.Contains(refusal, Assert.Throws<ArgumentException>(() => new CompiledRule(@case.Rule, engine).Evolve(@case.Initial, Until.Steps(1))).Message, StringComparison.Ordinal);
        return null;
    }

    private static void Compare(Case @case, Engine engine, Until until, Evolution actual, Oracle.Expected expected)
    {
        string name = $"{@case.Name} {@case.Rule.Signature} on {@case.Initial.Shape} {@case.Initial.Boundary}, {engine}, {until}";
        Assert.True(expected.Outcome == actual.Outcome && expected.Steps == actual.Steps && expected.Attractor == actual.Attractor, $"{name}: {expected} but {actual.Outcome} {actual.Steps} {actual.Attractor}");
        Assert.True(expected.Final.AsSpan().SequenceEqual(actual.Final.Cells), $"{name}: other cells, first at {expected.Final.AsSpan().CommonPrefixLength(actual.Final.Cells)}");
        Assert.True(engine == Engine.Auto || actual.Engine == engine.Name, $"{name}: {actual.Engine} ran");
    }

    private void Append(Evolution result)
    {
        hash.AppendData(result.Final.Cells);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{result.Steps} {result.Outcome} {result.Attractor}\n")));
    }
}
