namespace Lightcone.Proofs.Arguments;

/// <summary>A neighborhood on which the examined rule is wrong.</summary>
/// <param name="Part">Which table: "rule" or "readout".</param>
/// <param name="Neighborhood">The neighborhood's symbols, for people: (1,1,1).</param>
/// <param name="Found">The symbol the examined rule gives.</param>
/// <param name="Expected">The symbol it should give.</param>
public sealed record Counterexample(string Part, string Neighborhood, string Found, string Expected);
