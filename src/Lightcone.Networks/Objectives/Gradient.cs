using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Objectives;

/// <summary>The value of an objective and its derivative with respect to every parameter.</summary>
/// <param name="Loss">The objective.</param>
/// <param name="Parameters">The derivatives, named and shaped like the parameters.</param>
public sealed record Gradient(double Loss, ParameterSet Parameters);
