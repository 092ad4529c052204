using System.Globalization;

namespace Lightcone.Foundation.Statistics;

/// <summary>A range that holds what is estimated in a stated share of cases.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, not below the lower one.</param>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>Whether a value lies in it, the ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Whether the two share a point.</summary>
    public bool Overlaps(ConfidenceInterval other) => Low <= other.High && other.Low <= High;

    /// <summary>Both ends with four digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Low:G4}, {High:G4}]");
}
