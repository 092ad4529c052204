using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Lengths;

/// <summary>A network that was trained on short sequences of a task, and its answers to longer ones.</summary>
internal sealed class LearnedNetwork
{
    /// <summary>Steps that are given at once to what remembers, or sees a window: the memory stays small and the answers the same.</summary>
    private const int Piece = 2_048;

    /// <summary>Sequences that are answered side by side.</summary>
    public const int Together = 16;

    private readonly SequenceTask task;
    private readonly SequenceModel model;
    private readonly int window;

    private LearnedNetwork(SequenceTask task, SequenceModel model, int window, TrainingResult training)
    {
        (this.task, this.model, this.window) = (task, model, window);
        Training = training;
    }

    /// <summary>How the training ended.</summary>
    public TrainingResult Training { get; }

    private Network Network => Training.Network;

    /// <summary>Trains on sequences of all lengths up to the longest, each drawn from a stream of its own: whatever the model, the same for a seed.</summary>
    public static LearnedNetwork Train(SequenceTask task, SequenceModel model, SequenceTraining settings, ulong seed, RunContext context)
    {
        int steps = task.Steps(settings.LongestLength);
        SequenceExample[] examples = [.. Enumerable.Range(0, settings.Examples).Select(i =>
        {
            RandomStream stream = new(seed, "lengths/training", (ulong)i);
            return task.Draw(1 + stream.NextInt32(settings.LongestLength), stream);
        })];
        int[] labels = new int[examples.Length * steps];
        Array.Fill(labels, StepCrossEntropy.Ignored);
        for (int i = 0; i < examples.Length; i++)
            for (int t = 0; t < examples[i].Steps; t++)
                if (examples[i].Answer[t] != SequenceExample.NoAnswer)
                    labels[(i * steps) + t] = examples[i].Answer[t];
        Training training = new()
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            Optimizer = new Adam { LearningRate = settings.LearningRate, ClipNorm = settings.ClipNorm },
            Seed = seed,
            Checkpoint = context.Scratch is { } folder ? Path.Combine(folder, "training.safetensors") : null,
        };
        Network fresh = Network.Create(model.Network(task.Bits, steps), seed);
        TrainingResult result = training.Fit(fresh, new Examples(Inputs(task.Bits, examples, 0, steps, model.IsWindowed ? steps : 1), new StepCrossEntropy(labels, steps)), null, new Epochs(context, settings.Epochs), context.Cancellation);
        if (result.Outcome == TrainingOutcome.Canceled)
            throw new OperationCanceledException(context.Cancellation);
        return new(task, model, steps, result);
    }

    /// <summary>What it answers: a bit at every step of each sequence, all of one length. The answers do not depend on the length of the pieces.</summary>
    public byte[][] Answer(ReadOnlySpan<SequenceExample> examples, CancellationToken cancellation, int piece = Piece)
    {
        SequenceExample[] all = examples.ToArray();
        byte[][] answers = [.. all.Select(static example => new byte[example.Steps])];
        for (int first = 0; first < all.Length; first += Together)
            Answer(all[first..Math.Min(all.Length, first + Together)], answers.AsSpan(first), piece, cancellation);
        return answers;
    }

    private void Answer(SequenceExample[] batch, Span<byte[]> answers, int pieces, CancellationToken cancellation)
    {
        int steps = batch[0].Steps, piece = model.NeedsWholeSequences ? steps : pieces;
        Networks.Layers.NetworkState? state = null;
        for (int first = 0; first < steps; first += piece)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(piece, steps - first);
            Response response = Network.Run(Inputs(task.Bits, batch, first, count, model.IsWindowed ? window : 1), state);
            state = response.State;
            for (int i = 0; i < batch.Length; i++)
                for (int t = 0; t < count; t++)
                    answers[i][first + t] = (byte)response.Argmax(i, t);
        }
    }

    // Bits as -1 and 1; nothing, before the first step of a window and behind the last of a sequence, as 0.
    private static Sequences Inputs(int bits, SequenceExample[] examples, int first, int count, int seen) => Sequences.Create(examples.Length, count, bits * seen, (sample, values) =>
    {
        SequenceExample example = examples[sample];
        for (int t = 0; t < count; t++)
            for (int back = 0; back < seen; back++)
                for (int bit = 0; bit < bits; bit++)
                    if (first + t - back is var at && at >= 0 && at < example.Steps)
                        values[(((t * seen) + back) * bits) + bit] = (2 * example.Channels[bit][at]) - 1;
    });

    private sealed class Epochs(RunContext context, int epochs) : IProgress<EpochReport>
    {
        public void Report(EpochReport value)
        {
            context.Progress?.Report(LengthRun.TrainingShare * value.Epoch / epochs);
            context.Events?.Report(JsonText.WriteLine(writer =>
            {
                writer.WriteNumber("epoch", value.Epoch);
                writer.WriteNumber("loss", value.Loss);
                writer.WriteNumber("accuracy", value.Accuracy);
            }));
        }
    }
}
