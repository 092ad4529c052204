using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests;

// Conformance: training and running give the same bytes on every instruction set and with any number of threads.
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class PortabilityTests
{
    // Changes only when an algorithm changes what it computes; then the changelog says so.
    private const string Golden = "c9928b405f380375";

    private const string GoldenAttention = "2529e1992587593b";

    [Fact]
    public void Bytes_are_the_golden_ones() => Assert.Equal(Golden, Hash(threads: 1));

    // Targets at every step, gates, attention with positions, logits of decays, and the gradients of inputs.
    [Fact]
    public void Bytes_of_attention_are_the_golden_ones() => Assert.Equal(GoldenAttention, AttentionHash(threads: 1));

    [Fact]
    public void Bytes_of_attention_are_the_same_with_more_threads() => Assert.Equal(GoldenAttention, AttentionHash(threads: 3));

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Bytes_are_the_same_with_more_threads(int threads) => Assert.Equal(Golden, Hash(threads));

    private static string AttentionHash(int threads)
    {
        Network network = Network.Create(
            Layers.Architecture.Parse("input 12 | linear 24 | positions | transformer heads=3 hidden=40 positions=rotary activation=gelu | transformer heads=2 mask=none | gelu | gru 20 | linear 9 | leaky beta=0.8 threshold=0.3 learn=neuron-sigmoid | linear 4 | every"),
            seed: 2);
        RandomStream stream = new(4, "portability");
        Sequences inputs = Sequences.Create(40, 50, 12, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)stream.NextGaussian();
        });
        Examples examples = Examples.ClassifySteps(inputs, [.. Enumerable.Range(0, 2000).Select(static i => (i * i % 5) - 1)]);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Optimizer optimizer in new Optimizer[] { new AdamW { LearningRate = 0.01, ClipNorm = 0.3 }, new Sgd { LearningRate = 0.1, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 } })
        {
            TrainingSession session = new(network, optimizer);
            for (int step = 0; step < 2; step++)
                session.Step(examples, threads: threads);
            hash.AppendData(Convert.FromHexString(session.Snapshot().Parameters.Hash()));
            hash.AppendData(MemoryMarshal.AsBytes(session.Run(inputs, threads: threads).Outputs));
            hash.AppendData(MemoryMarshal.AsBytes(session.Snapshot().Differentiate(inputs, examples.Objective, also: Differentials.Inputs).Inputs.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string Hash(int threads)
    {
        Network network = Network.Create(
            Layers.Architecture.Parse("input 12 | linear 40 | leaky beta=0.9 threshold=0.5 learn=shared | linear 70 | rleaky beta=0.8 threshold=0.5 start=orthogonal:0.5 | lstm 20 | rnn 18 | norm | relu | linear 4 | integrator | mean"),
            seed: 2);
        RandomStream stream = new(3, "portability");
        Sequences inputs = Sequences.Create(70, 10, 12, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)stream.NextGaussian();
        });
        Examples examples = Examples.Classify(inputs, [.. Enumerable.Range(0, 70).Select(static i => i % 4)]);
        TrainingSession session = new(network, new Adam { LearningRate = 0.01, ClipNorm = 0.3 });
        double loss = 0;
        for (int step = 0; step < 3; step++)
            loss = session.Step(examples, threads: threads).Loss;
        Response response = session.Run(inputs, threads: threads);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(session.Snapshot().Parameters.Hash()));
        hash.AppendData(MemoryMarshal.AsBytes(response.Outputs));
        hash.AppendData(MemoryMarshal.AsBytes(response.State[3, 1]));
        hash.AppendData(BitConverter.GetBytes(loss));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
