using System.Text.Json.Serialization;

namespace Lightcone.Experiments.Lengths;

/// <summary>The training of a network on short sequences, the same for every model. The paper states none for its comparisons; these are usual values, chosen before any test beyond the training lengths.</summary>
public sealed record SequenceTraining
{
    /// <summary>The longest input, in digits or cells; shorter ones are as frequent as it. Default 16, the paper's.</summary>
    [JsonPropertyName("longest")]
    public int LongestLength { get; init; } = 16;

    /// <summary>How many sequences. Default 4,096.</summary>
    [JsonPropertyName("examples")]
    public int Examples { get; init; } = 4_096;

    /// <summary>Passes over them. Default 30.</summary>
    [JsonPropertyName("epochs")]
    public int Epochs { get; init; } = 30;

    /// <summary>Sequences in a step of the optimizer. Default 32.</summary>
    [JsonPropertyName("batch")]
    public int BatchSize { get; init; } = 32;

    /// <summary>Adam's learning rate. Default 0.002.</summary>
    [JsonPropertyName("rate")]
    public double LearningRate { get; init; } = 0.002;

    /// <summary>The largest norm of a gradient. Default 1.</summary>
    [JsonPropertyName("clip")]
    public double ClipNorm { get; init; } = 1;
}
