namespace Lightcone.Flows.Trajectories;

/// <summary>Several numbers in one: how the batch solver fills and empties them.</summary>
internal interface ILanes<T> : IReal<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many numbers one holds.</summary>
    static abstract int Count { get; }

    /// <summary>The lanes with the first <see cref="Count"/> of these values.</summary>
    static abstract T Gather(ReadOnlySpan<double> values);

    /// <summary>Writes the lanes to the first <see cref="Count"/> places.</summary>
    static abstract void Scatter(T lanes, Span<double> values);
}
