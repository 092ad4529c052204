namespace Lightcone.Flows.Measures;

/// <summary>What a Lyapunov estimate came to: its running estimates, and how it ended.</summary>
internal sealed record SpectrumRecord(int Dimension, double[] Times, double[] Running, double MeanDivergence, Interruption? Interruption);

/// <summary>The time grid of a Lyapunov estimate: rounds of a few steps, each closed by an orthonormalization.</summary>
internal sealed record SpectrumPlan(double[] Starts, int Count, double Step, int Every, int TransientSteps, int Rounds, int Remainder)
{
    /// <summary>Running estimates are kept this often at most.</summary>
    public const int Records = 256;

    public static SpectrumPlan Create(double[] starts, int count, double duration, double transient, double step, int every)
    {
        if (!(duration > 0) || double.IsInfinity(duration))
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "The duration must be a positive finite number.");
        if (!(transient >= 0) || double.IsInfinity(transient))
            throw new ArgumentOutOfRangeException(nameof(transient), transient, "The transient must be 0 or a positive finite number.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        int steps = Solver.RungeKutta4(step).StepsIn(duration);
        int waiting = transient == 0 ? 0 : Solver.RungeKutta4(step).StepsIn(transient);
        return new(starts, count, duration / steps, every, waiting, steps / every, steps % every);
    }

    /// <summary>The rounds after which the running estimates are kept.</summary>
    public int Stride => Math.Max(1, (Rounds + 1) / Records);
}
