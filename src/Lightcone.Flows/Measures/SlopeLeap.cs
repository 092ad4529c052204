namespace Lightcone.Flows.Measures;

/// <summary>
/// The most that a flow changed over any of the steps shown beyond what its slopes at both ends say, as a share of the range of that component's rate.
/// Neither halving a step nor the sum of exponents sees a slope so steep that no stage falls onto it: a jump that is written as a smooth function.
/// </summary>
/// <param name="n">Components of the flow itself.</param>
/// <param name="dimension">Components of the flow with its tangent vectors: the state, then a matrix of n rows, and what may follow.</param>
internal sealed class SlopeLeap(int n, int dimension)
{
    private readonly Scalar[] along = new Scalar[dimension];
    private readonly Scalar[] early = new Scalar[dimension];
    private readonly Scalar[] late = new Scalar[dimension];
    private readonly double[] lows = [.. Enumerable.Repeat(double.PositiveInfinity, n)];
    private readonly double[] highs = [.. Enumerable.Repeat(double.NegativeInfinity, n)];
    private readonly double[] leaps = new double[n];

    /// <summary>The largest of the components' shares so far; 0 before the first step.</summary>
    public double Share => Enumerable.Range(0, n).Max(i => leaps[i] > 0 ? leaps[i] / (highs[i] - lows[i]) : 0);

    /// <summary>Looks at one step, along which the flow is smooth.</summary>
    /// <param name="flow">The flow with its tangent vectors.</param>
    /// <param name="from">The time of its beginning.</param>
    /// <param name="to">The time of its end.</param>
    /// <param name="before">The state at its beginning; what follows the components is not read.</param>
    /// <param name="after">The state at its end.</param>
    public void Add<TFlow>(TFlow flow, double from, double to, ReadOnlySpan<Scalar> before, ReadOnlySpan<Scalar> after)
        where TFlow : IFlow
    {
        // The way of the step takes the place of the first tangent vector: the linearization then says what it changes in the flow.
        along.AsSpan(n).Clear();
        for (int i = 0; i < n; i++)
            along[n + (i * n)] = after[i] - before[i];
        before[..n].CopyTo(along);
        flow.Derivative<Scalar>(from, along, early);
        after[..n].CopyTo(along);
        flow.Derivative<Scalar>(to, along, late);
        for (int i = 0; i < n; i++)
        {
            double first = early[i].Value, last = late[i].Value;
            (lows[i], highs[i]) = (Math.Min(lows[i], Math.Min(first, last)), Math.Max(highs[i], Math.Max(first, last)));
            leaps[i] = Math.Max(leaps[i], Math.Abs(last - first - (0.5 * (early[n + (i * n)].Value + late[n + (i * n)].Value))));
        }
    }
}
