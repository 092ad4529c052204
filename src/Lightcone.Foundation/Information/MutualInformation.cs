using System.Globalization;

namespace Lightcone.Foundation.Information;

/// <summary>Mutual information of paired observations.</summary>
public static class MutualInformation
{
    /// <summary>Estimates the information that paired symbols share, in bits, with Miller and Madow's correction.</summary>
    /// <param name="x">Symbols.</param>
    /// <param name="y">Equally many symbols.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are none.</exception>
    public static InformationEstimate Estimate(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (x.Length != y.Length || x.IsEmpty)
            throw new ArgumentException($"{x.Length} and {y.Length} symbols are not pairs.", nameof(x));
        SymbolCounts first = new(), second = new(), both = new();
        for (int i = 0; i < x.Length; i++)
        {
            first.Add(x[i]);
            second.Add(y[i]);
            both.Add(SymbolCounts.Append(x[i], y[i]));
        }

        double plugIn = first.PlugIn() + second.PlugIn() - both.PlugIn();
        return InformationEstimate.Shared(plugIn, first.MillerMadow() + second.MillerMadow() - both.MillerMadow(), both, "plug-in with Miller-Madow");
    }

    /// <summary>Estimates the information that paired vectors share, in bits, from nearest neighbors in the maximum norm (the first algorithm of Kraskov, Stoegbauer and Grassberger).</summary>
    /// <param name="x">Vectors [pair, component].</param>
    /// <param name="y">Vectors [pair, component] of the same pairs.</param>
    /// <param name="count">The number of pairs, more than the neighbors.</param>
    /// <param name="neighbors">Neighbors, at least 1; default 4.</param>
    /// <remarks>
    /// Phys. Rev. E 69, 066138 (2004). Cost: pairs squared. Distances of continuous values are all different; a point for which they are not is counted as one of a mixture of discrete and continuous
    /// values (Gao, Kannan, Oh and Viswanath, "Estimating mutual information for discrete-continuous mixtures", NeurIPS 2017), and the estimator says how many were. Numbers rounded to multiples of a step are spread over it first. <see cref="InformationEstimate.Bits"/> is
    /// never below 0; <see cref="InformationEstimate.PlugInBits"/> is the estimate as it comes, which for independent values scatters around 0.
    /// </remarks>
    /// <exception cref="ArgumentException">A length is no multiple of the count, a number is not finite, or there are too few pairs.</exception>
    public static InformationEstimate EstimateNearestNeighbor(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int count, int neighbors = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        if (count <= neighbors || x.IsEmpty || y.IsEmpty || x.Length % count != 0 || y.Length % count != 0)
            throw new ArgumentException($"{x.Length} and {y.Length} numbers are not {count} pairs of vectors, more than {neighbors} neighbors.", nameof(count));
        Symbols.CheckFinite(x);
        Symbols.CheckFinite(y);
        double[] left = x.ToArray(), right = y.ToArray();
        bool rounded = Spread(left, count, "left") | Spread(right, count, "right");
        x = left;
        y = right;
        double[] dx = new double[count], dy = new double[count], nearest = new double[neighbors];
        double sum = 0;
        int tied = 0;
        for (int i = 0; i < count; i++)
        {
            Distances(x, count, i, dx);
            Distances(y, count, i, dy);
            Array.Fill(nearest, double.PositiveInfinity);
            for (int j = 0; j < count; j++)
                if (j != i)
                    Insert(nearest, Math.Max(dx[j], dy[j]));
            sum += Term(dx, dy, nearest[^1], neighbors, ref tied);
        }

        double bits = (Digamma(count) - (sum / count)) / PortableMath.Log(2);
        string ties = tied == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {(double)tied / count:P0} of the points tied and counted as mixtures (Gao, Kannan, Oh, Viswanath)");
        return new(Math.Max(0, bits), bits, count, 0, $"nearest neighbors (Kraskov, Stoegbauer, Grassberger), k = {neighbors}{(rounded ? ", rounded numbers spread over their step" : "")}{ties}") { Correction = 0 };
    }

    // Component by component.
    private static bool Spread(double[] vectors, int count, string purpose)
    {
        int width = vectors.Length / count;
        bool rounded = false;
        double[] component = new double[count];
        for (int k = 0; k < width; k++)
        {
            for (int i = 0; i < count; i++)
                component[i] = vectors[(i * width) + k];
            if (!RoundedValues.Spread(component, $"rounded {purpose} {k}"))
                continue;
            rounded = true;
            for (int i = 0; i < count; i++)
                vectors[(i * width) + k] = component[i];
        }

        return rounded;
    }

    // What one point adds. Where more than k others lie within the distance of the k-th, numbers are equal: then all within it count, in each space and in both, as among symbols.
    private static double Term(double[] dx, double[] dy, double radius, int neighbors, ref int tied)
    {
        int within = 0, nx = 0, ny = 0, wholeX = 0, wholeY = 0;
        for (int j = 0; j < dx.Length; j++)
        {
            within += Math.Max(dx[j], dy[j]) <= radius ? 1 : 0;
            nx += dx[j] < radius ? 1 : 0;
            ny += dy[j] < radius ? 1 : 0;
            wholeX += dx[j] <= radius ? 1 : 0;
            wholeY += dy[j] <= radius ? 1 : 0;
        }

        // The point itself is within too.
        if (radius > 0 && within <= neighbors + 1)
            return Digamma(nx) + Digamma(ny) - Digamma(neighbors);
        tied++;
        return Digamma(wholeX) + Digamma(wholeY) - Digamma(within);
    }

    private static void Distances(ReadOnlySpan<double> points, int count, int from, double[] distances)
    {
        int n = points.Length / count;
        for (int j = 0; j < count; j++)
        {
            double largest = 0;
            for (int c = 0; c < n; c++)
                largest = Math.Max(largest, Math.Abs(points[(from * n) + c] - points[(j * n) + c]));
            distances[j] = largest;
        }
    }

    private static void Insert(double[] nearest, double distance)
    {
        int at = nearest.Length - 1;
        if (distance >= nearest[at])
            return;
        for (; at > 0 && nearest[at - 1] > distance; at--)
            nearest[at] = nearest[at - 1];
        nearest[at] = distance;
    }

    // Digamma of a positive whole number: shifted up by psi(n) = psi(n + 1) - 1 / n, then the asymptotic series.
    private static double Digamma(int n)
    {
        double value = 0, x = n;
        for (; x < 10; x++)
            value -= 1 / x;
        double s = 1 / (x * x);
        return value + PortableMath.Log(x) - (0.5 / x) - (s * ((1.0 / 12) - (s * ((1.0 / 120) - (s * ((1.0 / 252) - (s * ((1.0 / 240) - (s / 132)))))))));
    }
}
