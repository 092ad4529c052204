namespace Lightcone.Tasks;

/// <summary>The network a task is learned with when the user does not say otherwise.</summary>
/// <param name="HiddenUnits">Channels of the convolution.</param>
/// <param name="OneHot">Whether each symbol is read as a vector with a single 1, instead of as a number from -1 to 1.</param>
public sealed record NetworkShape(int HiddenUnits, bool OneHot = false);
