using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Running;

namespace Lightcone.Networks.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class LeakyTests
{
    // Golden: snnTorch 0.9.4 under torch, recorded in this project's notes: beta 0.9, constant current 0.3, threshold 1, reset by subtraction; it fires at the 4th and 9th step.
    [Fact]
    public void Membrane_follows_the_recorded_trace()
    {
        (float[] u, float[] s) = Trace(new Leaky { Beta = 0.9f }, [.. Enumerable.Repeat(0.3f, 9)]);
        float[] expected = [0.3f, 0.57f, 0.813f, 1.0317f, 0.22853f, 0.50568f, 0.75511f, 0.9796f, 1.18164f];
        for (int t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], u[t], 6e-6f);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0, 1], s);
    }

    // Analytic: after a spike at U the next membrane is beta U + I minus the threshold, or I, or beta U + I.
    [Theory]
    [InlineData(Reset.Subtract, 0.5f + 0.25f - 1f)]
    [InlineData(Reset.Zero, 0.25f)]
    [InlineData(Reset.SubtractBeta, 0.25f + 0.25f)]
    [InlineData(Reset.None, 0.5f + 0.25f)]
    public void Reset_comes_one_step_after_the_spike(Reset reset, float expected)
    {
        (float[] u, float[] s) = Trace(new Leaky { Beta = 0.25f, Reset = reset }, [2f, 0.25f]);
        Assert.Equal(2f, u[0]);
        Assert.Equal(expected, u[1]);
        Assert.Equal([1, 0], s);
    }

    /// <summary>The table of docs/networks.md, by hand: beta 0.5, threshold 1, current 0.8 at each of six steps.</summary>
    [Theory]
    [InlineData("leaky", new[] { 0.8f, 1.2f, 0.4f, 1f, 1.3f, 0.45f }, "010010")]
    [InlineData("leaky reset=subtract-beta", new[] { 0.8f, 1.2f, 0.9f, 1.25f, 0.925f, 1.2625f }, "010101")]
    [InlineData("leaky reset_delay=false", new[] { 0.8f, 0.2f, 0.9f, 0.25f, 0.925f, 0.2625f }, "010101")]
    [InlineData("leaky reset=zero", new[] { 0.8f, 1.2f, 0.8f, 1.2f, 0.8f, 1.2f }, "010101")]
    [InlineData("leaky reset=zero reset_delay=false", new[] { 0.8f, 0f, 0.8f, 0f, 0.8f, 0f }, "010101")]
    [InlineData("rleaky start=constant:0 reset=zero", new[] { 0.8f, 1.2f, 0f, 0.8f, 1.2f, 0f }, "010010")]
    [InlineData("rleaky start=constant:0 reset=zero reset_delay=false", new[] { 0.8f, 0f, 0.8f, 0f, 0.8f, 0f }, "010101")]
    [InlineData("leaky reset=none", new[] { 0.8f, 1.2f, 1.4f, 1.5f, 1.55f, 1.575f }, "011111")]
    public void Variants_of_the_reset_by_numbers(string text, float[] membranes, string spikes)
    {
        Architecture architecture = Architecture.Parse($"input 1 | {text} beta=0.5 | count");
        Assert.Equal(architecture.ToString(), Architecture.Parse(architecture.ToString()).ToString());
        (float[] u, float[] s) = Trace(architecture.Layers[0], [.. Enumerable.Repeat(0.8f, 6)], clearBias: architecture.Layers[0] is RLeaky);
        for (int t = 0; t < membranes.Length; t++)
            Assert.Equal(membranes[t], u[t], 1e-6f);
        Assert.Equal(spikes, string.Concat(s.Select(static each => each > 0 ? '1' : '0')));
    }

    // snnTorch's RLeaky loses the whole step when it resets to zero: its recurrent weights are zero here, so nothing else differs.
    [Fact]
    public void Recurrent_reset_to_zero_swallows_the_input()
    {
        (float[] u, _) = Trace(new RLeaky { Beta = 0.25f, Reset = Reset.Zero, Initialization = new Initialization.Constant(0) }, [2f, 0.25f, 0.5f], clearBias: true);
        Assert.Equal([2f, 0f, 0.5f], u);
    }

    // Analytic: the comparison is strict.
    [Fact]
    public void A_membrane_exactly_at_the_threshold_does_not_fire() => Assert.Equal([0, 1], Trace(new Leaky { Beta = 1f }, [1f, 0.5f]).Spikes);

    // Analytic: U tends to I / (1 - beta) from below, so a current of 1 - beta never fires and one a little larger does.
    [Theory]
    [InlineData(0.0499f, false)]
    [InlineData(0.0510f, true)]
    public void A_steady_current_fires_only_above_one_minus_beta(float current, bool fires) =>
        Assert.Equal(fires, Trace(new Leaky { Beta = 0.95f }, [.. Enumerable.Repeat(current, 400)]).Spikes.Any(static s => s > 0));

    // Law: a sequence may be cut anywhere; the state carries everything over, bit for bit.
    [Theory]
    [InlineData("input 6 | linear 40 | leaky beta=0.9 | rleaky beta=0.8 | linear 5 | leaky beta=0.9 | count")]
    [InlineData("input 6 | rnn 20 | lstm 20 | gru 20 | linear 5 | integrator | sum")]
    public void Two_halves_with_the_state_between_them_are_the_whole(string text)
    {
        Network network = Network.Create(Architecture.Parse(text), 3);
        RandomStream stream = new(8, "halves");
        Sequences whole = Sequences.Create(5, 21, 6, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(4 * stream.NextGaussian());
        });
        NetworkState full = network.Run(whole).State;
        NetworkState halfway = network.Run(Part(whole, 0, 13)).State;
        Response rest = network.Run(Part(whole, 13, 21), halfway);
        for (int layer = 0; layer < full.Layers; layer++)
            for (int part = 0; part < network.Architecture.Layers[layer].StateParts.Count; part++)
                Assert.Equal(full[layer, part].ToArray(), rest.State[layer, part].ToArray());
        float[] sum = [.. network.Run(Part(whole, 0, 13)).Outputs.ToArray().Zip(rest.Outputs.ToArray(), static (a, b) => a + b)];
        for (int i = 0; i < sum.Length; i++)
            Assert.Equal(network.Run(whole).Outputs[i], sum[i], 1e-4f);
    }

    [Fact]
    public void States_of_other_networks_and_of_other_numbers_of_samples_are_refused()
    {
        Network four = Network.Create(Architecture.Parse("input 2 | rnn 4 | sum"), 1);
        Network five = Network.Create(Architecture.Parse("input 2 | rnn 5 | sum"), 1);
        Sequences two = Sequences.Create(2, 3, 2, new float[12]);
        NetworkState state = four.Run(two).State;
        Assert.Contains("holds 2 samples and the input 1", Assert.Throws<ArgumentException>(() => four.Run(two.Select([0]), state)).Message, StringComparison.Ordinal);
        Assert.Contains("another architecture", Assert.Throws<ArgumentException>(() => five.Run(two, state)).Message, StringComparison.Ordinal);
        Assert.Contains("different networks", Assert.Throws<ArgumentException>(() => NetworkState.Concatenate([state, five.Run(two).State])).Message, StringComparison.Ordinal);
        Assert.Equal(4, NetworkState.Concatenate([state, state]).Batch);
        // Parameters of equal shapes under other names belong to other layers.
        Network one = Network.Create(Architecture.Parse("input 3 | linear 3 | relu | linear 3 | sum"), 1);
        Network other = Network.Create(Architecture.Parse("input 3 | linear 3 | relu | relu | linear 3 | sum"), 1);
        Assert.Contains("another architecture", Assert.Throws<ArgumentException>(() => one.With(other.Parameters)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_the_sums_of_the_recorded_spikes()
    {
        Network network = Network.Create(Architecture.Spiking(new Leaky(), 6, 40, 5), 3);
        RandomStream stream = new(8, "count");
        Sequences inputs = Sequences.Create(34, 12, 6, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(4 * stream.NextGaussian());
        });
        Observation seen = network.Observe(inputs);
        Assert.Equal(network.Run(inputs).Outputs.ToArray(), seen.Layers[^1].Counts());
        Assert.Equal(network.Run(inputs).Spikes[1], (long)seen.Layers[1].Counts().Sum());
        Assert.Equal(seen.Layers[1].Outputs.Values.ToArray(), seen.Layers[1].Membranes!.Values.ToArray().Select(static u => u > 1 ? 1f : 0f));
        Assert.True(seen.Response.Spikes[1] > 100);
    }

    // Law: what a linear layer put out is the current of the neurons behind it, U(t) = beta U(t-1) + I(t) - R(t).
    [Fact]
    public void Observed_currents_make_the_observed_membranes()
    {
        const float beta = 0.5f;
        Network network = Network.Create(Architecture.Spiking(new Leaky { Beta = beta }, 3, 7), 5);
        Sequences inputs = Sequences.Create(2, 9, 3, (sample, to) =>
        {
            for (int i = 0; i < to.Length; i++)
                to[i] = ((i * 7) + sample) % 5;
        });
        Observation seen = network.Observe(inputs);
        (Sequences currents, Sequences membranes) = (seen.Layers[0].Outputs, seen.Layers[1].Membranes!);
        Assert.Contains(membranes.Values.ToArray(), static u => u > 1);
        for (int sample = 0; sample < 2; sample++)
            for (int neuron = 0; neuron < 7; neuron++)
                for (int t = 1; t < 9; t++)
                {
                    float before = membranes[sample, t - 1, neuron];
                    Assert.Equal((beta * before) + currents[sample, t, neuron] - (before > 1 ? 1 : 0), membranes[sample, t, neuron], 1e-5);
                }
    }

    [Fact]
    public void Layers_that_never_fire_are_named_with_their_input()
    {
        Network network = Network.Create(new Architecture(1, [new Leaky { Beta = 0.5f }, new Leaky { Beta = 0.5f }], Readout.Count), 0);
        SilentLayer silent = Assert.Single(network.Observe(Sequences.Create(1, 4, 1, [1.2f, 0, 0, 0])).SilentLayers());
        Assert.Equal((1, 1f, 0.25), (silent.Layer, silent.Threshold, Math.Round(silent.LargestSteadyInput, 6)));
        Assert.Equal("threshold 1.0, largest steady input 0.25", $"{silent}");
        Assert.Empty(network.Observe(Sequences.Create(1, 4, 1, [1.2f, 1.2f, 1.2f, 1.2f])).SilentLayers());
    }

    private static (float[] Membranes, float[] Spikes) Trace(Layer layer, float[] currents, bool clearBias = false)
    {
        Network network = Network.Create(new Architecture(1, [layer], Readout.Count), 0);
        if (clearBias)
            network = network.With(network.Parameters.With("0.recurrent.bias", [0f]));
        Observation seen = network.Observe(Sequences.Create(1, currents.Length, 1, currents));
        return (seen.Layers[0].Membranes!.Values.ToArray(), seen.Layers[0].Outputs.Values.ToArray());
    }

    private static Sequences Part(Sequences whole, int from, int to) =>
        Sequences.Create(whole.Batch, to - from, whole.Features, (i, values) => whole.Sample(i)[(from * whole.Features)..(to * whole.Features)].CopyTo(values));
}
