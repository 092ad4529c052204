using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Tests;

/// <summary>What is saved under a name is read from that name, whatever format its extension stands for.</summary>
public sealed class RuleFilesTests
{
    public static TheoryData<string> Extensions => [.. FileFormat.All.Select(static format => format.Extension).Append(".unknown").Distinct()];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_file_that_was_saved_is_loaded_again(string extension)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("x" + extension);
        Automaton life = new() { Rule = LocalRule.LifeLike("B3/S23"), Boundary = Boundary.Periodic };
        // The weights of networks are a format that a table cannot be written in: the sentence says so, and nothing is left behind.
        if (extension == ".safetensors")
        {
            Assert.Throws<InputException>(() => life.Save(path));
            Assert.Throws<InputException>(() => life.Rule.Save(path));
            Assert.False(File.Exists(path));
            return;
        }

        life.Save(path);
        Assert.Equal(life.Rule, Automaton.Load(path).Rule);
        Assert.Equal(life.Rule, LocalRule.Load(path));
        life.Rule.Save(path);
        Assert.Equal(life.Rule, LocalRule.Load(path));
    }

    [Fact]
    public void An_automaton_with_a_readout_keeps_it_or_is_refused()
    {
        using TemporaryFolder folder = new();
        Automaton addition = Automaton.Of(TaskCatalog.Find("addition"));
        addition.Save(folder.File("x.json"));
        Assert.Equal(addition.Readout, Automaton.Load(folder.File("x.json")).Readout);
        Assert.Throws<InputException>(() => addition.Save(folder.File("x.rule")));
        Assert.False(File.Exists(folder.File("x.rule")));
    }
}
