using System.Globalization;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Flows;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Refuses what a fixed step of the classical method cannot follow, with the step that could.</summary>
internal static class FixedStep
{
    /// <exception cref="InputException">The step is too long.</exception>
    public static StepCheck Require(IFlow flow, ReadOnlySpan<double> start, double step, double duration)
    {
        StepCheck check = StepCheck.Of(flow, start, step, duration);
        // Across a jump every step has an error of its own length, however short it is.
        if (flow is TextFlow { Jumping: true } || !check.IsTooLong(duration))
            return check;
        string way = StepCheck.Shorter(flow, start, step, duration) is { } shorter
            ? string.Create(CultureInfo.InvariantCulture, $"Use --step {shorter:0.################}.")
            : "Use a shorter --step.";
        throw new InputException(string.Create(CultureInfo.InvariantCulture, $"a step of {step:R} is too long for this flow: halving it changes what a turn of {check.Turn:G3} comes to by {check.StateError:P1} of the motion. {way}"));
    }

    /// <summary>Methods of lower order are chosen for what they do: they are refused only where a turn is wrong by all of its motion, and named where it is wrong by a tenth.</summary>
    /// <exception cref="InputException">The step is too long.</exception>
    public static StepCheck Require(IFlow flow, ReadOnlySpan<double> start, Solver solver, double duration, Terminal terminal)
    {
        // Over one turn of the true motion: a solution that grows by its errors makes them small beside itself.
        double turn = Motion(flow, start, duration).Turn;
        StepCheck check = StepCheck.Of(flow, start, solver, Math.Min(duration, turn));
        double error = check.StateError * Math.Min(1, duration / turn);
        if (flow is TextFlow { Jumping: true } || double.IsPositiveInfinity(check.Turn))
            return check;
        if (error <= StepCheck.Tolerance)
        {
            RequireEnd(flow, start, solver, duration);
            return check;
        }

        string what = string.Create(CultureInfo.InvariantCulture, $"a step of {solver.Step:R} is {(error > 1 ? "too " : "")}long for {solver.Name} and this flow: halving it changes what a turn of {check.Turn:G3} comes to by {check.StateError:P1} of the motion");
        if (!(error <= 1))
            throw new InputException($"{what}. Use a shorter --step, or --solver rk4 or dp5.");
        terminal.Say($"warning: {what}.");
        RequireEnd(flow, start, solver, duration);
        return check;
    }

    // Small errors of many turns add up where the motion does not forget them: the end is then another one. Where it does not stay the same after a change of a millionth, every solver ends elsewhere.
    private static void RequireEnd(IFlow flow, ReadOnlySpan<double> start, Solver solver, double duration)
    {
        Solver controlled = Solver.DormandPrince().Within(2_000_000);
        double[] moved = [.. start.ToArray().Select(static x => x + (1e-6 * Math.Max(1, Math.Abs(x))))];
        Trajectory right = Trajectory.Integrate(flow, start, duration, controlled, samples: 2_000), twin = Trajectory.Integrate(flow, moved, duration, controlled, samples: 2_000), found = Trajectory.Integrate(flow, start, duration, solver, samples: 2_000);
        if (right.Interruption is not null || twin.Interruption is not null)
            return;
        for (int k = 0; k < flow.Dimension; k++)
        {
            double spread = Spread(right, k), apart = Math.Abs(right.Final[k] - twin.Final[k]);
            double other = found.Interruption is null ? solver.Tableau is null ? Math.Abs(Spread(found, k) - spread) : Math.Abs(found.Final[k] - right.Final[k]) : double.PositiveInfinity;
            if (spread > 0 && apart < 1e-3 * spread && !(other <= StepCheck.Tolerance * spread))
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"steps of {solver.Step:R} by {solver.Name} end elsewhere: after {duration:G6} the component {right.Components[k]} is {(found.Interruption is null ? found.Final[k] : double.PositiveInfinity):G4} where steps that are controlled come to {right.Final[k]:G4}. Use a shorter --step, or --solver rk4 or dp5."));
        }
    }

    private static double Spread(Trajectory run, int component)
    {
        double[] series = run.Series(component);
        double mean = series.Average();
        return Math.Sqrt(series.Average(x => (x - mean) * (x - mean)));
    }

    /// <summary>The motion with a step that follows it, for its rates: the usual one, or a shorter one where that is too long.</summary>
    public static StepCheck Motion(IFlow flow, ReadOnlySpan<double> start, double duration)
    {
        const double usual = 0.01;
        double step = Math.Min(usual, duration / 4);
        StepCheck check = StepCheck.Of(flow, start, step, duration);
        return check.IsTooLong(duration) && StepCheck.Shorter(flow, start, step, duration) is { } shorter ? StepCheck.Of(flow, start, shorter, duration) : check;
    }
}
