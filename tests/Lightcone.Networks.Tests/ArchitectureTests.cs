using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Tests;

public sealed class ArchitectureTests
{
    // Law: text to value and back.
    [Theory]
    [InlineData("input 192 | linear 32 | leaky beta=0.95 | linear 10 | leaky beta=0.95 | count")]
    [InlineData("input 3 | linear 4 start=orthogonal:1.4142135623730951 | rleaky beta=0.5 threshold=0.3 reset=zero surrogate=atan:3 learn=neuron start=orthogonal:0.5 | integrator beta=0.25 learn=shared | sum")]
    [InlineData("input 1 | norm | relu | rnn 4 | lstm 5 start=xavier recurrent=orthogonal:1 | gru 6 start=orthogonal:2 recurrent=xavier | linear 2 start=constant:0.5 | last")]
    [InlineData("input 2 | gru 3 | every")]
    [InlineData("input 2 | leaky beta=0.5 learn=neuron-sigmoid | rleaky beta=0.5 learn=shared-sigmoid | count")]
    [InlineData("input 8 | positions | gelu | transformer heads=4 | transformer heads=2 hidden=9 mask=none positions=rotary activation=gelu | every")]
    [InlineData("input 1 | leaky beta=0.95 reset=none surrogate=straight | mean")]
    [InlineData("input 48 | conv 5 size=4x6 | leaky beta=0.5 | conv 3 size=2x4 kernel=1 | linear 2 | last")]
    public void Text_and_value_are_the_same(string text)
    {
        Architecture parsed = Architecture.Parse(text);
        Assert.Equal(text, parsed.ToString());
        Assert.Equal(parsed, Architecture.Parse("  " + text.Replace(" | ", "|", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("input 3 | liner 4 | sum", 10, "no layer is called 'liner'")]
    [InlineData("input x | linear 4 | sum", 6, "expected a whole number, found 'x'")]
    [InlineData("input 3 | linear 4 | summ", 21, "expected a readout")]
    [InlineData("input 3 | leaky beta=much | count", 21, "expected a number")]
    [InlineData("input 3 | leaky bta=0.5 | count", 16, "'leaky' has no setting 'bta=0.5'")]
    [InlineData("input 3 | leaky reset=soft | count", 22, "expected subtract, subtract-beta, zero or none")]
    [InlineData("input 3 | linear | sum", 16, "'linear' needs its number of units")]
    [InlineData("input 3 || sum", 9, "expected a part before the bar")]
    [InlineData("output 3 | relu | sum", 0, "expected 'input N'")]
    [InlineData("input 3 | leaky beta=0.5 beta=0.6 | count", 25, "'leaky' has no setting 'beta=0.6', or has it already")]
    [InlineData("input 3 | linear 4 start=constant:NaN | sum", 34, "expected a number")]
    [InlineData("input 3 | relu | sum 4", 21, "a readout has no settings")]
    [InlineData("input 8 | transformer heads=x | last", 28, "expected a whole number, found 'x'")]
    [InlineData("input 8 | transformer mask=some | last", 27, "expected causal or none")]
    [InlineData("input 8 | transformer heads=3 | last", 32, "layer 1: 3 heads do not divide 8 features")]
    [InlineData("input 6 | transformer heads=2 positions=rotary | last", 49, "layer 1: rotary positions turn pairs, but a head has 3 features")]
    [InlineData("input 3 | leaky beta=1 learn=shared-sigmoid | count", 46, "layer 1: a beta learned as a sigmoid starts between 0 and 1, not at 1")]
    [InlineData("input 3 | relu |", 16, "expected a part")]
    [InlineData("input 3 | linear 4 start=magic | sum", 25, "expected uniform, xavier, orthogonal:GAIN or constant:VALUE")]
    [InlineData("input 9 | conv 4 | sum", 10, "'conv' needs the size of its picture, rows and columns, as in size=8x8")]
    [InlineData("input 9 | conv 4 size=3xx | sum", 10, "'conv' needs the size of its picture")]
    [InlineData("input 9 | conv 4 size=3xa | sum", 24, "expected a whole number, found 'a'")]
    [InlineData("input 9 | conv 4 size=2x3 | sum", 28, "layer 1: a convolution needs a picture of 1 to 65,536 pixels and a kernel that fits into it, not 2x3 and 3")]
    [InlineData("input 9 | conv 4 size=4x3 | sum", 28, "layer 1: a convolution over 4x3 pixels needs as many features for each of them: 9 are not a multiple of 12")]
    public void A_mistake_is_shown_with_a_caret(string text, int column, string message)
    {
        string[] lines = Assert.Throws<FormatException>(() => Architecture.Parse(text)).Message.Split(Environment.NewLine);
        Assert.StartsWith(message, lines[0], StringComparison.Ordinal);
        Assert.Equal("  " + text, lines[1]);
        Assert.Equal(column + 2, lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    // Law: whatever the text, the answer is a value or the format error.
    [Fact]
    public void Damaged_texts_give_nothing_but_the_format_error()
    {
        RandomStream stream = new(1, "damage");
        const string Text = "input 3 | conv 4 size=3x1 kernel=1 | linear 4 start=orthogonal:1.5 | rleaky beta=0.5 surrogate=atan:3 learn=neuron | lstm 4 recurrent=xavier | transformer heads=2 hidden=3 mask=none positions=rotary | linear 3 start=constant:0 | leaky reset=zero | count";
        for (int i = 0; i < 3000; i++)
        {
            char[] damaged = Text.ToCharArray();
            for (int k = stream.NextInt32(3); k >= 0; k--)
                damaged[stream.NextInt32(damaged.Length)] = (char)(32 + stream.NextInt32(95));
            string text = new(damaged, 0, stream.NextInt32(4) == 0 ? stream.NextInt32(damaged.Length) : damaged.Length);
            try
            {
                Assert.Equal(Architecture.Parse(text), Architecture.Parse(Architecture.Parse(text).ToString()));
            }
            catch (FormatException)
            {
            }
        }
    }

    [Fact]
    public void All_complaints_come_in_one_message()
    {
        string message = Assert.Throws<ArgumentException>(() => new Architecture(0, [new Linear(0), new Leaky { Beta = 2 }, new Relu()], Readout.Count)).Message;
        foreach (string part in new[] { "input features", "layer 1", "layer 2: beta must be 0 to 1, not 2", "does not spike" })
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    // Analytic: 192*32+32 + 32*32+32 + 32*10+10, as the paper counts.
    [Fact]
    public void The_papers_network_has_7562_parameters() =>
        Assert.Equal(7562, Network.Create(Architecture.Spiking(new Leaky(), 192, 32, 32, 10), 1).Parameters.Count);

    // Law: rows or columns are orthogonal and have the length of the gain, whichever are fewer; the bound of uniform numbers is 1/sqrt(fan-in).
    [Theory]
    [InlineData(7, 20)]
    [InlineData(20, 7)]
    [InlineData(16, 16)]
    public void Orthogonal_starts_are_orthogonal(int inputs, int outputs)
    {
        Network network = Network.Create(new Architecture(inputs, [new Linear(outputs) { Initialization = new Initialization.Orthogonal(1.5) }], Readout.Sum), 4);
        ReadOnlySpan<float> w = network.Parameters["0.weight"].Values;
        int count = Math.Min(inputs, outputs);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = 0;
                for (int k = 0; k < Math.Max(inputs, outputs); k++)
                    dot += outputs <= inputs ? w[(a * inputs) + k] * (double)w[(b * inputs) + k] : w[(k * inputs) + a] * (double)w[(k * inputs) + b];
                Assert.Equal(a == b ? 2.25 : 0, dot, 1e-5);
            }
        }

        float bound = 1 / MathF.Sqrt(inputs);
        Assert.All(network.Parameters["0.bias"].Values.ToArray(), b => Assert.InRange(b, -bound, bound));
    }
}
