using Lightcone.Flows.Measures;
using ScottPlot;

namespace Lightcone.Figures;

/// <summary>Power spectra, with the power on a logarithmic axis.</summary>
public static class SpectrumChart
{
    /// <summary>So many powers of ten below the peak are shown: what lies below is rounding.</summary>
    private const double Decades = 12;

    /// <summary>Draws spectra beside each other.</summary>
    /// <param name="title">The title.</param>
    /// <param name="spectra">The spectra with their names.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="ArgumentException">There is no spectrum.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(string title, IReadOnlyList<(string Name, PowerSpectrum Spectrum)> spectra, int width = 720, int height = 400)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        if (spectra.Count == 0)
            throw new ArgumentException("There must be at least one spectrum.", nameof(spectra));
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), "frequency (cycles per unit of time)", "power per frequency");
        double peak = spectra.Max(static each => each.Spectrum.Density.ToArray().Max());
        double floor = peak > 0 ? Math.Log10(peak) - Decades : 0;
        for (int s = 0; s < spectra.Count; s++)
            ChartStyle.Line(plot, spectra[s].Name, spectra[s].Spectrum.Frequencies.ToArray(), [.. spectra[s].Spectrum.Density.ToArray().Select(power => power > 0 && Math.Log10(power) >= floor ? Math.Log10(power) : double.NaN)], ChartStyle.Of(s));
        ChartStyle.Powers(plot.Axes.Left);
        plot.Axes.Margins(0, 0.06);
        if (spectra.Count > 1)
            ChartStyle.Legend(plot);
        return new Chart(plot, width, height);
    }
}
