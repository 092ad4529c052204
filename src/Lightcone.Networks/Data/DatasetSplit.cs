namespace Lightcone.Networks.Data;

/// <summary>Three parts of a data set without overlap.</summary>
/// <param name="Train">What a network learns from.</param>
/// <param name="Validation">What decides when to stop.</param>
/// <param name="Test">What the reported accuracy is measured on, and nothing else.</param>
public sealed record DatasetSplit(Dataset Train, Dataset Validation, Dataset Test);
