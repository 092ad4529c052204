using System.Numerics;
using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

public sealed class QuantizationTests
{
    [Theory]
    [InlineData("parity", 8)]
    [InlineData("W110", 8)]
    [InlineData("carry-save", 16)]
    [InlineData("carry", 8)]
    public void Trained_networks_fit_in_few_bits_without_one_changed_result(string name, int hidden)
    {
        LocalRule rule = LearningRules.ByName(name);
        List<int> bits = [];
        for (ulong seed = 0; seed < 20; seed++)
        {
            NeuralRule small = new ChaosTraining { Seed = seed }.Fit(rule, hidden).QuantizeSmallest(rule)!;
            Assert.Equal(rule, small.ToRule());
            int largest = (1 << (small.Bits!.Value - 1)) - 1;
            int firstLayer = small.Inputs * hidden;
            Assert.All(small.Weights.ToArray(), weight => Assert.Equal(Math.Round(weight), weight));
            Assert.All(small.Weights[..firstLayer].ToArray(), weight => Assert.InRange(weight, -largest, largest));
            Assert.All(small.Weights.Slice(firstLayer + hidden, hidden * small.Logits).ToArray(), weight => Assert.InRange(weight, -largest, largest));
            bits.Add(small.Bits.Value);
        }

        bits.Sort();
        Assert.InRange(bits[10], 2, 4);
        Assert.InRange(bits[^1], 2, 5);
    }

    // In eighths every intermediate value is a whole number: the same sums in BigInteger, in the opposite order, give the same logits.
    [Theory]
    [InlineData("carry-save", Activation.LeakyRelu, 16)]
    [InlineData("decimal-carry", Activation.LeakyRelu, 4)]
    [InlineData("B3/S23", Activation.Absolute, 8)]
    public void Evaluation_is_exact_integer_arithmetic(string name, Activation activation, int hidden)
    {
        LocalRule rule = LearningRules.ByName(name);
        NeuralRule network = new ChaosTraining { Seed = 2, Activation = activation }.Fit(rule, hidden).QuantizeSmallest(rule)!;
        SymbolEncoder encoder = new(rule.Signature, network.Codes);
        double[] code = new double[network.Inputs];
        double[] logits = new double[network.Logits];
        byte[] symbols = new byte[rule.Signature.Positions];
        BigInteger[] w = [.. network.Weights.ToArray().Select(weight => new BigInteger(weight))];
        int readout = hidden * (network.Inputs + 1);
        for (int index = 0; index < rule.Signature.DomainSize; index++)
        {
            rule.Signature.Unpack(index, symbols);
            encoder.Write(symbols, code);
            network.Evaluate(symbols, logits);
            for (int o = 0; o < logits.Length; o++)
            {
                BigInteger sum = 0;
                for (int h = hidden - 1; h >= 0; h--)
                {
                    BigInteger z = 0;
                    for (int i = network.Inputs - 1; i >= 0; i--)
                        z += w[(h * network.Inputs) + i] * new BigInteger(code[i]);
                    z += w[(hidden * network.Inputs) + h];
                    sum += w[readout + (o * hidden) + h] * (z.Sign > 0 ? 8 * z : activation == Activation.Absolute ? -8 * z : z);
                }

                sum += 8 * w[readout + (hidden * logits.Length) + o];
                Assert.Equal(sum, new BigInteger(8 * logits[o]));
                Assert.Equal(8 * logits[o], Math.Round(8 * logits[o]));
            }
        }
    }

    [Fact]
    public void Too_few_bits_show_in_the_table_and_bits_outside_2_to_16_are_refused()
    {
        NeuralRule network = new ChaosTraining { Coding = SymbolCode.OneHot }.Fit(LearningRules.DecimalCarrySave, 3);
        Assert.NotEqual(LearningRules.DecimalCarrySave, network.Quantize(2).ToRule());
        Assert.Equal(LearningRules.DecimalCarrySave, network.Quantize(8).ToRule());
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Quantize(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Quantize(17));
        Assert.Throws<ArgumentException>(() => network.QuantizeSmallest(LocalRule.Elementary(0)));
    }

    [Fact]
    public void A_network_of_the_wrong_rule_has_no_right_quantization() =>
        Assert.Null(new ChaosTraining().Fit(LocalRule.Elementary(30), 8).QuantizeSmallest(LocalRule.Elementary(110)));
}
