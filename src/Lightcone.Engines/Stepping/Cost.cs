namespace Lightcone.Engines.Stepping;

/// <summary>What a run is predicted to take at most, in seconds.</summary>
/// <param name="Preparation">Before the first run of a rule.</param>
/// <param name="Run">The run itself.</param>
internal readonly record struct Cost(double Preparation, double Run);
