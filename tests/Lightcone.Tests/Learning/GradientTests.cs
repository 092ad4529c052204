using System.Runtime.Intrinsics;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class GradientTests
{
    // A definition-by-the-book loss in scalar arithmetic with the platform's exp and log, and central differences of it, against the trainer's gradient.
    [Theory]
    [InlineData("W110", Activation.LeakyRelu, SymbolCode.Centered, 5)]
    [InlineData("W110", Activation.Absolute, SymbolCode.OneHot, 4)]
    [InlineData("carry-save", Activation.Relu, SymbolCode.Counting, 7)]
    [InlineData("carry-save", Activation.LeakyRelu, SymbolCode.OneHot, 3)]
    [InlineData("decimal-carry", Activation.Absolute, SymbolCode.Centered, 6)]
    [InlineData("decimal-readout", Activation.LeakyRelu, SymbolCode.Automatic, 9)]
    public void The_gradient_is_that_of_finite_differences(string name, Activation activation, SymbolCode code, int hidden)
    {
        LocalRule rule = LearningRules.ByName(name);
        ExampleSet examples = ExampleSet.WholeDomain(rule, code);
        LaneBatch batch = new(examples.Count, examples.Encoder.Inputs);
        examples.LoadRange(batch, 0);
        LanePerceptron network = new(examples.Encoder.Inputs, hidden, rule.Signature.Output.Size, activation, batch.Blocks);
        RandomStream stream = new(4, "gradient");
        for (int i = 0; i < network.Count; i++)
            network.Parameters[i] = stream.NextGaussian();
        network.Forward(batch);
        network.Backward(batch);
        const double step = 1e-6;
        for (int i = 0; i < network.Count; i++)
        {
            double[] moved = network.Parameters[..network.Count];
            moved[i] += step;
            double above = Loss(rule, examples, moved, activation, hidden);
            moved[i] -= 2 * step;
            double below = Loss(rule, examples, moved, activation, hidden);
            Assert.Equal((above - below) / (2 * step), network.Gradient[i], 2e-7);
        }

        Assert.All(network.Gradient[network.Count..], filler => Assert.Equal(0, filler));
    }

    [Fact]
    public void Margin_and_errors_of_the_trainer_are_those_of_the_network_it_becomes()
    {
        foreach (string name in (string[])["W30", "carry-save", "decimal-carry"])
        {
            LocalRule rule = LearningRules.ByName(name);
            ExampleSet examples = ExampleSet.WholeDomain(rule, SymbolCode.Counting);
            LaneBatch batch = new(examples.Count, examples.Encoder.Inputs);
            examples.LoadRange(batch, 0);
            LanePerceptron trained = new(examples.Encoder.Inputs, 5, rule.Signature.Output.Size, Activation.LeakyRelu, batch.Blocks);
            RandomStream stream = new(9, "margin");
            for (int i = 0; i < trained.Count; i++)
                trained.Parameters[i] = stream.NextGaussian();
            double margin = trained.Forward(batch);
            NeuralRule network = NeuralRule.FromWeights(
                rule.Signature, 5, trained.Parameters.AsSpan(0, trained.Count), Activation.LeakyRelu, [.. Enumerable.Repeat(SymbolCode.Counting, rule.Signature.Positions)]);
            Assert.Equal(Enumerable.Range(0, rule.Signature.DomainSize).Min(index => network.Margin(index, rule.Table[index])), margin);
            int wrong = 0;
            for (int index = 0; index < rule.Signature.DomainSize; index++)
                wrong += network.ToRule().Table[index] != rule.Table[index] ? 1 : 0;
            Assert.Equal(wrong, trained.Wrong);
        }
    }

    [Fact]
    public void The_exponential_on_lanes_agrees_with_the_platform_s_to_1e_14()
    {
        RandomStream stream = new(3, "exp");
        for (int i = 0; i < 20_000; i++)
        {
            double x = ((2 * stream.NextDouble()) - 1) * (i % 2 == 0 ? 2 : 690);
            Assert.InRange(LaneMath.Exp(Vector512.Create(x))[i % 8] / Math.Exp(x), 1 - 1e-14, 1 + 1e-14);
        }

        Assert.Equal(1, LaneMath.Exp(Vector512<double>.Zero)[0]);
    }

    [Fact]
    public void Lanes_are_summed_in_the_order_that_is_written_down()
    {
        // 2^53 + 1 is not a double: any other order gives another sum.
        double big = 9007199254740992;
        Assert.Equal(((1 + -1.0) + (big + -big)) + ((1 + 2.0) + (4 + 8.0)), LaneMath.Sum(Vector512.Create(1.0, 1, big, 4, -1, 2, -big, 8)));
        Assert.Equal(big, LaneMath.Sum(Vector512.Create(big, 1.0, 0, 0, 0, 0, 0, 0)));
        Assert.Equal(big + 2, LaneMath.Sum(Vector512.Create(big, 1.0, 0, 1, 0, 0, 0, 0)));
    }

    private static double Loss(LocalRule rule, ExampleSet examples, double[] p, Activation activation, int hidden)
    {
        int inputs = examples.Encoder.Inputs;
        int outputs = rule.Signature.Output.Size;
        int logits = outputs == 2 ? 1 : outputs;
        double slope = activation switch { Activation.LeakyRelu => 0.125, Activation.Absolute => -1, _ => 0 };
        double[] code = new double[inputs];
        double loss = 0;
        byte[] symbols = new byte[rule.Signature.Positions];
        for (int index = 0; index < rule.Signature.DomainSize; index++)
        {
            rule.Signature.Unpack(index, symbols);
            examples.Encoder.Write(symbols, code);
            double[] units = [.. Enumerable.Range(0, hidden).Select(h =>
            {
                double z = p[(hidden * inputs) + h] + Enumerable.Range(0, inputs).Sum(i => p[(h * inputs) + i] * code[i] / examples.Encoder.Scales[i]);
                return z > 0 ? z : slope * z;
            })];
            double[] values = [.. Enumerable.Range(0, logits).Select(o =>
                p[(hidden * (inputs + 1 + logits)) + o] + Enumerable.Range(0, hidden).Sum(h => p[(hidden * (inputs + 1)) + (o * hidden) + h] * units[h]))];
            byte right = rule.Table[index];
            loss += outputs == 2 ? Math.Log(1 + Math.Exp(right == 1 ? -values[0] : values[0])) : Math.Log(values.Sum(Math.Exp)) - values[right];
        }

        return loss / rule.Signature.DomainSize;
    }
}
