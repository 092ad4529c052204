using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Certificates that carry whole numbers: these are checked when the file is read, and never searched for again.</summary>
public sealed class CarriedProofTests
{
    public static TheoryData<string> Names => ["addition-carry-save", "decimal-addition-carry-save", "subtraction-borrow-save", "W128"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_was_not_touched_is_proved_again(string name)
    {
        string text = Text(name);
        Assert.Contains("\"block potential\"", text, StringComparison.Ordinal);
        Certificate certificate = Assert.IsType<Certificate>(Certificate.Verify(text));
        Assert.Equal(text, certificate.ToJson());
    }

    // Three times everything proves the same: the file's own numbers are checked, the linear program is not asked.
    [Theory]
    [MemberData(nameof(Names))]
    public void Another_potential_that_holds_is_accepted(string name)
    {
        string text = Text(name);
        string potential = Potential().Match(text).Value;
        string tripled = Regex.Replace(potential, @"(?<=""decrease"": |""(?:values|flux)"": \[[-0-9, ]*)-?\d+", static match => $"{3 * long.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)}");
        Assert.NotEqual(potential, tripled);
        Assert.IsType<Certificate>(Certificate.Verify(Forgery.Rehash(text.Replace(potential, tripled, StringComparison.Ordinal))));
    }

    // A change that leaves every inequality true is another proof, and then another bound; of these three rules no bound stays.
    [Theory]
    [InlineData("addition-carry-save")]
    [InlineData("decimal-addition-carry-save")]
    [InlineData("subtraction-borrow-save")]
    public void Every_changed_number_of_a_proof_is_refused_even_with_a_right_hash(string name)
    {
        string text = Text(name);
        foreach (Match list in Numbers().Matches(text))
        {
            string[] entries = list.Groups["list"].Value.Split(", ");
            for (int i = 0; i < entries.Length; i++)
            {
                string[] changed = [.. entries];
                changed[i] = $"{long.Parse(entries[i], System.Globalization.CultureInfo.InvariantCulture) + 1_000}";
                string file = Forgery.Rehash(text.Remove(list.Groups["list"].Index, list.Groups["list"].Length).Insert(list.Groups["list"].Index, string.Join(", ", changed)));
                Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(file));
                Assert.Matches("does not hold|flux at the wall|no inequality asks for|differs from the derived certificate", refutation.Reason.ToString());
            }
        }
    }

    [Theory]
    [InlineData("\"decrease\": 1", "\"decrease\": 2", "is less than")]
    [InlineData("\"stepBound\": \"2n\"", "\"stepBound\": \"n\"", "differs from the derived certificate")]
    [InlineData("\"scale\": 2", "\"scale\": 3", "does not hold")]
    [InlineData("\"unique\": false", "\"unique\": true", "differs from the derived certificate")]
    [InlineData("\"counts\": [2, 4", "\"counts\": [2, 5", "differs from the derived certificate")]
    [InlineData("\"times\": 2", "\"times\": 1", "differs from the derived certificate")]
    [InlineData("\"inequalities\": 15", "\"inequalities\": 14", "differs from the derived certificate")]
    public void Other_false_claims_are_refused_with_their_reason(string right, string wrong, string reason)
    {
        string text = Text("addition-carry-save");
        Assert.Contains(right, text, StringComparison.Ordinal);
        Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(Forgery.Rehash(text.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.Contains(reason, refutation.Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_potential_of_another_rule_is_refused()
    {
        string potential = Potential().Match(Text("decimal-addition-carry-save")).Value;
        string text = Text("addition-carry-save");
        Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(Forgery.Rehash(text.Replace(Potential().Match(text).Value, potential, StringComparison.Ordinal))));
        Assert.Contains("does not belong to this rule", refutation.Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_potential_is_no_use_to_a_rule_that_cycles()
    {
        // Rule 128 is proved on rings by a potential; the majority rule 232 turns 0101... into 1010... and back.
        string potential = Potential().Match(Text("W128")).Value;
        string cycling = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(ElementaryTask.Of(232)), ElementaryTask.Of(232))).ToJson();
        Assert.DoesNotContain("block potential", cycling, StringComparison.Ordinal);
        string forged = Forgery.Rehash(Regex.Replace(cycling, @"(?<=""convergence"": \{[^{]*)""argument"": \{(?:[^{}]|\{[^{}]*\})*\}", potential));
        Assert.NotEqual(cycling, forged);
        Assert.Contains("does not hold", Assert.IsType<Refutation>(Certificate.Verify(forged)).Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_the_first_version_are_told_to_be_certified_again()
    {
        string text = Text("addition-carry-save").Replace("\"version\": 3,\n  \"claim\"", "\"version\": 1,\n  \"claim\"", StringComparison.Ordinal);
        Assert.Contains("certify it again", Assert.Throws<InputException>(() => Certificate.Verify(text)).Message, StringComparison.Ordinal);
    }

    private static string Text(string name) => Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(TaskCatalog.Find(name)), TaskCatalog.Find(name))).ToJson();

    private static Regex Potential() => new("\"argument\": \\{\\s*\"kind\": \"block potential\"(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\}");

    private static Regex Numbers() => new("\"(values|flux)\": \\[(?<list>[-0-9, ]+)\\]");
}
