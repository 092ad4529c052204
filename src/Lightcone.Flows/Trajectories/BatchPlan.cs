namespace Lightcone.Flows.Trajectories;

/// <summary>When a batch is sampled: after a whole step, or between two, by linear interpolation.</summary>
internal sealed record BatchPlan(Tableau Tableau, double Step, int Steps, int[] SampleStep, double[] SampleFraction)
{
    /// <summary>Samples at equal distances, the first at the start and the last at the end.</summary>
    public static BatchPlan EndToEnd(Tableau tableau, double duration, double step, int samples)
    {
        Check(duration, samples, 2);
        int steps = Solver.Fixed(tableau, step).StepsIn(duration);
        int[] at = new int[samples];
        double[] fraction = new double[samples];
        for (int k = 0; k < samples; k++)
        {
            double position = (double)k * steps / (samples - 1);
            at[k] = (int)position;
            fraction[k] = position - at[k];
        }

        return new(tableau, duration / steps, steps, at, fraction);
    }

    /// <summary>Samples after equal numbers of steps: the start is not one of them, the end is.</summary>
    public static BatchPlan AfterSteps(Tableau tableau, double duration, double step, int samples)
    {
        Check(duration, samples, 1);
        int steps = Solver.Fixed(tableau, step).StepsIn(duration);
        if (steps % samples != 0)
            throw new ArgumentException($"{steps} steps cannot be cut into {samples} equal parts. Choose a duration and a step whose quotient is a multiple of {samples}.", nameof(samples));
        return new(tableau, duration / steps, steps, [.. Enumerable.Range(1, samples).Select(k => k * (steps / samples))], new double[samples]);
    }

    /// <summary>The times of the samples.</summary>
    public double[] Times() => [.. SampleStep.Select((s, k) => (s + SampleFraction[k]) * Step)];

    /// <summary>Where and when a trajectory that is known to leave the number range does so; sample and feature where there are several.</summary>
    public Interruption Trace<TFlow>(TFlow flow, ReadOnlySpan<double> start, int? sample, int? feature)
        where TFlow : IFlow
    {
        Trajectory again = Trajectory.Integrate(flow, start, Step * Steps, Solver.Fixed(Tableau, Step), samples: 2);
        string system = Interruption.Describe(flow.Name, flow.Parameters);
        return again.Interruption is Interruption.LeftNumberRange left
            ? left with { Sample = sample, Feature = feature }
            : again.Interruption ?? new Interruption.LeftNumberRange(system, Step * Steps, sample, feature, "of single precision");
    }

    private static void Check(double duration, int samples, int least)
    {
        if (!(duration > 0) || double.IsInfinity(duration))
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "The duration must be a positive finite number.");
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, least);
    }
}
