using Lightcone.Formats;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Tests.Learning;

public sealed class NeuralRuleTests
{
    // By hand: |a - b| with codes -1 and 1 is 2 when the bits differ, so |a - b| - 1 has the sign of their exclusive or.
    private static readonly NeuralRule Xor = NeuralRule.FromWeights(
        new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Of(-1, 1)), 1, [1, -1, 0, 1, -1], Activation.Absolute);

    [Fact]
    public void A_network_written_by_hand_computes_what_it_should()
    {
        Assert.Equal(5, Xor.Parameters);
        Assert.Equal([0, 1, 1, 0], Xor.ToRule().Table.ToArray());
        Assert.Equal([1.0, 1.0, 1.0, 1.0], Enumerable.Range(0, 4).Select(index => Xor.Margin(index, Xor.ToRule().Table[index])));
        Assert.Equal(-1, Xor.Margin(0, 1));
        Assert.Equal(1, Xor.Apply([0, 1]));
    }

    [Fact]
    public void Codes_are_whole_numbers_track_by_track()
    {
        Alphabet mixed = Alphabet.Product(new Alphabet.Track("digit", Alphabet.Decimal), new Alphabet.Track("color", Alphabet.Of("red", "green", "blue")));
        Signature signature = new(mixed, Neighborhood.Own, Alphabet.Binary, Neighborhood.Own);
        Assert.Equal([5.0, 0, 1, 0, -1], Code(SymbolCode.Automatic, [(7 * 3) + 1, 0]));
        Assert.Equal([5.0, 0, -1], Code(SymbolCode.Centered, [(7 * 3) + 1, 0]));
        Assert.Equal([7.0, 1, 1], Code(SymbolCode.Counting, [(7 * 3) + 1, 1]));
        Assert.Equal([0.0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1], Code(SymbolCode.OneHot, [(7 * 3) + 1, 1]));
        Assert.Empty(Code(SymbolCode.Ignored, [0, 0]));
        double[] Code(SymbolCode code, byte[] neighborhood)
        {
            SymbolEncoder encoder = new(signature, [code, code]);
            double[] inputs = new double[encoder.Inputs];
            encoder.Write(neighborhood, inputs);
            return inputs;
        }
    }

    [Fact]
    public void Ties_go_to_the_lowest_symbol()
    {
        NeuralRule flat = NeuralRule.FromWeights(LearningRules.CarrySave.Signature, 1, [0, 0, 0, 0, 0, 0, -1, 2, 2]);
        Assert.Equal(1, flat.Apply([0, 0]));
        NeuralRule zero = NeuralRule.FromWeights(LocalRule.Elementary(0).Signature, 1, [0, 0, 0, 0, 0, 0]);
        Assert.Equal(0, zero.Apply([1, 1, 1]));
    }

    [Fact]
    public void A_file_gives_every_bit_back()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lightcone-{Environment.ProcessId}-network.json");
        NeuralRule trained = new ChaosTraining { Seed = 11 }.Fit(LearningRules.CarrySave, 16);
        double[] awkward = [.. trained.Weights];
        awkward[0] = double.Epsilon;
        awkward[1] = -0.0;
        awkward[2] = double.MaxValue;
        awkward[3] = 1.0 / 3;
        NeuralRule[] networks =
        [
            trained,
            trained.QuantizeSmallest(LearningRules.CarrySave)!,
            new ChaosTraining().FitSmallest(LearningRules.Parity),
            NeuralRule.FromWeights(LearningRules.CarrySave.Signature, 16, awkward),
        ];
        foreach (NeuralRule network in networks)
        {
            network.Save(path);
            NeuralRule back = NeuralRule.Load(path);
            Assert.Equal(network.Weights.ToArray().Select(BitConverter.DoubleToInt64Bits), back.Weights.ToArray().Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(network, back);
            Assert.Equal(network.Training, back.Training);
            Assert.Equal(NetworkJson.Format(network), NetworkJson.Format(back));
        }

        File.Delete(path);
    }

    [Theory]
    [InlineData("\"hiddenUnits\": 1", "\"hiddenUnits\": 2", "weights")]
    [InlineData("\"Absolute\"", "\"Relu\"", "networkHash")]
    [InlineData("\"Absolute\"", "\"Sigmoid\"", "LeakyRelu, Absolute, Relu")]
    [InlineData("\"Automatic\"", "\"0\"", "codes[0]")]
    [InlineData("lightcone-network", "lightcone-rule", "lightcone-network")]
    [InlineData("\"version\": 1", "\"version\": 9", "newer")]
    public void A_changed_file_is_refused_at_the_place(string old, string changed, string part)
    {
        string text = NetworkJson.Format(Xor);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Assert.Contains(part, Assert.Throws<InputException>(() => NetworkJson.Parse(text.Replace(old, changed, StringComparison.Ordinal), "net.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_weight_counts_in_the_hash()
    {
        NeuralRule network = new ChaosTraining().Fit(LocalRule.Elementary(110), 2);
        for (int i = 0; i < network.Parameters; i++)
        {
            double[] weights = [.. network.Weights];
            weights[i] = Math.BitIncrement(weights[i]);
            Assert.NotEqual(network.Hash, NeuralRule.FromWeights(network.Signature, 2, weights).Hash);
        }

        Assert.Equal(network, NeuralRule.FromWeights(network.Signature, 2, network.Weights));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        Signature signature = LocalRule.Elementary(0).Signature;
        Assert.Contains("has 6 weights, not 5", Assert.Throws<ArgumentException>(() => NeuralRule.FromWeights(signature, 1, [1, 2, 3, 4, 5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NeuralRule.FromWeights(signature, 1, [1, 2, 3, 4, 5, double.NaN]));
    }
}
