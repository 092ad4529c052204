namespace Lightcone.Engines.Plane;

/// <summary>Bytes that the tables of one universe share.</summary>
/// <param name="limit">How many.</param>
internal sealed class MemoryBudget(long limit)
{
    /// <summary>How many bytes there may be.</summary>
    public long Limit { get; } = limit;

    /// <summary>How many are taken.</summary>
    public long Used { get; private set; }

    /// <summary>How many are left.</summary>
    public long Left => Limit - Used;

    /// <summary>Takes bytes, if there are so many left; gives them back where <paramref name="bytes"/> is negative.</summary>
    public bool TryTake(long bytes)
    {
        if (bytes > Left)
            return false;
        Used += bytes;
        return true;
    }
}
