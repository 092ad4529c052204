namespace Lightcone.Kernels;

/// <summary>A run in hand: one configuration that is replaced, step by step, by the next one.</summary>
internal abstract class Stepper
{
    /// <summary>How many times a cell was evaluated so far.</summary>
    public long CellUpdates { get; protected set; }

    /// <summary>Replaces the configuration by the next one.</summary>
    /// <returns>Whether any cell changed.</returns>
    public abstract bool Step();

    /// <summary>Writes the present configuration.</summary>
    public abstract void CopyTo(Span<byte> cells);

    /// <summary>Remembers the present configuration, forgetting the one remembered before.</summary>
    public abstract void Mark();

    /// <summary>Whether the present configuration equals the remembered one in every cell.</summary>
    public abstract bool IsAtMark();
}
