using System.Text.RegularExpressions;
using Lightcone.Engines.Circuits;
using Lightcone.Formats.Blif;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Oracles.Tests;

/// <summary>berkeley-abc proves, by satisfiability, that compiled circuits equal their tables for every code.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed partial class AbcTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Circuits_are_proved_equal_to_their_tables()
    {
        (string Name, LocalRule Rule)[] rules =
        [
            .. TaskCatalog.All.Select(static task => (task.Name, task.Rule)),
            .. LearnedRules.Rows.Where(static (_, i) => i % 6 == 0),
            .. LearnedRules.Grids,
            .. LearnedRules.Coded,
            ("wireworld", LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.VonNeumann(), static n => (byte)(n[2] == 3 ? (n[0] == 1 || n[4] == 1 ? 1 : 3) : n[2] == 0 ? 0 : n[2] + 1))),
        ];
        Assert.InRange(rules.Length, 20, 100);
        List<string> script = [];
        int networks = 0;
        foreach ((string name, LocalRule rule) in rules)
        {
            File.WriteAllText(folder.File($"{name}.table.blif"), BlifCircuit.Format(rule, name));
            File.WriteAllText(folder.File($"{name}.circuit.blif"), CompiledCircuit.FormatMultiplexers(rule, name));
            script.Add($"cec {name}.circuit.blif {name}.table.blif");
            if (!HasLookups(rule, name, out string network))
                continue;
            networks++;
            File.WriteAllText(folder.File($"{name}.lookups.blif"), network);
            script.Add($"cec {name}.lookups.blif {name}.table.blif");
        }

        // Two networks for each rule, but for the few with too many frozen contexts or gates.
        Assert.InRange(networks, Math.Max(20, rules.Length - 4), rules.Length);
        string output = OutsideJudge.Abc.Run(folder.Path, ["-q", string.Join("; ", script)]);
        Assert.Equal(rules.Length + networks, EqualPair().Count(output));
        Assert.DoesNotContain("NOT EQUIVALENT", output, StringComparison.Ordinal);
    }

    private static bool HasLookups(LocalRule rule, string name, out string network)
    {
        try
        {
            network = CompiledCircuit.FormatLookups(rule, name);
            return true;
        }
        catch (InputException refusal)
        {
            network = refusal.Message;
            Assert.Contains("no network of look-ups small enough", network, StringComparison.Ordinal);
            return false;
        }
    }

    /// <summary>Every single entry of Rule 110's table, changed, is found, and the counterexample is its neighborhood.</summary>
    [Fact]
    public void A_planted_error_is_found_with_its_neighborhood()
    {
        LocalRule rule = LocalRule.Elementary(110);
        File.WriteAllText(folder.File("right.blif"), CompiledCircuit.FormatMultiplexers(rule, "rule"));
        for (int entry = 0; entry < 8; entry++)
        {
            byte[] table = rule.Table.ToArray();
            table[entry] ^= 1;
            File.WriteAllText(folder.File("wrong.blif"), BlifCircuit.Format(LocalRule.FromTable(rule.Signature, table), "rule"));
            string output = OutsideJudge.Abc.Run(folder.Path, ["-q", "cec right.blif wrong.blif"]);
            Assert.Contains("NOT EQUIVALENT", output, StringComparison.Ordinal);
            int found = 4 * Bit("s_m1_b0") | 2 * Bit("s_0_b0") | Bit("s_1_b0");
            Assert.Equal(entry, found);

            int Bit(string pin) => Regex.IsMatch(output, $@"\b{pin}=1\b") ? 1 : 0;
        }
    }

    /// <summary>A circuit that abc made smaller comes back as the same rule.</summary>
    [Fact]
    public void A_circuit_that_abc_rewrote_is_read_as_the_same_rule()
    {
        LocalRule rule = DecimalAdditionCarrySave.Task.Rule;
        File.WriteAllText(folder.File("given.blif"), BlifCircuit.Format(rule, "decimal"));
        OutsideJudge.Abc.Run(folder.Path, ["-q", "read_blif given.blif; strash; dch; if -K 4; write_blif rewritten.blif"]);
        string rewritten = File.ReadAllText(folder.File("rewritten.blif"));
        Assert.DoesNotContain("lightcone-signature", rewritten, StringComparison.Ordinal);
        Assert.Equal(rule, BlifCircuit.Parse(rewritten, rule.Signature));
    }

    [GeneratedRegex("Networks are equivalent", RegexOptions.ExplicitCapture)]
    private static partial Regex EqualPair();
}
