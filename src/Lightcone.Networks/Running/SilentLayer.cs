using System.Globalization;

namespace Lightcone.Networks.Running;

/// <summary>A spiking layer in which no neuron fired, and how far from firing it was.</summary>
/// <param name="Layer">Its place among the layers, from 0.</param>
/// <param name="Threshold">What a membrane would have had to pass.</param>
/// <param name="LargestSteadyInput">The largest current of a neuron, averaged over the steps of a sample. Under a steady current I a membrane tends to I / (1 - beta).</param>
public sealed record SilentLayer(int Layer, float Threshold, double LargestSteadyInput)
{
    /// <summary>The threshold and the input, in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"threshold {Threshold:0.0##}, largest steady input {LargestSteadyInput:0.00##}");
}
