using System.Globalization;

namespace Lightcone.Foundation.Information;

/// <summary>An entropy or an information in bits, with the bias that was taken out of it and the counts it rests on.</summary>
/// <param name="Bits">The estimate, corrected and held within what is possible: an entropy from 0 to that of the alphabet, an information from 0 to the plain estimate, which errs upward.</param>
/// <param name="PlugInBits">The estimate from the observed frequencies as they stand; equal to <paramref name="Bits"/> where no correction is made.</param>
/// <param name="Observations">How many observations were counted.</param>
/// <param name="Cells">How many different joint observations occurred; a number near <paramref name="Observations"/> means that the estimate is mostly noise. 0 where none are counted.</param>
/// <param name="Estimator">The estimator and its settings in words.</param>
public sealed record InformationEstimate(double Bits, double PlugInBits, int Observations, int Cells, string Estimator)
{
    /// <summary>What the correction adds to the plain estimate before the sum is held within what is possible. Over many short samples average the plain estimate plus this, not <see cref="Bits"/>, which is never below 0.</summary>
    public double Correction { get; init; }

    /// <summary>An entropy: 0 to that of <paramref name="alphabet"/> symbols in words of <paramref name="length"/>.</summary>
    internal static InformationEstimate Entropy(double plugIn, double correction, int alphabet, int length, SymbolCounts counted, string estimator) =>
        new(Math.Clamp(plugIn + correction, 0, Math.Max(plugIn, length * PortableMath.Log(alphabet) / PortableMath.Log(2))), plugIn, counted.Total, counted.Cells, estimator) { Correction = correction };

    /// <summary>An information: 0 to the plain estimate. Counts that are too few make the correction positive, where the bias of an information never is negative.</summary>
    internal static InformationEstimate Shared(double plugIn, double correction, SymbolCounts counted, string estimator) =>
        new(Math.Clamp(plugIn + correction, 0, Math.Max(0, plugIn)), plugIn, counted.Total, counted.Cells, estimator) { Correction = correction };

    /// <summary>The value with its estimator.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bits:F4} bits ({Estimator}; {Observations} observations, {Cells} cells)");
}
