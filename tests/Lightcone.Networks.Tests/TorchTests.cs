using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Tests;

// Judge: Debian's torch 1.13 in double precision, forward, gradients and Adam, to 1e-5.
[Trait(Round.Trait, Round.Long)]
public sealed class TorchTests
{
    [Theory]
    [InlineData("input 20 | linear 33 | leaky beta=0.9 | linear 4 | leaky beta=0.9 | count")]
    [InlineData("input 20 | linear 33 | leaky beta=0.9 reset=zero surrogate=atan:2 learn=shared | linear 4 | leaky beta=0.9 reset=none surrogate=atan:2 | count")]
    [InlineData("input 20 | linear 33 | rleaky beta=0.8 learn=neuron | linear 4 | leaky beta=0.8 surrogate=straight | sum")]
    [InlineData("input 20 | linear 20 | rleaky beta=0.8 reset=zero | linear 4 | integrator beta=0.9 learn=shared | last")]
    [InlineData("input 20 | linear 33 | leaky beta=0.9 reset=subtract-beta learn=neuron | linear 4 | rleaky beta=0.7 reset_delay=false | count")]
    [InlineData("input 20 | linear 20 | rleaky beta=0.8 reset=zero reset_delay=false | linear 4 | integrator beta=0.9 | last")]
    [InlineData("input 20 | lstm 24 | lstm 17 | linear 4 | last")]
    [InlineData("input 20 | gru 24 | linear 4 | every")]
    [InlineData("input 20 | linear 33 | leaky beta=0.9 learn=neuron-sigmoid | linear 4 | rleaky beta=0.8 learn=shared-sigmoid | count")]
    [InlineData("input 20 | gru 24 | gru 17 | linear 4 | last")]
    [InlineData("input 20 | rnn 24 | rnn 17 | linear 4 | mean")]
    [InlineData("input 20 | linear 40 | norm | relu | linear 40 | norm | relu | linear 4 | mean")]
    [InlineData("input 20 | conv 6 size=5x2 kernel=2 | relu | conv 17 size=4x1 kernel=1 | linear 4 | mean")]
    public void Forward_gradient_and_optimizer_agree(string architecture) => Agree(architecture, new Adam { LearningRate = 1e-3, ClipNorm = 0.5 });

    // A bias of keys moves all scores of a query alike, so its gradient is zero but for rounding: Adam would make steps of whatever is left of it.
    [Theory]
    [InlineData("input 20 | linear 24 | transformer heads=3 hidden=40 | transformer heads=1 hidden=30 activation=gelu | norm | linear 4 | every")]
    [InlineData("input 20 | positions | transformer heads=5 mask=none activation=gelu | gelu | linear 4 | every")]
    [InlineData("input 20 | transformer heads=2 hidden=33 positions=rotary | transformer heads=5 positions=rotary mask=none | linear 4 | mean")]
    public void Transformers_agree(string architecture) => Agree(architecture, new Sgd { LearningRate = 0.05, Momentum = 0.9, ClipNorm = 1 });

    public static TheoryData<Optimizer> Optimizers() =>
    [
        new AdamW { LearningRate = 3e-3, WeightDecay = 0.2 },
        new Sgd { LearningRate = 0.1 },
        new Sgd { LearningRate = 0.1, Momentum = 0.9, WeightDecay = 0.05 },
        new Sgd { LearningRate = 0.1, Momentum = 0.8, Nesterov = true, WeightDecay = 0.05, ClipNorm = 0.2 },
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Other_optimizers_agree(Optimizer optimizer) => Agree("input 20 | linear 33 | relu | linear 4 | mean", optimizer);

    private static void Agree(string architecture, Optimizer optimizer)
    {
        const int Batch = 35, Time = 12, Steps = 5;
        Network network = Network.Create(Architecture.Parse(architecture), seed: 5);
        RandomStream stream = new(6, "judge");
        Sequences inputs = Sequences.Create(Batch, Time, 20, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(2 * stream.NextGaussian());
        });
        int[] labels = [.. Enumerable.Range(0, Batch).Select(_ => stream.NextInt32(4))];
        bool every = network.Architecture.Readout == Readout.EveryStep;
        if (every)
            labels = [.. Enumerable.Range(0, Batch * Time).Select(_ => stream.NextInt32(5) - 1)];
        Examples examples = every ? Examples.ClassifySteps(inputs, labels) : Examples.Classify(inputs, labels);
        TensorFile verdict = TorchJudge.Ask(network, examples, labels, optimizer, Steps);

        // A membrane that double and single precision put on different sides of the threshold would make the comparison void, not wrong.
        Assert.True(verdict.Find("margin")!.ToSingles()[0] > 1e-6, "a membrane came too close to its threshold: choose another seed");
        Close("outputs", verdict.Find("outputs")!.ToSingles(), network.Run(inputs).Outputs);
        Gradient gradient = network.Differentiate(inputs, examples.Objective);
        Assert.Equal(verdict.Find("loss")!.ToSingles()[0], gradient.Loss, 1e-5);
        foreach (Parameter g in gradient.Parameters.Tensors)
            Close("gradient of " + g.Name, verdict.Find("g." + g.Name)!.ToSingles(), g.Values);
        Close("gradient of the inputs", verdict.Find("inputs")!.ToSingles(), network.Differentiate(inputs, examples.Objective, also: Differentials.Inputs).Inputs.Span);
        TrainingSession session = new(network, optimizer);
        for (int step = 0; step < Steps; step++)
            session.Step(examples);
        foreach (Parameter p in session.Snapshot().Parameters.Tensors)
            Close("trained " + p.Name, verdict.Find("p." + p.Name)!.ToSingles(), p.Values);
    }

    private static void Close(string what, ReadOnlySpan<float> theirs, ReadOnlySpan<float> ours)
    {
        Assert.Equal(theirs.Length, ours.Length);
        double largest = 1;
        foreach (float x in theirs)
            largest = Math.Max(largest, Math.Abs(x));
        for (int i = 0; i < ours.Length; i++)
            Assert.True(Math.Abs(theirs[i] - ours[i]) <= 1e-5 * largest, $"{what}[{i}]: torch says {theirs[i]:R}, we say {ours[i]:R}");
    }
}
