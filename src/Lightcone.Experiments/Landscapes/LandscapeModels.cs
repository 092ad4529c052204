using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Landscapes;

/// <summary>The networks of the first experiment by name.</summary>
public static class LandscapeModels
{
    private static readonly ImmutableArray<(string Name, LandscapeModel Model)> All =
    [
        ("spiking", LandscapeModel.Spiking), ("last-step", LandscapeModel.LastStep), ("averaging", LandscapeModel.Averaging), ("exponential", LandscapeModel.ExponentialAverage),
        ("leaky-perceptron", LandscapeModel.LeakyPerceptron), ("recurrent", LandscapeModel.Recurrent), ("lstm", LandscapeModel.Lstm),
        ("convolutional", LandscapeModel.Convolutional),
    ];

    /// <summary>The names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(static entry => entry.Name)];

    /// <summary>The network of a name.</summary>
    /// <exception cref="InputException">There is none of that name; the message lists them.</exception>
    public static LandscapeModel Find(string name)
    {
        foreach ((string known, LandscapeModel model) in All)
            if (known == name)
                return model;
        throw new InputException($"'{name}' is not a network.{(EditDistance.Nearest(name, Names) is { } near ? $" Did you mean {near}?" : "")} The networks are {string.Join(", ", Names)}.");
    }

    /// <summary>The name of a network.</summary>
    public static string NameOf(LandscapeModel model) => All.First(entry => entry.Model == model).Name;
}
