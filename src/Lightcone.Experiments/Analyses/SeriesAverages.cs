using Lightcone.Flows.Measures;
using Lightcone.Foundation.Information;

namespace Lightcone.Experiments.Analyses;

/// <summary>Measures of single series, averaged over all for which they exist.</summary>
internal sealed class SeriesAverages
{
    private double power;
    private double meanPower;
    private double signs;
    private double entropy;
    private double bits;
    private double centroid;
    private double permutation;
    private double storage;
    private int count;
    private int moving;

    public void Add(double[] series)
    {
        double mean = series.Average();
        count++;
        power += series.Average(static x => x * x);
        meanPower += mean * mean;
        signs += Math.Sign(mean) * Math.Sign(series[0]);
        if (Array.TrueForAll(series, x => x.Equals(series[0])))
            return;
        PowerSpectrum spectrum = PowerSpectrum.FromBeginning(series, 1, Math.Max(4, series.Length / 2));
        if (spectrum.EntropyBits == 0 && spectrum.Centroid == 0)
            return;
        moving++;
        entropy += spectrum.Entropy;
        bits += spectrum.EntropyBits;
        centroid += spectrum.Centroid;
        permutation += PermutationEntropy.Estimate(series).Bits;
        storage += ActiveInformation.EstimateBinned(series, history: 1, bins: 3).Bits;
    }

    public SortedDictionary<string, double> Numbers(double rootMeanSquare) => new(StringComparer.Ordinal)
    {
        ["rms"] = rootMeanSquare,
        ["mean-share"] = power > 0 ? meanPower / power : double.NaN,
        ["mean-sign"] = signs / count,
        ["entropy"] = entropy / moving,
        ["entropy-bits"] = bits / moving,
        ["centroid"] = centroid / moving,
        ["permutation-entropy"] = permutation / moving,
        ["storage"] = storage / moving,
    };
}
