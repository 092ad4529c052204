using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Environments;

/// <summary>The environments by name: <c>cartpole</c> and <c>lunarlander</c> are Gymnasium's; with <c>:easy</c>, <c>:medium</c>, <c>:hard</c> or <c>:very-hard</c> behind, the paper's.</summary>
public static class EnvironmentCatalog
{
    private static readonly ImmutableArray<(string Name, Func<IEnvironment> Create)> Entries =
    [
        ("cartpole", static () => new CartPole()),
        .. DifficultyNames.Select(static (name, d) => ($"cartpole:{name}", (Func<IEnvironment>)(() => new CartPole(CartPoleSettings.Paper((Difficulty)d))))),
        ("lunarlander", static () => new LunarLander()),
        .. DifficultyNames.Select(static (name, d) => ($"lunarlander:{name}", (Func<IEnvironment>)(() => new LunarLander(LunarLanderSettings.Paper((Difficulty)d))))),
    ];

    /// <summary>The names of the difficulties, in their order: easy, medium, hard, very-hard.</summary>
    public static ImmutableArray<string> DifficultyNames => ["easy", "medium", "hard", "very-hard"];

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => Entries.Select(static entry => entry.Name);

    /// <summary>A fresh environment.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InputException">There is none of that name; the message lists the names.</exception>
    public static IEnvironment Create(string name)
    {
        foreach ((string known, Func<IEnvironment> create) in Entries)
            if (known == name)
                return create();
        throw new InputException($"no environment is called '{name}': expected one of {string.Join(", ", Names)}.");
    }
}
