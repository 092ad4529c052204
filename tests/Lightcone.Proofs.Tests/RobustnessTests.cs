using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

public sealed class RobustnessTests
{
    // One bit copied by one unit: logit = 2 relu(x) - 1. At x = 1 - e the logit is 1 - 2e, at x = -1 + e it is -1 while e < 1.
    private static readonly NeuralRule Copy = NeuralRule.FromWeights(
        new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Own), 1, [1, 0, 2, -1], Activation.Relu);

    [Fact]
    public void The_radius_of_a_network_that_can_be_computed_by_hand_is_one_half()
    {
        Robustness robustness = RobustnessExamination.Examine(Copy, Copy.ToRule());
        Assert.Equal(0.4999, robustness.Radius);
        Assert.Equal("(1)", robustness.Tightest);
    }

    // With probability d for the wrong symbol the code is 1 - 2d at worst, the logit 1 - 4d; the gain must be at least ln((1-d)/d) / (1-4d).
    [Fact]
    public void The_gain_of_that_network_is_the_smallest_of_the_formula()
    {
        Robustness robustness = RobustnessExamination.Examine(Copy, Copy.ToRule());
        double smallest = Enumerable.Range(1, 2_499).Select(static k => k / 10_000.0).Min(static d => Math.Log((1 - d) / d) / (1 - (4 * d)));
        Assert.InRange(robustness.Gain!.Value, smallest, smallest + 0.01);
        double deviation = robustness.Deviation!.Value;
        Assert.InRange(robustness.Gain.Value - (Math.Log((1 - deviation) / deviation) / (1 - (4 * deviation))), 0, 0.0011);
    }

    // Rough figures of networks trained elsewhere: certified radii at margin 2 between 0.15 and 0.29 (Life 0.03 to 0.05), gains 1.36, 1.50, 2.05, 2.87. So only the neighborhood of the figures is asked for.
    // The last two numbers are the row of the table in docs/proofs.md.
    [Theory]
    [InlineData("parity", 0.12, 0.35, 0.9, 2.0, 0.170, 1.65)]
    [InlineData("addition", 0.12, 0.35, 0.8, 2.1, 0.237, 1.37)]
    [InlineData("addition-carry-save", 0.05, 0.35, 0.8, 4.5, 0.095, 2.99)]
    [InlineData("rule110", 0.10, 0.30, 1.3, 2.8, 0.140, 2.34)]
    [InlineData("life", 0.015, 0.06, 2.2, 4.5, 0.028, 3.54)]
    public void Radii_and_gains_at_margin_2_are_near_the_known_ones(string name, double radiusLow, double radiusHigh, double gainLow, double gainHigh, double radius, double gain)
    {
        LocalTask task = TaskCatalog.Find(name);
        Robustness[] all = [.. Enumerable.Range(1, 9).Select(seed => Of(task, (ulong)seed).Robustness)];
        (double middleRadius, double middleGain) = (all.Select(static each => each.Radius).Order().ElementAt(4), all.Select(static each => each.Gain!.Value).Order().ElementAt(4));
        Assert.InRange(middleRadius, radiusLow, radiusHigh);
        Assert.InRange(middleGain, gainLow, gainHigh);
        Assert.Equal(radius, middleRadius, 0.0005);
        Assert.Equal(gain, middleGain, 0.0051);
    }

    [Fact]
    public void No_perturbation_within_the_radius_changes_a_symbol()
    {
        foreach (string name in new[] { "parity", "addition", "addition-carry-save", "rule110", "comparison", "decimal-addition" })
        {
            (NeuralRule network, Robustness robustness) = Of(TaskCatalog.Find(name), 4);
            Assert.True(robustness.Radius > 0.01, name);
            SymbolEncoder encoder = new(network.Signature, network.Codes);
            RandomStream stream = new(70, name);
            byte[] symbols = new byte[network.Signature.Positions];
            double[] codes = new double[encoder.Inputs];
            for (int index = 0; index < network.Signature.DomainSize; index++)
                for (int i = 0; i < 40; i++)
                {
                    network.Signature.Unpack(index, symbols);
                    encoder.Write(symbols, codes);
                    // Corners are the worst: each input at one end of its interval.
                    for (int j = 0; j < codes.Length; j++)
                        codes[j] += encoder.Scales[j] * robustness.Radius * (stream.NextInt32(2) == 0 ? -1 : 1);
                    Assert.Equal(network.ToRule().Table[index], network.Winner(Forward(network, codes)));
                }
        }
    }

    [Fact]
    public void With_the_proved_gain_iteration_without_argmax_stays_as_near_the_exact_run_as_promised()
    {
        foreach (string name in new[] { "rule110", "parity" })
        {
            LocalTask task = TaskCatalog.Find(name);
            (NeuralRule network, Robustness robustness) = Of(task, 5);
            RandomStream stream = new(71, name);
            byte[] cells = new byte[40];
            byte[] bits = new byte[40];
            stream.FillSymbols(cells, 2);
            stream.FillSymbols(bits, 2);
            double[] soft = [.. cells.Select(static cell => (2.0 * cell) - 1)];
            Lattice exact = Lattice.FromCells(Alphabet.Binary, Shape.Row(40), task.Boundary, cells);
            if (task.Rule.Frozen is not null)
                exact = exact.WithInput(Lattice.FromCells(Alphabet.Binary, Shape.Row(40), Boundary.Fixed(), bits));
            CompiledRule compiled = task.Rule.Compile(Engine.Table);
            for (int step = 0; step < 60; step++)
            {
                soft = [.. Enumerable.Range(0, 40).Select(cell => Math.Tanh(robustness.Gain!.Value * Forward(network, Codes(network.Signature, soft, bits, cell, task.Boundary))[0] / 2))];
                exact = compiled.Step(exact);
                for (int cell = 0; cell < 40; cell++)
                    Assert.True(Math.Abs(soft[cell] - ((2 * exact[cell]) - 1)) <= (2 * robustness.Deviation!.Value) + 1e-9, $"{name}: cell {cell} at step {step} is {soft[cell]}");
            }
        }
    }

    private static (NeuralRule Network, Robustness Robustness) Of(LocalTask task, ulong seed)
    {
        Automaton learned = Automaton.Learn(task, new ChaosTraining { Seed = seed });
        return (learned.Network!, RobustnessExamination.Examine(learned.Network!, task.Rule));
    }

    private static double[] Codes(Signature signature, double[] soft, byte[] bits, int cell, Boundary boundary) =>
    [
        .. Enumerable.Range(0, signature.Positions).Select(k =>
        {
            int at = boundary.Locate(cell + signature.OffsetAt(k).X, soft.Length);
            return k < signature.FrozenNeighborhood.Count ? (2.0 * bits[at]) - 1 : at < 0 ? -1 : soft[at];
        }),
    ];

    /// <summary>The network on numbers instead of symbols, in a few lines of its own.</summary>
    private static double[] Forward(NeuralRule network, double[] inputs)
    {
        double[] w = network.Weights.ToArray();
        double slope = network.Activation switch { Activation.LeakyRelu => 0.125, Activation.Absolute => -1, _ => 0 };
        int hidden = network.HiddenUnits;
        double[] units = [.. Enumerable.Range(0, hidden).Select(h =>
        {
            double z = w[(hidden * inputs.Length) + h] + inputs.Select((x, i) => x * w[(h * inputs.Length) + i]).Sum();
            return z > 0 ? z : slope * z;
        })];
        int readout = hidden * (inputs.Length + 1);
        return [.. Enumerable.Range(0, network.Logits).Select(o => w[readout + (network.Logits * hidden) + o] + units.Select((u, h) => u * w[readout + (o * hidden) + h]).Sum())];
    }
}
