namespace Lightcone.Flows.Measures;

/// <summary>Lyapunov exponents of a map: Q -> J(x) Q, made orthonormal after every step.</summary>
internal static class MapSpectrum
{
    public static SpectrumRecord Run<TMap>(TMap map, ReadOnlySpan<double> start, int steps, int transient)
        where TMap : IMap
    {
        int n = map.Dimension;
        Scalar[] state = new Scalar[n], next = new Scalar[n], jacobian = new Scalar[n * n], q = new Scalar[n * n], product = new Scalar[n * n], stretch = new Scalar[n];
        FlowEvaluation.Scalars(start).CopyTo(state);
        for (int i = 0; i < n; i++)
            q[(i * n) + i] = 1;
        SpectrumLane lane = new(n);
        double[] growth = new double[n];
        double volume = 0;
        int stride = Math.Max(1, steps / SpectrumPlan.Records);
        // The tangent vectors take part in the transient too: turned into their final directions they no longer bend the averages.
        for (int step = 1 - transient; step <= steps; step++)
        {
            double determinant = Math.Abs(map.Determinant<Scalar>(state).Value);
            map.Jacobian<Scalar>(state, jacobian);
            SquareMatrix.Multiply<Scalar>(jacobian, q, product, n);
            (q, product) = (product, q);
            stretch.AsSpan().Fill(1);
            bool flat = determinant < Orthonormalization.Flat;
            if (flat)
                Orthonormalization.ApplySingular(q, stretch);
            else
                Orthonormalization.Apply<Scalar>(q, stretch);
            map.Next<Scalar>(state, next);
            (state, next) = (next, state);
            // A tangent vector that does not feel the state would outlive it.
            if (Array.FindIndex(state, static component => !double.IsFinite(component.Value)) is >= 0 and int gone)
            {
                string system = Interruption.Describe(map.Name, map.Parameters);
                return lane.Close(system, null, transient) with { Interruption = new Interruption.LeftNumberRange(system, step - 1 + transient, null, null, map.Components[gone]) };
            }

            if (step < 1)
                continue;
            for (int i = 0; i < n; i++)
                growth[i] = stretch[i].Value;
            volume += flat && growth.Contains(0) ? double.NegativeInfinity : Scalar.Log(determinant);
            lane.Add(growth, volume, 0, 1, step, keep: step % stride == 0 || step == steps);
        }

        return lane.Close(Interruption.Describe(map.Name, map.Parameters), null, transient);
    }
}
