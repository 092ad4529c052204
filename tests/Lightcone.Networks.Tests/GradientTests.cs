using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Tests;

// Law: the gradient is the derivative of the loss. Spikes are replaced by the smooth primitive of their surrogate, whose derivative the surrogate is; resets stay steps, as they carry no gradient.
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class GradientTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Neurons() =>
    [
        .. from reset in new[] { "subtract", "zero", "none" }
           from surrogate in new[] { "fast:25", "atan:2", "straight" }
           from kind in new[] { "leaky", "rleaky" }
           select $"input 5 | linear 20 | {kind} beta=0.8 threshold=0.4 reset={reset} surrogate={surrogate} | linear 3 | {kind} beta=0.9 threshold=0.5 reset={reset} surrogate={surrogate} | sum",
    ];

    [Theory]
    [MemberData(nameof(Neurons))]
    public void Spiking_layers(string architecture) => Check(architecture, batch: 4, time: 11);

    [Theory]
    [InlineData("input 5 | linear 20 | leaky beta=0.8 threshold=0.4 learn=shared | linear 3 | leaky learn=neuron threshold=0.4 | count")]
    [InlineData("input 5 | linear 18 | rleaky beta=0.7 threshold=0.4 learn=neuron | linear 3 | integrator beta=0.9 learn=shared | last")]
    [InlineData("input 5 | linear 18 | leaky beta=0.7 threshold=0.4 reset=zero learn=neuron | linear 3 | integrator beta=0.9 learn=neuron | mean")]
    [InlineData("input 5 | linear 18 | leaky beta=0.7 threshold=0.4 reset=subtract-beta learn=neuron | linear 3 | rleaky beta=0.6 threshold=0.4 reset_delay=false learn=shared | count")]
    [InlineData("input 5 | linear 18 | rleaky beta=0.7 threshold=0.4 reset=zero reset_delay=false learn=neuron | linear 3 | integrator beta=0.9 | mean")]
    [InlineData("input 5 | linear 18 | leaky beta=0.7 threshold=0.4 learn=neuron-sigmoid | linear 3 | rleaky beta=0.6 threshold=0.4 learn=shared-sigmoid | count")]
    [InlineData("input 5 | linear 18 | rleaky beta=0.7 threshold=0.4 reset=zero learn=neuron-sigmoid | linear 3 | integrator beta=0.9 learn=neuron-sigmoid | mean")]
    public void Learned_decay(string architecture) => Check(architecture, batch: 4, time: 11);

    [Theory]
    [InlineData("input 7 | linear 20 | relu | norm | linear 3 | mean")]
    [InlineData("input 7 | norm | linear 33 | norm | relu | linear 3 | last")]
    [InlineData("input 7 | rnn 19 | rnn 17 | linear 3 | last")]
    [InlineData("input 7 | lstm 18 | lstm 17 | linear 3 | last")]
    [InlineData("input 7 | gru 18 | gru 17 | linear 3 | last")]
    [InlineData("input 7 | lstm 18 | leaky beta=0.8 threshold=0.2 | linear 3 | sum")]
    [InlineData("input 7 | relu | rnn 16 | integrator | linear 3 | mean")]
    [InlineData("input 40 | conv 5 size=4x5 kernel=2 | relu | linear 3 | mean")]
    [InlineData("input 75 | conv 16 size=5x5 | leaky beta=0.8 threshold=0.2 | conv 3 size=3x3 | linear 3 | sum")]
    [InlineData("input 12 | conv 2 size=3x4 kernel=1 | conv 17 size=3x4 kernel=3 | linear 3 | last")]
    public void Other_layers(string architecture) => Check(architecture, batch: 3, time: 19);

    [Theory]
    [InlineData("input 7 | linear 12 | transformer heads=3 hidden=17 | linear 3 | every", 9)]
    [InlineData("input 6 | transformer heads=1 activation=gelu mask=none | positions | transformer heads=2 hidden=5 mask=none | linear 3 | every", 9)]
    [InlineData("input 7 | gelu | linear 20 | positions | transformer heads=1 hidden=9 positions=rotary | gru 5 | leaky beta=0.8 threshold=0.2 | linear 3 | every", 11)]
    [InlineData("input 5 | linear 8 | transformer heads=2 hidden=8 positions=rotary mask=none activation=gelu | linear 3 | every", 53)]
    [InlineData("input 5 | linear 8 | transformer heads=4 hidden=8 | linear 3 | every", 97)]
    public void Transformers(string architecture, int time) => Check(architecture, batch: 3, time, objective: "steps");

    // More samples than a micro-batch and more steps than a block: sums cross both borders.
    [Fact]
    public void Many_samples_and_steps() =>
        Check("input 5 | linear 17 | leaky beta=0.8 threshold=0.4 | rleaky beta=0.8 threshold=0.4 | linear 3 | leaky threshold=0.5 | count", batch: 37, time: 21);

    [Theory]
    [InlineData("input 5 | linear 17 | leaky beta=0.8 threshold=0.4 | rleaky beta=0.8 threshold=0.4 | lstm 6 | gru 7 | rnn 5 | linear 3 | integrator | last")]
    [InlineData("input 5 | linear 17 | leaky beta=0.8 threshold=0.4 learn=neuron | rleaky beta=0.8 threshold=0.4 learn=shared | linear 3 | integrator learn=neuron | last")]
    public void From_a_given_state(string architecture) => Check(architecture, batch: 3, time: 10, withState: true);

    [Theory]
    [InlineData("error")]
    [InlineData("policy")]
    [InlineData("steps")]
    public void Other_objectives(string objective) => Check("input 5 | linear 17 | leaky beta=0.8 threshold=0.4 | linear 3 | integrator | " + (objective == "steps" ? "every" : "mean"), batch: 6, time: 9, objective: objective);

    // Targets at every step, across the borders of blocks and micro-batches.
    [Theory]
    [InlineData("input 5 | linear 17 | leaky beta=0.8 threshold=0.4 | linear 3 | every")]
    [InlineData("input 5 | gru 18 | linear 3 | every")]
    [InlineData("input 5 | lstm 3 | every")]
    public void Targets_at_every_step(string architecture) => Check(architecture, batch: 18, time: 19, objective: "steps");

    private static void Check(string text, int batch, int time, bool withState = false, string objective = "classes")
    {
        Architecture parsed = Architecture.Parse(text);
        Architecture architecture = new(parsed.Inputs, parsed.Layers.Select(static l => l switch { Leaky k => k with { Smooth = true }, RLeaky k => k with { Smooth = true }, _ => l }), parsed.Readout);
        Network network = Network.Create(architecture, seed: 11);
        RandomStream stream = new(5, "data");
        Sequences warmUp = Noise(batch, 3, architecture.Inputs, stream);
        Sequences inputs = Noise(batch, time, architecture.Inputs, stream);
        NetworkState? state = withState ? network.Run(warmUp).State : null;
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => i % 3)];
        int[] steps = [.. Enumerable.Range(0, batch * time).Select(static i => (i * i % 4) - 1)];
        float[] targets = [.. Enumerable.Range(0, batch * 3).Select(_ => (float)stream.NextGaussian())];
        (Objective ours, Func<int, double[], double> theirs, double scale) = objective switch
        {
            "error" => (new MeanSquaredError(targets, 3), (i, y) => y.Select((v, j) => (v - targets[(3 * i) + j]) * (v - targets[(3 * i) + j])).Average(), 1.0 / batch),
            "policy" => (new PolicyGradient(labels, targets.AsSpan(0, batch)), (i, y) => targets[i] * NegativeLogSoftmax(y, labels[i]), 1.0),
            "steps" => (new StepCrossEntropy(steps, time), (i, y) => Enumerable.Range(0, time).Sum(t => steps[(i * time) + t] < 0 ? 0 : NegativeLogSoftmax(y[(3 * t)..(3 * (t + 1))], steps[(i * time) + t])), 1.0 / steps.Count(static l => l >= 0)),
            _ => ((Objective)new CrossEntropy(labels), (Func<int, double[], double>)((i, y) => NegativeLogSoftmax(y, labels[i])), 1.0 / batch),
        };
        Gradient gradient = network.Differentiate(inputs, ours, state);
        Dictionary<string, double[]> parameters = network.Parameters.Tensors.ToDictionary(static t => t.Name, static t => t.Values.ToArray().Select(static v => (double)v).ToArray());
        ReferenceNetwork reference = new(architecture, parameters, smooth: true);
        Assert.Equal(reference.Loss(inputs, theirs, scale, state), gradient.Loss, 2e-6 * Math.Max(1, Math.Abs(gradient.Loss)));
        bool moved = false;
        foreach (Parameter tensor in gradient.Parameters.Tensors)
        {
            double[] values = parameters[tensor.Name];
            double largest = Math.Max(1, tensor.Values.ToArray().Max(Math.Abs));
            for (int probe = 0; probe < Math.Min(values.Length, 12); probe++)
            {
                int i = values.Length <= 12 ? probe : stream.NextInt32(values.Length);
                double old = values[i];
                const double h = 1e-6;
                values[i] = old + h;
                double up = reference.Loss(inputs, theirs, scale, state);
                values[i] = old - h;
                double down = reference.Loss(inputs, theirs, scale, state);
                values[i] = old;
                double slope = (up - down) / (2 * h);
                moved |= Math.Abs(slope) > 1e-3;
                Assert.True(Math.Abs(slope - tensor.Values[i]) <= Tolerance * largest, $"{tensor.Name}[{i}]: the loss rises by {slope:R}, the gradient says {tensor.Values[i]:R}");
            }
        }

        Assert.True(moved, "no gradient was large enough to test");
        Gradient all = network.Differentiate(inputs, ours, state, Differentials.Inputs | Differentials.State);
        for (int i = 0; i < gradient.Parameters.Tensors.Count; i++)
            Assert.Equal(gradient.Parameters.Tensors[i].Values.ToArray(), all.Parameters.Tensors[i].Values.ToArray());
        Assert.True(gradient.Inputs.IsEmpty && gradient.State is null);
        CheckNudges("input", all.Inputs.Span, stream, (i, h) => reference.InputNudge = (i, h), () => reference.Loss(inputs, theirs, scale, state));
        for (int layer = 0; state is not null && layer < state.Layers; layer++)
            for (int part = 0; part < architecture.Layers[layer].StateParts.Count; part++)
                CheckNudges($"state {layer}.{part}", all.State![layer, part], stream, (i, h) => reference.StateNudge = (layer, part, i, h), () => reference.Loss(inputs, theirs, scale, state));
    }

    private static void CheckNudges(string what, ReadOnlySpan<float> gradient, RandomStream stream, Action<int, double> nudge, Func<double> loss)
    {
        double largest = 1;
        foreach (float g in gradient)
            largest = Math.Max(largest, Math.Abs(g));
        for (int probe = 0; probe < 12; probe++)
        {
            int i = stream.NextInt32(gradient.Length);
            nudge(i, 1e-6);
            double up = loss();
            nudge(i, -1e-6);
            double slope = (up - loss()) / 2e-6;
            nudge(i, 0);
            Assert.True(Math.Abs(slope - gradient[i]) <= Tolerance * largest, $"{what} {i}: the loss rises by {slope:R}, the gradient says {gradient[i]:R}");
        }
    }

    private static double NegativeLogSoftmax(double[] y, int label) => Math.Log(y.Sum(v => Math.Exp(v - y.Max()))) + y.Max() - y[label];

    private static Sequences Noise(int batch, int time, int features, RandomStream stream) => Sequences.Create(batch, time, features, (_, to) =>
    {
        foreach (ref float x in to)
            x = (float)stream.NextGaussian();
    });
}
