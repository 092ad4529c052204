using Lightcone.Engines.Circuits;
using Lightcone.Formats.Blif;
using Lightcone.Formats.TruthTables;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class TruthTableTests
{
    public static TheoryData<string> Tasks => [.. TaskCatalog.All.Select(static task => task.Name)];

    [Theory]
    [MemberData(nameof(Tasks))]
    [Trait(Round.Trait, Round.Long)]
    public void Every_task_comes_back_from_every_table(string name)
    {
        LocalTask task = TaskCatalog.Find(name);
        foreach (LocalRule? rule in (LocalRule?[])[task.Rule, task.Readout])
        {
            if (rule is null)
                continue;
            foreach (LocalRule back in (LocalRule[])[TruthTable.ParseCsv(TruthTable.FormatCsv(rule)), TruthTable.ParseJson(TruthTable.FormatJson(rule))])
            {
                Assert.Equal(rule, back);
                Assert.Equal(rule.Signature, back.Signature);
            }

            // A circuit, and a table as one, is read by evaluating it everywhere; beyond 2^16 neighborhoods the reader refuses, and tables are the way.
            if (rule.Signature.DomainSize > 1 << 16)
                continue;
            LocalRule table = BlifCircuit.Parse(BlifCircuit.Format(rule, name));
            Assert.Equal(rule, table);
            Assert.Equal(rule.Signature, table.Signature);
            if (rule.IsIterable)
                Assert.Equal(rule, BlifCircuit.Parse(CompiledCircuit.FormatMultiplexers(rule, name)));
        }
    }

    [Fact]
    public void A_table_of_another_program_is_read_in_any_order()
    {
        const string text = "next,state[0],state[-1]\nhot,cold,hot\ncold,cold,cold\n\"hot\",hot,cold\r\nhot,hot,hot\n";
        LocalRule rule = TruthTable.ParseCsv(text);
        Assert.Equal(["cold", "hot"], rule.State.Names.Order(StringComparer.Ordinal));
        Assert.Equal(Neighborhood.Of(0, -1), rule.Signature.StateNeighborhood);
        Assert.True(rule.State.TryParse("hot", out byte hot));
        for (int i = 0; i < 4; i++)
            Assert.Equal(rule.Signature.Describe(i).Contains("hot", StringComparison.Ordinal), rule.Table[i] == hot);
    }

    /// <summary>Other programs take a line that begins with # for a comment.</summary>
    [Fact]
    public void Symbols_that_mean_something_in_a_file_are_quoted()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Of("#", "a,b", "\"", "plain"), Neighborhood.Own, static n => n[0]);
        string text = TruthTable.FormatCsv(rule);
        Assert.EndsWith("state[0],next\n\"#\",\"#\"\n\"a,b\",\"a,b\"\n\"\"\"\",\"\"\"\"\nplain,plain\n", text, StringComparison.Ordinal);
        Assert.Equal(rule, TruthTable.ParseCsv(text));
    }

    [Fact]
    public void Digits_are_the_alphabet_of_digits_and_grids_have_two_numbers()
    {
        LocalRule copy = LocalRule.FromFunction(new Signature(Alphabet.Digits(3), Neighborhood.OfGrid(new Offset(0, 0)), Alphabet.Binary, Neighborhood.OfGrid(new Offset(-1, 2))), static n => (byte)(n[0] == 2 ? 1 : n[1]));
        string foreign = string.Join('\n', TruthTable.FormatCsv(copy).Split('\n').Skip(1));
        Assert.StartsWith("input[0 0],state[-1 2],next\n", foreign, StringComparison.Ordinal);
        Assert.Equal(copy, TruthTable.ParseCsv(foreign));
    }

    [Theory]
    [InlineData("state[0],next\n0,1\n", "1 of 2 neighborhoods have no row: (1)")]
    [InlineData("state[0],state[0 1],next\n0,0,1\n", "one and of two dimensions are mixed")]
    [InlineData("state[0],next\n0,1\n1,0\n0,0\n", "t.csv:4: the neighborhood (0) has the result 0 here and 1 in line 2")]
    [InlineData("state[0],next\n0,1,1\n", "t.csv:2: this row has 3 fields")]
    [InlineData("left,next\n0,1\n", "the column 'left' is no position")]
    [InlineData("state[0]\n0\n1\n", "expected the columns state[0], next")]
    [InlineData("state[0],next\n\"0,1\n", "a quote is opened")]
    [InlineData("", "no header")]
    public void A_wrong_table_is_told_so(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => TruthTable.ParseCsv(text, "t.csv")).Message, StringComparison.Ordinal);
}
