namespace Lightcone.Experiments.Physics;

/// <summary>What a fixture is made of, and what it can touch: those whose category is in its mask, if they agree.</summary>
internal sealed record Surface
{
    public double Density { get; init; }

    public double Friction { get; init; } = 0.2;

    public double Restitution { get; init; }

    public int Category { get; init; } = 1;

    public int Mask { get; init; } = 0xFFFF;
}
