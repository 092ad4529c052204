namespace Lightcone.Flows;

/// <summary>How a flow is integrated: a method with its step, or with its tolerances.</summary>
public sealed class Solver
{
    private Solver(string name, Tableau? tableau, double step)
    {
        if (!(step > 0) || double.IsInfinity(step))
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step must be a positive finite number.");
        (Name, Tableau, Step) = (name, tableau, step);
    }

    /// <summary>The method's short name: euler, rk4, dp5, verlet.</summary>
    public string Name { get; }

    /// <summary>The method's coefficients; null for Verlet, which is not a Runge-Kutta method.</summary>
    public Tableau? Tableau { get; }

    /// <summary>The fixed step; the largest step when <see cref="Adaptive"/>.</summary>
    public double Step { get; }

    /// <summary>Whether the step is controlled by the tolerances.</summary>
    public bool Adaptive { get; private init; }

    /// <summary>Error allowed per step, relative to the state.</summary>
    public double RelativeTolerance { get; private init; }

    /// <summary>Error allowed per step near zero.</summary>
    public double AbsoluteTolerance { get; private init; }

    /// <summary>The number of steps, rejected ones included, after which an adaptive integration gives up; default 1,000,000; <see cref="Within"/> sets another.</summary>
    public int MaximumSteps { get; init; } = 1_000_000;

    /// <summary>Euler's method, order 1.</summary>
    /// <param name="step">The step, positive; default 0.01.</param>
    public static Solver Euler(double step = 0.01) => Fixed(Tableau.Euler, step);

    /// <summary>The classical Runge-Kutta method, order 4.</summary>
    /// <param name="step">The step, positive; default 0.01.</param>
    public static Solver RungeKutta4(double step = 0.01) => Fixed(Tableau.RungeKutta4, step);

    /// <summary>Any Runge-Kutta method with a fixed step.</summary>
    /// <param name="tableau">The method.</param>
    /// <param name="step">The step, positive.</param>
    public static Solver Fixed(Tableau tableau, double step)
    {
        ArgumentNullException.ThrowIfNull(tableau);
        return new(tableau.Name, tableau, step);
    }

    /// <summary>Dormand and Prince's method of order 5 with step control and dense output.</summary>
    /// <param name="relativeTolerance">Error allowed per step, relative to the state; default 1e-8.</param>
    /// <param name="absoluteTolerance">Error allowed per step near zero; default 1e-10.</param>
    /// <param name="maximumStep">The largest step; default 1e9, that is none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is not positive.</exception>
    public static Solver DormandPrince(double relativeTolerance = 1e-8, double absoluteTolerance = 1e-10, double maximumStep = 1e9)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relativeTolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(absoluteTolerance);
        return new("dp5", Tableau.DormandPrince54, maximumStep) { Adaptive = true, RelativeTolerance = relativeTolerance, AbsoluteTolerance = absoluteTolerance };
    }

    /// <summary>
    /// The Stoermer-Verlet method, order 2 and symplectic, for separable systems q' = f(p), p' = g(q, t): the first half of the state is q, the second half p.
    /// A flow that is not of this kind loses order and invariants silently.
    /// </summary>
    /// <param name="step">The step, positive; default 0.01.</param>
    /// <remarks>Hairer, Lubich and Wanner, "Geometric numerical integration illustrated by the Stoermer-Verlet method", Acta Numerica 12, 399 (2003).</remarks>
    public static Solver Verlet(double step = 0.01) => new("verlet", null, step);

    /// <summary>The same method with another <see cref="MaximumSteps"/>.</summary>
    /// <param name="steps">The number of steps after which an adaptive integration gives up, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public Solver Within(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return new(Name, Tableau, Step) { Adaptive = Adaptive, RelativeTolerance = RelativeTolerance, AbsoluteTolerance = AbsoluteTolerance, MaximumSteps = steps };
    }

    /// <summary>The whole number of fixed steps that fill a duration, each at most <see cref="Step"/> (to a relative 1e-9).</summary>
    internal int StepsIn(double duration)
    {
        double steps = Math.Ceiling((duration / Step) * (1 - 1e-9));
        if (steps > int.MaxValue / 2)
            throw new ArgumentException($"{steps:0.##e+0} steps are too many. Use a longer step or a shorter duration.", nameof(duration));
        return Math.Max(1, (int)steps);
    }
}
