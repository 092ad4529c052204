using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Claims;

/// <summary>How many seeds a claim is given.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Seeds">How many: 1, 2, 3, ...</param>
public sealed record Budget(string Name, int Seeds)
{
    /// <summary>Two seeds: whether everything runs. Every verdict is undecided.</summary>
    public static Budget Smoke { get; } = new("smoke", 2);

    /// <summary>Ten seeds.</summary>
    public static Budget Standard { get; } = new("standard", 10);

    /// <summary>Thirty seeds.</summary>
    public static Budget Full { get; } = new("full", 30);

    /// <summary>All of them.</summary>
    public static ImmutableArray<Budget> All { get; } = [Smoke, Standard, Full];

    /// <summary>The budget of a name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static Budget Find(string name) => All.FirstOrDefault(budget => budget.Name == name)
        ?? throw new InputException($"'{name}' is not a budget.{(EditDistance.Nearest(name, All.Select(static budget => budget.Name)) is { } near ? $" Did you mean {near}?" : "")} The budgets are {string.Join(", ", All.Select(static budget => $"{budget.Name} ({budget.Seeds} seeds)"))}.");
}
