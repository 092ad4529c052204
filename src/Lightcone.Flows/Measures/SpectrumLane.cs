namespace Lightcone.Flows.Measures;

/// <summary>The books of one trajectory of a Lyapunov estimate.</summary>
internal sealed class SpectrumLane(int dimension)
{
    private readonly double[] logarithms = new double[dimension];
    private readonly double[] products = [.. Enumerable.Repeat(1.0, dimension)];
    private readonly List<double> times = [];
    private readonly List<double> running = [];
    private double elapsed;
    private double divergence;
    private bool gone;

    /// <summary>Takes over the growth factors of one round (lane <paramref name="lane"/> of each) and the divergence integrated so far.</summary>
    public void Add(ReadOnlySpan<double> growth, double integral, int lane, int lanes, double time, bool keep)
    {
        if (gone)
            return;
        // A volume may shrink to nothing, as at the turning point of a map; its logarithm is then minus infinity.
        bool flat = double.IsNegativeInfinity(integral);
        bool finite = flat || double.IsFinite(integral);
        for (int i = 0; i < dimension; i++)
            finite &= double.IsFinite(growth[(i * lanes) + lane]) && (growth[(i * lanes) + lane] > 0 || flat);
        if (!finite)
        {
            gone = true;
            return;
        }

        for (int i = 0; i < dimension; i++)
        {
            // A logarithm costs more than the step it belongs to: factors are multiplied up while they stay far from the ends of the range.
            products[i] *= growth[(i * lanes) + lane];
            if (keep || products[i] is < 1e-100 or > 1e100)
            {
                logarithms[i] += Scalar.Log(products[i]);
                products[i] = 1;
            }
        }

        (elapsed, divergence) = (time, integral);
        if (!keep)
            return;
        times.Add(elapsed);
        foreach (double sum in logarithms)
            running.Add(sum / elapsed);
    }

    public SpectrumRecord Close(string system, int? sample, double before)
    {
        Interruption? interruption = gone ? new Interruption.LeftNumberRange(system, before + elapsed, sample, null, "of a tangent vector") : null;
        return new(dimension, [.. times], [.. running], elapsed > 0 ? divergence / elapsed : double.NaN, interruption);
    }
}
