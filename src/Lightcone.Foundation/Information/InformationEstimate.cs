using System.Globalization;

namespace Lightcone.Foundation.Information;

/// <summary>An entropy or an information in bits, with the bias that was taken out of it and the counts it rests on.</summary>
/// <param name="Bits">The estimate, corrected.</param>
/// <param name="PlugInBits">The estimate from the observed frequencies as they stand; equal to <paramref name="Bits"/> where no correction is made.</param>
/// <param name="Observations">How many observations were counted.</param>
/// <param name="Cells">How many different joint observations occurred; a number near <paramref name="Observations"/> means that the estimate is mostly noise. 0 where none are counted.</param>
/// <param name="Estimator">The estimator and its settings in words.</param>
public sealed record InformationEstimate(double Bits, double PlugInBits, int Observations, int Cells, string Estimator)
{
    /// <summary>The value with its estimator.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bits:F4} bits ({Estimator}; {Observations} observations, {Cells} cells)");
}
