namespace Lightcone.Experiments.Physics;

/// <summary>The movement of a body's center of mass during one step, from (Center0, Angle0) at the share Share0 of the step to (Center, Angle) at its end.</summary>
internal struct Motion
{
    public Vector2D LocalCenter;
    public Vector2D Center0;
    public Vector2D Center;
    public double Angle0;
    public double Angle;
    public double Share0;

    /// <summary>The pose at a share of what is left of the step.</summary>
    public readonly Pose At(double share) => Pose.Of(((1 - share) * Center0) + (share * Center), ((1 - share) * Angle0) + (share * Angle), LocalCenter);

    /// <summary>Moves the beginning to a share of the step.</summary>
    public void Advance(double share)
    {
        double part = (share - Share0) / (1 - Share0);
        Center0 += part * (Center - Center0);
        Angle0 += part * (Angle - Angle0);
        Share0 = share;
    }
}
