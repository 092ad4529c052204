using System.Collections.Immutable;

namespace Lightcone.Experiments.Data;

/// <summary>A sample whose class is asked for.</summary>
/// <param name="Line">The line of the file it stands in, from 1.</param>
/// <param name="Features">Its features.</param>
/// <param name="ClassName">The class that the file gives, null where it gives none.</param>
public sealed record NewSample(int Line, ImmutableArray<float> Features, string? ClassName);
