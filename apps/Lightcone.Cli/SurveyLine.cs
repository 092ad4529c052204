using System.Globalization;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Cli;

/// <summary>One row of a survey, with the words for it.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Boundary">The boundary's name.</param>
/// <param name="Class">The first of the rules and boundaries that are the same up to mirror and naming; null where that was not looked for.</param>
/// <param name="Row">What was found.</param>
/// <param name="Ends">What was found of the map from starts to ends; null where it was not looked for.</param>
internal sealed record SurveyLine(string Rule, string Boundary, string? Class, ConvergenceSurvey Row, EndMapDiscovery? Ends)
{
    /// <summary>proved, refuted or open.</summary>
    public string Verdict => Row.IsOpen ? "open" : Row.Convergence.Status == ProofStatus.Proved ? "proved" : "refuted";

    /// <summary>The argument in one or two words.</summary>
    public string Argument => Row.Convergence.Argument switch
    {
        ConvergenceArgument.Stateless => "no state",
        ConvergenceArgument.OwnCell => "own cell",
        ConvergenceArgument.OneWay => "one way",
        ConvergenceArgument.Potential => "potential",
        ConvergenceArgument.Current => "current",
        ConvergenceArgument.Induction => "induction",
        ConvergenceArgument.Chain => "chain",
        ConvergenceArgument.BoundedTime => "bounded time",
        ConvergenceArgument.SymbolOrder => "order",
        ConvergenceArgument.CheckedToSize => "small lattices",
        ConvergenceArgument.Cycle => "cycle",
        ConvergenceArgument.Undecided => "none",
        var other => throw new InvalidOperationException($"Unknown argument {other.GetType().Name}."),
    };

    /// <summary>All in few words: argument and bound, or the cycle; an asterisk for a bound that is met. Where maps of ends were looked for, the states from both sides, or how that ended.</summary>
    public string Text => $"{Words}{Ends switch
    {
        { Map: { } map } => string.Create(CultureInfo.InvariantCulture, $", {map.FirstStates}x{map.LastStates}"),
        { IsExcluded: true } => string.Create(CultureInfo.InvariantCulture, $", >{EndMapDiscovery.MostStates}"),
        { } => ", ?",
        null => "",
    }}";

    private string Words => Row.Convergence.Argument switch
    {
        ConvergenceArgument.Cycle cycle => string.Create(CultureInfo.InvariantCulture, $"cycle {cycle.Period} on {cycle.State.Count}"),
        _ when Row.Convergence.StepBound is { } bound => $"{Argument} {bound}{(Row.Tight is null ? "" : "*")}",
        _ => string.Create(CultureInfo.InvariantCulture, $"open ({Row.Convergence.CheckedLength ?? 0})"),
    };
}
