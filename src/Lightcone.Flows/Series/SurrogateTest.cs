using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Series;

/// <summary>An estimate beside what the same estimator says of surrogates of the series.</summary>
/// <param name="Value">The estimate of the series.</param>
/// <param name="Surrogates">Those of the surrogates, in ascending order; what could not be estimated is left out.</param>
/// <param name="Asked">How many surrogates there were.</param>
/// <remarks>A test by ranks, as in Theiler et al., Physica D 58, 77 (1992): no shape of the distribution is assumed.</remarks>
public sealed record SurrogateTest(double Value, ImmutableArray<double> Surrogates, int Asked)
{
    /// <summary>The share of surrogates, the series among them, that lie as far out on the series' side, doubled for the two sides; at most 1. 19 surrogates can come to 0.1, 39 to 0.05. NaN without an estimate.</summary>
    public double P
    {
        get
        {
            if (double.IsNaN(Value) || Surrogates.IsEmpty)
                return double.NaN;
            int below = Surrogates.Count(each => each <= Value), above = Surrogates.Count(each => each >= Value);
            return Math.Min(1, 2.0 * (1 + Math.Min(below, above)) / (1 + Surrogates.Length));
        }
    }

    /// <summary>Whether the series lies outside all of its surrogates.</summary>
    public bool IsOutside => !Surrogates.IsEmpty && (Value < Surrogates[0] || Value > Surrogates[^1]);

    /// <summary>Makes the test. Cost: the estimate, once more for each surrogate.</summary>
    /// <param name="series">Finite numbers.</param>
    /// <param name="value">The estimate of the series.</param>
    /// <param name="estimate">The estimator; what it refuses and NaN count as no estimate.</param>
    /// <param name="make">How a surrogate is made.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seed of their randomness.</param>
    /// <param name="cancellation">Ends the test between two surrogates.</param>
    public static SurrogateTest Of(ReadOnlyMemory<double> series, double value, Func<double[], double> estimate, Func<ReadOnlyMemory<double>, RandomStream, double[]> make, int count, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(make);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        List<double> found = [];
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] surrogate = make(series, new RandomStream(seed, "series/surrogate", (ulong)i));
            try
            {
                found.Add(estimate(surrogate));
            }
            catch (ArgumentException)
            {
                // No estimate is an answer too: there are fewer surrogates to compare with.
            }
        }

        return new(value, [.. found.Where(static each => !double.IsNaN(each)).Order()], count);
    }

    /// <summary>The range of the surrogates and the rank's probability.</summary>
    public override string ToString() => Surrogates.IsEmpty
        ? $"none of {Asked} surrogates has such an estimate"
        : string.Create(CultureInfo.InvariantCulture, $"{Surrogates.Length} surrogates {Surrogates[0]:G4} to {Surrogates[^1]:G4}{(double.IsNaN(P) ? "" : string.Create(CultureInfo.InvariantCulture, $", p = {P:G2}"))}{(Surrogates.Length < Asked ? $" ({Asked - Surrogates.Length} have no estimate)" : "")}");
}
