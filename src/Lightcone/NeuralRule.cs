namespace Lightcone;

/// <summary>Placeholder until the learning room lands.</summary>
public sealed class NeuralRule
{
}
