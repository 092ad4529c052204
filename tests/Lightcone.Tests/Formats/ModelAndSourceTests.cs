using System.Text;
using Lightcone.Formats.Onnx;
using Lightcone.Formats.Source;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Tests;

/// <summary>That models and classes compute what they should is judged by running them in Lightcone.Oracles.Tests; here is that they come back, and what is refused.</summary>
public sealed class ModelAndSourceTests
{
    public static TheoryData<string> Tasks => [.. TaskCatalog.All.Select(static task => task.Name)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_comes_back(string name)
    {
        Automaton automaton = Automaton.Of(TaskCatalog.Find(name));
        Assert.Equal(automaton, OnnxModel.Parse(OnnxModel.FormatStep(automaton)));
        Assert.Equal(automaton, OnnxModel.Parse(OnnxModel.FormatLoop(automaton)));
        Assert.Equal(automaton, SourceCode.Parse(SourceCode.Format(automaton, name)));
        Assert.Equal(automaton, SourceCode.Parse(SourceCode.Format(automaton, name).Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_learned_automaton_comes_back_with_its_networks()
    {
        Automaton learned = Automaton.Learn(BinaryAddition.Task, new ChaosTraining { Seed = 7 });
        byte[] model = OnnxModel.FormatLoop(learned);
        Automaton back = OnnxModel.Parse(model);
        Assert.Equal((learned.Network, learned.ReadoutNetwork), (back.Network, back.ReadoutNetwork));
        Assert.Contains("Conv", Encoding.Latin1.GetString(model), StringComparison.Ordinal);
        Assert.DoesNotContain("Conv", Encoding.Latin1.GetString(OnnxModel.FormatLoop(learned with { Network = null, ReadoutNetwork = null })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_graph_or_source_is_refused()
    {
        Automaton automaton = Automaton.Of(Parity.Task);
        byte[] model = OnnxModel.FormatStep(automaton);
        model[Encoding.Latin1.GetString(model).IndexOf("Mul", StringComparison.Ordinal)]++;
        Assert.Contains("was changed", Assert.Throws<InputException>(() => OnnxModel.Parse(model)).Message, StringComparison.Ordinal);
        string source = SourceCode.Format(automaton, "parity").Replace("i - 1", "i + 1", StringComparison.Ordinal);
        Assert.Contains("was changed", Assert.Throws<InputException>(() => SourceCode.Parse(source)).Message, StringComparison.Ordinal);
        Assert.Contains("in general", Assert.Throws<InputException>(static () => SourceCode.Parse("class A;\n")).Message, StringComparison.Ordinal);
        Assert.Contains("in general", Assert.Throws<InputException>(static () => OnnxModel.Parse([8, 8])).Message, StringComparison.Ordinal);
    }

    /// <summary>The bound against what single precision really does: sums taken in thousands of random orders never err by more, and a margin below it is doubted.</summary>
    [Fact]
    public void The_rounding_bound_holds_and_is_not_vain()
    {
        NeuralRule net = new ChaosTraining { Seed = 5 }.Fit(LocalRule.Elementary(150), hiddenUnits: 8);
        Assert.Null(SinglePrecision.Doubt(net));
        // One unit whose logit is 1e-9 for the neighborhood (0,0,0) and of the size of 3 before cancellation.
        NeuralRule close = NeuralRule.FromWeights(LocalRule.Elementary(0).Signature, 1, [1, 1, 1, 3 + 1e-9, 1, 0], Activation.Relu);
        Assert.Contains("(0,0,0)", SinglePrecision.Doubt(close), StringComparison.Ordinal);
        Assert.Equal(1, close.Apply([0, 0, 0]));
        float rounded = 3f + 1e-9f - 1 - 1 - 1;
        Assert.Equal(0f, rounded);
        Assert.Contains("Write its table alone", Assert.Throws<InputException>(() => OnnxModel.FormatStep(Automaton.Of(close, null, Boundary.Periodic, null))).Message, StringComparison.Ordinal);
    }

    /// <summary>Protocol buffers' own example: field 1 with 150 is 08 96 01, field 2 with "testing" is 12 07 and the letters (Encoding, Protocol Buffers documentation).</summary>
    [Fact]
    public void The_wire_format_is_that_of_its_documentation()
    {
        byte[] message = new ProtobufWriter().Number(1, 150).Text(2, "testing").ToArray();
        Assert.Equal([0x08, 0x96, 0x01, 0x12, 0x07, .. "testing"u8], message);
        ProtobufReader reader = new(message);
        Assert.True(reader.Next());
        Assert.Equal(1, reader.Field);
        Assert.True(reader.Next());
        Assert.True(reader.Content.SequenceEqual("testing"u8));
        Assert.False(reader.Next());
        // The longest numbers take nine and ten bytes; what follows them is found.
        reader = new(new ProtobufWriter().Number(3, long.MaxValue).Number(4, -1).Text(5, "behind").ToArray());
        Assert.True(reader.Next() && reader.Next() && reader.Next());
        Assert.Equal(5, reader.Field);
        Assert.True(reader.Content.SequenceEqual("behind"u8));
    }

    [Theory]
    [InlineData("W110", 110)]
    [InlineData("W0", 0)]
    public void Elementary_rules_have_their_number_as_a_name(string name, int number) => Assert.Equal(name, RuleNotation.NameOf(LocalRule.Elementary(number)));

    [Theory]
    [InlineData("B3/S23")]
    [InlineData("B36/S23")]
    [InlineData("B/S012345678")]
    public void Life_like_rules_have_their_notation_as_a_name(string name)
    {
        Assert.Equal(name, RuleNotation.NameOf(LocalRule.LifeLike(name)));
        LocalRule other = LocalRule.LifeLike(name);
        byte[] table = other.Table.ToArray();
        table[5] ^= 1;
        Assert.StartsWith("MAP", RuleNotation.NameOf(LocalRule.FromTable(other.Signature, table)), StringComparison.Ordinal);
    }
}
