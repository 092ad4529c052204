using Lightcone.Engines.Circuits;
using Lightcone.Formats.Blif;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

/// <summary>That table and circuit are equal is proved by another program in Lightcone.Oracles.Tests; here is what the text says.</summary>
public sealed class BlifTests
{
    [Fact]
    public void The_table_of_a_rule_is_one_cover_a_bit()
    {
        string text = BlifCircuit.Format(LocalRule.Elementary(110), "rule 110");
        Assert.EndsWith(".model rule-110\n.inputs s_m1_b0 s_0_b0 s_1_b0\n.outputs n_b0\n.names s_m1_b0 s_0_b0 s_1_b0 n_b0\n001 1\n01- 1\n101 1\n110 1\n.end\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_that_are_no_symbol_are_said() =>
        Assert.Contains("# don't care: state[0] has codes 0 to 2; above them all outputs are 0\n", BlifCircuit.Format(BinaryAdditionCarrySave.Rule, "carry-save"), StringComparison.Ordinal);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_network_under_other_codes_is_the_same_rule(int symbols)
    {
        int coded = 0;
        Signature signature = new(Alphabet.Digits(symbols), Neighborhood.Own, Alphabet.Digits(symbols), Neighborhood.Of(-1, 1));
        byte[] table = new byte[signature.DomainSize];
        for (int i = 0; i < 8; i++)
        {
            new RandomStream(91, "coding", (ulong)i).FillSymbols(table, symbols);
            LocalRule rule = LocalRule.FromTable(signature, table);
            string text = CompiledCircuit.FormatLookups(rule, "rule");
            coded += text.Contains(" c1_0\n", StringComparison.Ordinal) ? 1 : 0;
            Assert.Equal(rule, BlifCircuit.Parse(text));
        }

        Assert.True(coded > 1, $"only {coded} networks read other codes");
    }

    [Fact]
    public void Long_lines_are_folded()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(32), Neighborhood.Radius(1), static n => (byte)(n[0] ^ n[2]));
        string text = BlifCircuit.Format(rule, "wide");
        Assert.Contains(" \\\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(static line => !line.StartsWith('#')), static line => Assert.InRange(line.Length, 0, 102));
        Assert.Equal(rule, BlifCircuit.Parse(text));
    }

    [Fact]
    public void A_circuit_of_another_program_needs_a_signature()
    {
        // A full adder's carry with a cover of zeros, a folded line, and an inner signal after its use.
        const string text = ".model carry\n.inputs s_m1_b0 s_0_b0\\\ns_1_b0\n.outputs n_b0\n.names both either s_1_b0 n_b0\n00- 0\n0-0 0\n.names s_m1_b0 s_0_b0 both\n11 1\n.names s_m1_b0 s_0_b0 either\n1- 1\n-1 1\n.end\n";
        Assert.Equal(LocalRule.Elementary(232), BlifCircuit.Parse(text, LocalRule.Elementary(0).Signature));
        Assert.Contains("neither alphabets nor offsets", Assert.Throws<InputException>(() => BlifCircuit.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".names a b", "expected .model")]
    [InlineData(".model x\n.latch a b\n", "f.blif:2: '.latch' is not read here")]
    [InlineData(".model x\n.inputs s_0_b0\n.outputs n_b0\n.names n_b0 n_b0\n1 1\n", "depends on itself")]
    [InlineData(".model x\n.inputs s_0_b0\n.outputs n_b0\n.names a n_b0\n1 1\n", "nothing defines it")]
    [InlineData(".model x\n.inputs s_0_b0\n.outputs n_b0\n.names s_0_b0 n_b0\n1 1\n0 0\n", "mixes")]
    [InlineData(".model x\n.inputs other\n.outputs n_b0\n", "expected .inputs s_0_b0")]
    public void A_wrong_circuit_is_told_so(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => BlifCircuit.Parse(text, new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Own), "f.blif")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_code_that_is_no_symbol_is_refused()
    {
        const string text = ".model x\n.inputs s_0_b0 s_0_b1\n.outputs n_b0 n_b1\n.names n_b0\n1\n.names n_b1\n1\n.end\n";
        Assert.Contains("gives code 3", Assert.Throws<InputException>(() => BlifCircuit.Parse(text, new Signature(null, Neighborhood.None, Alphabet.Digits(3), Neighborhood.Own))).Message, StringComparison.Ordinal);
    }
}
