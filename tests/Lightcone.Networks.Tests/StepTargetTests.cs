using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests;

public sealed class StepTargetTests
{
    // Law: one row per step is what each prefix answers by its last step.
    [Fact]
    public void Every_step_is_the_last_step_of_a_prefix()
    {
        Sequences whole = Noise(3, 12, 4);
        Network every = Network.Create(Architecture.Parse("input 4 | gru 9 | linear 3 | every"), 2);
        Network last = Network.Create(Architecture.Parse("input 4 | gru 9 | linear 3 | last"), 2);
        Response response = every.Run(whole);
        Assert.Equal((3, 12, 3), (response.Batch, response.Steps, response.Width));
        for (int t = 0; t < 12; t++)
        {
            int end = (t + 1) * 4;
            Response prefix = last.Run(Sequences.Create(3, t + 1, 4, (i, to) => whole.Sample(i)[..end].CopyTo(to)));
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(prefix[i].ToArray(), response[i, t].ToArray());
                Assert.Equal(prefix.Argmax(i), response.Argmax(i, t));
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => response[0, 12].Length);
    }

    // Analytic: the network copies its input, so answers are known. Two sequences of three steps; one step does not count, one counted step is wrong.
    [Fact]
    public void Sequences_and_steps_are_counted()
    {
        Network copy = Network.Create(Architecture.Parse("input 2 | relu | every"), 0);
        Sequences inputs = Sequences.Create(2, 3, 2, [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0]);
        Evaluation evaluation = copy.Evaluate(Examples.ClassifySteps(inputs, [0, 1, 1, 1, 1, StepCrossEntropy.Ignored]));
        Assert.Equal(0.5, evaluation.Accuracy);
        Assert.Equal(4.0 / 5, evaluation.StepAccuracy);
        double right = Math.Log(1 + Math.Exp(-1));
        Assert.Equal(((4 * right) + right + 1) / 5, evaluation.Loss, 1e-6);
        Assert.Equal("accuracy 50.0 % (80.0 % of steps), loss 0.5133, of 2 samples", evaluation.ToString());
        Assert.Null(Network.Create(Architecture.Parse("input 2 | relu | last"), 0).Evaluate(Examples.Classify(inputs, [0, 1])).StepAccuracy);
    }

    // Law: ignored steps give no gradient, so labels there change nothing; and the objective is the mean over counted steps.
    [Fact]
    public void The_gradient_of_a_batch_weighs_steps_not_sequences()
    {
        Sequences inputs = Noise(2, 4, 3);
        Network network = Network.Create(Architecture.Parse("input 3 | rnn 5 | linear 2 | every"), 3);
        double all = network.Differentiate(inputs, new StepCrossEntropy([0, 1, 1, 0, 1, -1, -1, -1], 4)).Loss;
        double first = network.Differentiate(inputs.Select([0]), new StepCrossEntropy([0, 1, 1, 0], 4)).Loss;
        double second = network.Differentiate(inputs.Select([1]), new StepCrossEntropy([1, -1, -1, -1], 4)).Loss;
        Assert.Equal(((4 * first) + second) / 5, all, 1e-6);
    }

    [Fact]
    public void Targets_that_do_not_fit_are_refused()
    {
        Sequences inputs = Noise(2, 4, 3);
        Network every = Network.Create(Architecture.Parse("input 3 | linear 2 | every"), 3), last = Network.Create(Architecture.Parse("input 3 | linear 2 | last"), 3);
        Assert.Contains("readout 'every'", Assert.Throws<ArgumentException>(() => last.Differentiate(inputs, new StepCrossEntropy(new int[8], 4))).Message, StringComparison.Ordinal);
        Assert.Contains("one target per sample", Assert.Throws<ArgumentException>(() => every.Differentiate(inputs, new CrossEntropy([0, 1]))).Message, StringComparison.Ordinal);
        Assert.Contains("for 2 steps, the sequences have 4", Assert.Throws<ArgumentException>(() => every.Evaluate(new Examples(inputs, new StepCrossEntropy(new int[4], 2)))).Message, StringComparison.Ordinal);
        Assert.Contains("label 2 needs 3 outputs", Assert.Throws<ArgumentException>(() => every.Differentiate(inputs, new StepCrossEntropy([0, 2, 0, 0, 0, 0, 0, 0], 4))).Message, StringComparison.Ordinal);
        Assert.Contains("no step of sequence 1 counts", Assert.Throws<ArgumentException>(() => new StepCrossEntropy([0, -1, -1, -1], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("label 1 of sequence 0 is -2", Assert.Throws<ArgumentException>(() => new StepCrossEntropy([0, -2], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("not sequences of 2 steps", Assert.Throws<ArgumentException>(() => new StepCrossEntropy([0, 1, 0], 2)).Message, StringComparison.Ordinal);
    }

    // Regression at every step: the targets of one sample are all steps side by side.
    [Fact]
    public void Squared_errors_at_every_step()
    {
        Network copy = Network.Create(Architecture.Parse("input 2 | relu | every"), 0);
        Assert.Equal(0.25, copy.Evaluate(new Examples(Sequences.Create(1, 2, 2, [1, 0, 0, 1]), new MeanSquaredError([1, 0, 0, 0], 4))).Loss);
    }

    // The running parity of bits is the smallest task that needs memory at every step: it is learned at length 8 and holds at length 32.
    [Fact]
    public void Running_parity_is_learned_and_holds_at_four_times_the_length()
    {
        Training training = new() { Epochs = 120, BatchSize = 16, LearningRate = 0.02, Seed = 1 };
        TrainingResult result = training.Fit(Network.Create(Architecture.Parse("input 1 | gru 12 | linear 2 | every"), 5), Parity(128, 8, 1), Parity(64, 8, 2));
        Assert.True(result.Epochs[^1].ValidationStepAccuracy >= result.Epochs[^1].ValidationAccuracy);
        Assert.Equal(1, result.Epochs[^1].ValidationAccuracy);
        Assert.InRange(result.Network.Evaluate(Parity(64, 32, 3)).Accuracy, 0.99, 1);
    }

    private static Examples Parity(int batch, int time, ulong index)
    {
        RandomStream stream = new(9, "parity", index);
        int[] labels = new int[batch * time];
        Sequences bits = Sequences.Create(batch, time, 1, (i, to) =>
        {
            for (int t = 0, parity = 0; t < time; t++)
            {
                int bit = stream.NextInt32(2);
                to[t] = bit;
                labels[(i * time) + t] = parity ^= bit;
            }
        });
        return Examples.ClassifySteps(bits, labels);
    }

    private static Sequences Noise(int batch, int time, int features)
    {
        RandomStream stream = new(7, "noise");
        return Sequences.Create(batch, time, features, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)stream.NextGaussian();
        });
    }
}
