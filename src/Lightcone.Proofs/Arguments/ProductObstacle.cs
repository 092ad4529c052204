namespace Lightcone.Proofs.Arguments;

/// <summary>Why a rule is no machine that could be compared with a specification.</summary>
public enum ProductObstacle
{
    /// <summary>It does not run on a row with walls.</summary>
    NoWalledRow,

    /// <summary>Its frozen input is not what the specification reads.</summary>
    OtherInput,

    /// <summary>Influence does not travel from the first cell only.</summary>
    NotOneWay,

    /// <summary>It or its readout reads cells ahead.</summary>
    LooksAhead,

    /// <summary>Its outputs are not those of the specification.</summary>
    OtherOutputs,
}
