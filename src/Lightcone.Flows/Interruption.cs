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
    /// <param name="Sample">Which trajectory or sample, from 0.</param>
    /// <param name="Feature">Which feature of the sample, from 0.</param>
    /// <param name="Component">Which component of the state was the first to leave.</param>
    public sealed record LeftNumberRange(string System, double Time, int Sample, int Feature, string Component) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} leaves the number range at t = {Time:0.####} (sample {Sample}, feature {Feature}, component {Component}). Use a shorter duration, a smaller start or other parameters.");
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

    /// <summary>The step control shortened its steps until they no longer moved the time: a singularity, or a jump that no tolerance bridges.</summary>
    /// <param name="System">The system with its parameters.</param>
    /// <param name="Time">Where the steps vanished.</param>
    /// <param name="Steps">The steps up to there.</param>
    public sealed record StepVanished(string System, double Time, int Steps) : Interruption(System, Time)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{System} came to t = {Time:0.####} in {Steps} steps, where they would have to be too short to move the time: there is a singularity or a jump. End before it, or take a solver of fixed steps.");
    }

    internal static string Describe(string name, IEnumerable<Parameter> parameters)
    {
        string list = string.Join(", ", parameters);
        return list.Length == 0 ? name : $"{name} ({list})";
    }
}
