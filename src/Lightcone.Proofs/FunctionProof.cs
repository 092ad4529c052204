namespace Lightcone.Proofs;

/// <summary>Level 5: what the rule computes when it is iterated to its fixed point.</summary>
/// <param name="Status">Proved for every length, checked up to a length, or not proved.</param>
/// <param name="Specification">The name of what it was compared with.</param>
/// <param name="Statement">The claim as a sentence.</param>
/// <param name="ProductStates">Pairs of states (rule, specification) that can be reached, all of whose outputs agree; null without such a proof.</param>
/// <param name="CheckedLength">The largest number of digits or cells checked exhaustively; null for a proof.</param>
/// <param name="Counterexample">The shortest input on which they differ; null when there is none.</param>
public sealed record FunctionProof(ProofStatus Status, string Specification, string Statement, int? ProductStates, int? CheckedLength, string? Counterexample);
