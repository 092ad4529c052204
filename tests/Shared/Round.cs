namespace Lightcone.Shared.Tests;

/// <summary>How much the tests do: quick, the usual, or all of it. <c>./test</c> sets it from its option; <c>dotnet test</c> alone is the usual round.</summary>
internal static class Round
{
    /// <summary>The environment variable that names the round: quick, default or all. Unset is default.</summary>
    public const string Variable = "LIGHTCONE_ROUND";

    /// <summary>The trait of tests that the quick round leaves out: <c>[Trait(Round.Trait, Round.Long)]</c>.</summary>
    public const string Trait = "Round";

    /// <summary>The value of <see cref="Trait"/>.</summary>
    public const string Long = "long";

    /// <summary>The value of <see cref="Trait"/> for tests that belong to <c>./test --all</c> alone: minutes, or daemons of others.</summary>
    public const string All = "all";

    /// <summary>The round of child processes that run the same tests with other instructions: what repeats is repeated less there, but in the round of everything.</summary>
    public static string OfChildren => Name == "all" ? "all" : "quick";

    private static readonly string Name = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : "default";

    /// <summary>How often a test repeats what may be repeated more or less often.</summary>
    /// <exception cref="InvalidOperationException">The environment names no round.</exception>
    public static int Count(int quick, int usual, int all) => Name switch
    {
        "quick" => quick,
        "default" => usual,
        "all" => all,
        _ => throw new InvalidOperationException($"{Variable} is '{Name}', expected quick, default or all. Unset it for the default."),
    };
}
