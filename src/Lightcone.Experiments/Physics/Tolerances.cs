namespace Lightcone.Experiments.Physics;

/// <summary>The constants of Box2D 2.3 (Catto, "Iterative dynamics with temporal coherence", 2005, and its manual), in meters, seconds and radians.</summary>
internal static class Tolerances
{
    /// <summary>Contacts are kept this far inside one another, so that they do not flicker.</summary>
    public const double Slop = 0.005;

    /// <summary>The same for angles: two degrees.</summary>
    public const double AngularSlop = 2.0 / 180 * Math.PI;

    /// <summary>The skin of polygons and edges.</summary>
    public const double Skin = 2 * Slop;

    /// <summary>Approaches that are not faster do not bounce.</summary>
    public const double BounceSpeed = 1;

    /// <summary>The share of an overlap that one iteration removes.</summary>
    public const double Correction = 0.2;

    /// <summary>The same at a time of impact.</summary>
    public const double ImpactCorrection = 0.75;

    /// <summary>The longest correction of one iteration.</summary>
    public const double LargestCorrection = 0.2;

    /// <summary>The same for angles: eight degrees.</summary>
    public const double LargestAngularCorrection = 8.0 / 180 * Math.PI;

    /// <summary>The farthest way of a step.</summary>
    public const double LargestShift = 2;

    /// <summary>The farthest turn of a step.</summary>
    public const double LargestTurn = Math.PI / 2;

    /// <summary>Bodies that were slower than <see cref="SleepSpeed"/> and <see cref="SleepSpin"/> for this long fall asleep.</summary>
    public const double SleepTime = 0.5;

    public const double SleepSpeed = 0.01;

    public const double SleepSpin = AngularSlop;

    /// <summary>How much wider than a shape its box is, so that it need not be searched anew in every step.</summary>
    public const double BoxMargin = 0.1;

    /// <summary>How many times of impact of one contact are honored in one step.</summary>
    public const int ImpactsPerStep = 8;
}
