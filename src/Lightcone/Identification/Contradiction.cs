using Lightcone.Foundation.Information;

namespace Lightcone.Identification;

/// <summary>Two recorded cells that see the same neighborhood and become different symbols: no rule on that neighborhood has both.</summary>
/// <param name="Neighborhood">The cells that were read.</param>
/// <param name="Symbols">What both see, for people: (0,1,1).</param>
/// <param name="First">The first cell.</param>
/// <param name="FirstLine">The line on which it stands after the step.</param>
/// <param name="FirstResult">What it became.</param>
/// <param name="Second">The second cell.</param>
/// <param name="SecondLine">The line on which it stands after the step.</param>
/// <param name="SecondResult">What it became.</param>
/// <param name="SeparatingRadius">The smallest radius at which the two see different cells; null when their surroundings agree as far as a rule can reach.</param>
public sealed record Contradiction(
    Neighborhood Neighborhood, string Symbols, CellPlace First, int FirstLine, string FirstResult, CellPlace Second, int SecondLine, string SecondResult, int? SeparatingRadius)
{
    /// <summary>The sentence of the command line, without advice.</summary>
    public override string ToString() =>
        $"lines {FirstLine} (cell {First.Cell + 1}) and {SecondLine} (cell {Second.Cell + 1}) give the neighborhood {Symbols} different results ({FirstResult} and {SecondResult}): no rule that reads {Neighborhood} has both.";
}
