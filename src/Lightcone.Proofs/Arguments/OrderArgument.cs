namespace Lightcone.Proofs.Arguments;

/// <summary>Why the end of a run does not depend on the order of the updates.</summary>
public enum OrderArgument
{
    /// <summary>Nothing is claimed: the rule is neither one-way behind a wall nor monotone.</summary>
    None,

    /// <summary>The next symbol does not depend on the state.</summary>
    Stateless,

    /// <summary>Influence travels one way from a wall.</summary>
    OneWay,

    /// <summary>The rule is monotone and no cell ever falls.</summary>
    MonotoneRising,

    /// <summary>The rule is monotone: from the lowest state only.</summary>
    MonotoneFromLowest,
}
