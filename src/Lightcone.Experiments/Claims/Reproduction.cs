namespace Lightcone.Experiments.Claims;

/// <summary>Whether the number of a source came out again.</summary>
public enum Reproduction
{
    /// <summary>Fewer than five seeds say nothing.</summary>
    Undecided,

    /// <summary>For every arm the intervals overlap, or the values differ by no more than the tolerance; or, where the source states only an order, the difference has that order and its interval does not contain zero.</summary>
    Yes,

    /// <summary>The difference of two arms has the sign of the source, and its interval does not contain zero, but the size is another one.</summary>
    InPart,

    /// <summary>Neither.</summary>
    No,

    /// <summary>It cannot be computed here; the record says why.</summary>
    Untestable,
}
