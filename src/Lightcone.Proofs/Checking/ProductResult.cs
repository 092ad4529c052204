namespace Lightcone.Proofs.Checking;

/// <summary>What exploring the product of a rule with a specification ends in: a closed list.</summary>
internal abstract record ProductResult
{
    private ProductResult()
    {
    }

    /// <summary>All pairs that can be reached agree.</summary>
    /// <param name="Pairs">How many there are.</param>
    public sealed record Agreement(int Pairs) : ProductResult;

    /// <summary>A shortest word on which they differ.</summary>
    /// <param name="Word">The word.</param>
    /// <param name="IsState">Whether the last states differ, else the outputs.</param>
    /// <param name="Found">What the rule gives.</param>
    /// <param name="Expected">What the specification gives.</param>
    public sealed record Difference(byte[] Word, bool IsState, string Found, string Expected) : ProductResult;

    /// <summary>The rule remembers too much to be explored.</summary>
    /// <param name="Cells">Cells that it remembers.</param>
    /// <param name="Inputs">Inputs that it remembers.</param>
    public sealed record TooMuchMemory(int Cells, int Inputs) : ProductResult;

    /// <summary>There are more pairs than are explored.</summary>
    /// <param name="Most">How many are.</param>
    public sealed record TooManyPairs(int Most) : ProductResult;
}
