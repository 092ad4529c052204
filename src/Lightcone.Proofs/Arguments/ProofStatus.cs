namespace Lightcone.Proofs.Arguments;

/// <summary>How much is known: never more is said than was proved or checked.</summary>
public enum ProofStatus
{
    /// <summary>Holds for every length, by an argument whose finitely many cases were all checked.</summary>
    Proved,

    /// <summary>Holds for every case up to a stated length; nothing is said beyond it.</summary>
    CheckedUpTo,

    /// <summary>Nothing is claimed; where a counterexample was found, it is stated.</summary>
    NotProved,
}
