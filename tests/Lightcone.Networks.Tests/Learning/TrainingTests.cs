using System.Diagnostics;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests.Learning;

public sealed class TrainingTests
{
    private const string CheckpointVariable = "LIGHTCONE_TEST_CHECKPOINT";
    private const string Told = "checkpoint of epoch";

    public static TheoryData<Optimizer> Optimizers() => [new Adam(), new AdamW { WeightDecay = 0.1 }, new Sgd(), new Sgd { Momentum = 0.9, Nesterov = true }];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_training_stopped_anywhere_goes_on_to_the_same_bytes(Optimizer optimizer)
    {
        Training Small(string? checkpoint) => TrainingTests.Small(checkpoint) with { Optimizer = optimizer, LearningRate = 0.01 };
        string folder = Directory.CreateTempSubdirectory("resume").FullName;
        try
        {
            TrainingResult whole = Small(null).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
            for (int stop = 1; stop <= 4; stop++)
            {
                Training training = Small(Path.Combine(folder, $"{stop}.safetensors"));
                using CancellationTokenSource source = new();
                int wanted = stop;
                TrainingResult part = training.Fit(SmallNetwork, SmallExamples(0), SmallExamples(1), new Immediately(r => { if (r.Epoch == wanted) source.Cancel(); }), source.Token);
                Assert.Equal(TrainingOutcome.Canceled, part.Outcome);
                Assert.Equal(stop, part.Epochs.Length);
                TrainingResult rest = (training with { Threads = 2 }).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
                Assert.Equal(whole.Epochs.ToArray(), rest.Epochs.ToArray());
                Assert.Equal(whole.Network.Parameters.Hash(), rest.Network.Parameters.Hash());
                Assert.Equal(whole.Outcome, rest.Outcome);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Kills the process after some epochs, at a moment that nobody chose, and goes on; then compares bytes.
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_killed_process_resumes_to_the_same_bytes()
    {
        string folder = Directory.CreateTempSubdirectory("killed").FullName;
        try
        {
            string path = Path.Combine(folder, "training.safetensors");
            RandomStream stream = new(4, "moments");
            int kills = Round.Count(1, 3, 20);
            for (int kill = 0; kill < kills; kill++)
            {
                using Process child = TestProcess.Start(["--filter-method", $"*.{nameof(The_child_of_the_kill_test_trains)}"], (CheckpointVariable, path));
                for (int epochs = 1 + stream.NextInt32(300 / kills); epochs > 0; epochs--)
                    while (child.StandardOutput.ReadLine()?.StartsWith(Told, StringComparison.Ordinal) == false)
                    {
                    }

                Thread.SpinWait(stream.NextInt32(1_000_000));
                child.Kill();
                child.WaitForExit();
            }

            Assert.True(File.Exists(path), "no checkpoint was written");
            TrainingResult resumed = Long(path).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
            TrainingResult whole = Long(null).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
            Assert.Equal(whole.Network.Parameters.Hash(), resumed.Network.Parameters.Hash());
            Assert.Equal(whole.Epochs.ToArray(), resumed.Epochs.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Alone it trains without a checkpoint and must reach the end; as a child it tells of each epoch whose checkpoint is written.
    [Fact]
    public void The_child_of_the_kill_test_trains()
    {
        string? path = Environment.GetEnvironmentVariable(CheckpointVariable);
        Immediately? progress = path is null ? null : new(static report => Console.WriteLine($"{Told} {report.Epoch}"));
        Assert.Equal(TrainingOutcome.Completed, Long(path).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1), progress).Outcome);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("other").FullName, "c.safetensors");
        Small(path).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
        foreach (Training other in new[] { Small(path) with { Seed = 99 }, Small(path) with { LearningRate = 0.5 }, Small(path) with { BatchSize = 7 }, Small(path) with { Optimizer = new AdamW(), LearningRate = 0.01, ClipNorm = 1 } })
            Assert.Contains("belongs to another training", Assert.Throws<InputException>(() => other.Fit(SmallNetwork, SmallExamples(0), SmallExamples(1))).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Small(path).Fit(SmallNetwork, SmallExamples(2), SmallExamples(1)));
        Assert.Throws<InputException>(() => Small(path).Fit(Network.Create(SmallNetwork.Architecture, 9), SmallExamples(0), SmallExamples(1)));
        Assert.Throws<InputException>(() => Small(path).Fit(SmallNetwork, Examples.Classify(SmallExamples(0).Inputs, new int[70]), SmallExamples(1)));

        // More epochs are not another training: it goes on.
        Assert.Equal(8, (Small(path) with { Epochs = 8 }).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1)).Epochs.Length);
    }

    // Law: every epoch sees every sample once, in an order of its own.
    [Fact]
    public void Each_epoch_is_another_permutation()
    {
        Examples examples = SmallExamples(0);
        int[][] orders = [.. Enumerable.Range(1, 5).Select(epoch => TrainingRun.Order(examples, 3, epoch))];
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, examples.Count), order.Order()));
        Assert.Equal(5, orders.Select(static order => string.Join(' ', order)).Distinct().Count());
        Assert.Equal(orders[2], TrainingRun.Order(examples, 3, 3));
    }

    [Fact]
    public void A_layer_that_never_fires_is_reported()
    {
        Network network = Network.Create(Architecture.Parse("input 2 | linear 4 start=constant:0 | leaky | linear 2 | leaky threshold=0.001 | count"), 1);
        network = network.With(network.Parameters.With("0.bias", [0.01f, 0.02f, 0.03f, 0.02f]));
        TrainingResult result = new Training { Epochs = 1, BatchSize = 8, LearningRate = 1e-12 }.Fit(network, SmallExamples(0, features: 2));
        Assert.Equal("layer 2 never fired in 3 batches (threshold 1.0, largest steady input 0.03): its gradients are zero.", result.Warnings[0]);

        // A training that goes on, or has nothing left to do, still says so.
        string path = Path.Combine(Directory.CreateTempSubdirectory("silence").FullName, "c.safetensors");
        Training training = new() { Epochs = 1, BatchSize = 8, LearningRate = 1e-12, Checkpoint = path };
        Assert.Equal(result.Warnings, training.Fit(network, SmallExamples(0, features: 2)).Warnings);
        Assert.Equal(result.Warnings, training.Fit(network, SmallExamples(0, features: 2)).Warnings);
        Assert.Equal(result.Warnings, (training with { Epochs = 2 }).Fit(network, SmallExamples(0, features: 2)).Warnings);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>One silent batch is no silent layer: the first sample of the epoch has no input, all others fire.</summary>
    [Fact]
    public void A_layer_that_fires_later_is_not_reported()
    {
        Network network = Network.Create(Architecture.Parse("input 2 | linear 4 start=constant:0.6 | leaky | linear 2 start=constant:1 | leaky | count"), 1);
        network = network.With(network.Parameters.With("0.bias", new float[4]).With("2.bias", new float[2]));
        Training training = new() { Epochs = 1, BatchSize = 1, LearningRate = 1e-12 };
        Examples six = Examples.Classify(Sequences.Create(6, 4, 2, new float[48]), new int[6]);
        int first = TrainingRun.Order(six, training.Seed, 1)[0];
        Assert.Empty(training.Fit(network, Examples.Classify(Sequences.Create(6, 4, 2, (i, to) => to.Fill(i == first ? 0 : 1)), new int[6])).Warnings);
        Assert.NotEmpty(training.Fit(network, six).Warnings);
    }

    /// <summary>With a vanishing step size the loss of an epoch is that of all samples, whatever is left for the last batch.</summary>
    [Fact]
    public void Every_sample_counts_alike_in_the_loss_of_an_epoch()
    {
        TrainingResult result = new Training { Epochs = 1, BatchSize = 32, LearningRate = 1e-30 }.Fit(SmallNetwork, SmallExamples(0));
        Assert.Equal(SmallNetwork.Differentiate(SmallExamples(0).Inputs, SmallExamples(0).Objective).Loss, result.Epochs[0].Loss, 1e-6);
    }

    // Analytic: with a vanishing step size the accuracy never rises after the first epoch.
    [Fact]
    public void Training_stops_when_nothing_improves()
    {
        TrainingResult result = new Training { Epochs = 50, Patience = 3, LearningRate = 1e-30 }.Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
        Assert.Equal(TrainingOutcome.StoppedEarly, result.Outcome);
        Assert.Equal(4, result.Epochs.Length);
        // Also when patience and epochs end together.
        Assert.Equal(TrainingOutcome.StoppedEarly, new Training { Epochs = 4, Patience = 3, LearningRate = 1e-30 }.Fit(SmallNetwork, SmallExamples(0), SmallExamples(1)).Outcome);
        Assert.Equal(TrainingOutcome.Completed, new Training { Epochs = 3, Patience = 3, LearningRate = 1e-30 }.Fit(SmallNetwork, SmallExamples(0), SmallExamples(1)).Outcome);
    }

    [Fact]
    public void Divergence_is_an_outcome_with_the_last_sound_network()
    {
        Network network = Network.Create(Architecture.Perceptron(6, 10, 3), 1);
        TrainingResult result = new Training { Epochs = 5, LearningRate = 1e38 }.Fit(network, SmallExamples(0));
        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.Equal(network.Parameters.Hash(), result.Network.Parameters.Hash());
        // A single batch: its loss is finite, only the parameters after it are not.
        TrainingResult last = new Training { Epochs = 1, BatchSize = 70, LearningRate = 1e38 }.Fit(network, SmallExamples(0));
        Assert.Equal((TrainingOutcome.Diverged, 0, null), (last.Outcome, last.Epochs.Length, last.KeptEpoch));
        Assert.Equal(network.Parameters.Hash(), last.Network.Parameters.Hash());
    }

    // Law: the best network has the best accuracy of the history.
    [Fact]
    public void The_best_network_can_be_kept()
    {
        TrainingResult result = (Small(null) with { KeepBest = true, LearningRate = 0.05, Epochs = 12 }).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
        Assert.Equal(result.Epochs.Max(static e => e.ValidationAccuracy), result.Network.Evaluate(SmallExamples(1)).Accuracy);
        Assert.Equal(result.Epochs.First(epoch => epoch.ValidationAccuracy == result.Epochs.Max(static e => e.ValidationAccuracy)).Epoch, result.KeptEpoch);
        TrainingResult last = (Small(null) with { LearningRate = 0.05, Epochs = 12 }).Fit(SmallNetwork, SmallExamples(0), SmallExamples(1));
        Assert.Equal(12, last.KeptEpoch);
        Assert.NotEqual(result.KeptEpoch, last.KeptEpoch);
    }

    [Fact]
    public void All_wrong_options_are_named_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => new Training { Epochs = 0, BatchSize = 0, LearningRate = double.NaN, Threads = 0, Patience = 2 }.Fit(SmallNetwork, SmallExamples(0))).Message;
        foreach (string part in new[] { "LearningRate", "Epochs", "BatchSize", "Threads", "validation data" })
            Assert.Contains(part, message, StringComparison.Ordinal);
        string other = Assert.Throws<ArgumentException>(() => new TrainingSession(SmallNetwork, new Sgd { LearningRate = 0, Momentum = 1, Nesterov = true, WeightDecay = -1, ClipNorm = 0 })).Message;
        foreach (string part in new[] { "LearningRate", "Momentum", "WeightDecay", "ClipNorm" })
            Assert.Contains(part, other, StringComparison.Ordinal);
        Assert.Contains("Nesterov needs Momentum", Assert.Throws<ArgumentException>(() => new TrainingSession(SmallNetwork, new Sgd { Nesterov = true })).Message, StringComparison.Ordinal);
        Assert.Contains("WeightDecay", Assert.Throws<ArgumentException>(() => new TrainingSession(SmallNetwork, new AdamW { WeightDecay = double.NaN })).Message, StringComparison.Ordinal);
        Assert.Contains("label 2 needs 3 outputs", Assert.Throws<ArgumentException>(() => new Training().Fit(Network.Create(Architecture.Perceptron(6, 2), 1), SmallExamples(0))).Message, StringComparison.Ordinal);
    }

    // Analytic: G(t) = r(t) + 0.5 G(t+1).
    [Fact]
    public void Returns_are_discounted_sums()
    {
        Assert.Equal([1.75f, 1.5f, 1f], PolicyGradient.Returns([1, 1, 1], 0.5, standardize: false));
        float[] standard = PolicyGradient.Returns([1, 1, 1], 0.5);
        Assert.Equal(0, standard.Sum(), 1e-6f);
        Assert.Equal(2, standard.Sum(static g => g * g), 1e-5f);
    }

    private static Network SmallNetwork { get; } = Network.Create(Architecture.Parse("input 6 | linear 20 | leaky beta=0.9 threshold=0.5 | linear 3 | leaky learn=shared | count"), 1);

    private static Training Small(string? checkpoint) => new() { Epochs = 6, BatchSize = 8, LearningRate = 0.01, ClipNorm = 1, Seed = 3, Checkpoint = checkpoint };

    private static Training Long(string? checkpoint) => Small(checkpoint) with { Epochs = 400, Threads = 2, KeepBest = true };

    private static Examples SmallExamples(ulong index, int features = 6)
    {
        RandomStream stream = new(1, "examples", index);
        int[] labels = [.. Enumerable.Range(0, 70).Select(static i => i % (3))];
        if (features == 2)
            labels = [.. labels.Select(static l => l % 2)];
        return Examples.Classify(
            Sequences.Create(70, 9, features, (i, to) =>
            {
                for (int k = 0; k < to.Length; k++)
                    to[k] = (float)(stream.NextGaussian() + (k % features == labels[i] ? 0.7 : 0));
            }),
            labels);
    }

    private sealed class Immediately(Action<EpochReport> report) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => report(value);
    }
}
