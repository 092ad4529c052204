using System.Globalization;

namespace Lightcone.Flows;

/// <summary>Why an integration ended before its time: a value, not an exception, because with dynamics it is an expected end. Its text says where, why and what to do.</summary>
/// <param name="System">The system with its parameters.</param>
/// <param name="Time">The time of the last step that was good.</param>
public abstract record Interruption(string System, double Time)
{
    /// <summary>The state left the range of finite numbers.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">The time of the last finite state.</param>
    /// <param name="Sample">Which of several trajectories or samples, from 0; null where there is one.</param>
    /// <param name="Feature">Which feature of the sample, from 0; null where there is one.</param>
    /// <param name="Component">Which component of the state was the first to leave.</param>
    public sealed record LeftNumberRange(string System, double Time, int? Sample, int? Feature, string Component) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} leaves the number range {(Time == 0 ? "in its first step" : FormattableString.Invariant($"at t = {Time:0.####}"))} ({(Sample is { } sample ? $"sample {sample}, " : "")}{(Feature is { } feature ? $"feature {feature}, " : "")}component {Component}). {(Time == 0 ? "Its formula has no value there, or the step is far too long. Use another start, a shorter step" : "Use a shorter duration, a smaller start")} or other parameters.");
    }

    /// <summary>The step control needed more steps than allowed.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">How far the integration came.</param>
    /// <param name="Steps">The steps it took.</param>
    public sealed record TooManySteps(string System, double Time, int Steps) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} needed more than {Steps} steps and came to t = {Time:0.####} only. Raise the limit, loosen the tolerance, or look for a singularity there.");
    }

    /// <summary>The state left the range of finite numbers only because the fixed step is too long: with controlled steps it stays.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">The time of the last finite state.</param>
    /// <param name="Step">The step that was too long.</param>
    public sealed record StepTooLong(string System, double Time, double Step) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} leaves the number range at t = {Time:0.####} with steps of {Step:R}, but not with controlled ones: the step is too long for this flow. Use a shorter step.");
    }

    /// <summary>The step control asked for steps so short that the time no longer moved: the solution has a singularity there, or jumps without end.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">How far the integration came.</param>
    public sealed record StepVanished(string System, double Time) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} comes to t = {Time:0.######} and no further, however short the steps: it has a singularity there, or slides along a jump. Use a shorter duration, another start or other parameters.");
    }

    /// <summary>Tangent vectors left the range of finite numbers while the state stayed in it.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">The time at which they were finite last.</param>
    public sealed record LostTangents(string System, double Time) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System}: tangent vectors leave the number range after t = {Time:0.####} while the state stays: the Jacobian overflows there, or is too large for the step. Use a shorter step, or write the formula so that its derivative stays finite: tanh(u) for 2/(1+exp(-2*u)) - 1.");
    }

    /// <summary>The trajectory slides along a jump of the flow: from both sides it is driven back. Beyond this moment the formula does not say how it moves, and tangent vectors have no rule.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">The time at which it began to slide.</param>
    public sealed record Slides(string System, double Time) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} slides along a jump (sign(...) = 0) from t = {Time:0.####} on: both sides drive it back, and its exponents are not defined. Use a smooth step, as tanh(20*u) for sign(u), or other parameters.");
    }

    /// <summary>The trajectory starts where the flow jumps, and both sides lead away: where it goes is not determined.</summary>
    /// <param name="System">The system with its parameters.</param>
    public sealed record Undecided(string System) : Interruption(System, 0)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{System} starts on a jump (sign(...) = 0) from which several sides lead away: where it goes is not determined. Use a start beside it.";
    }

    internal static string Describe(string name, IEnumerable<Parameter> parameters)
    {
        string list = string.Join(", ", parameters);
        return list.Length == 0 ? name : $"{name} ({list})";
    }
}
