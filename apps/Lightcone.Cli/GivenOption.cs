using System.CommandLine;

namespace Lightcone.Cli;

/// <summary>Which options the user wrote himself: one that has no effect is refused, never ignored.</summary>
internal static class GivenOption
{
    /// <summary>Whether an option was written.</summary>
    public static bool Is(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>The name of the first of some options that was written; null where none was.</summary>
    public static string? First(ParseResult parse, params IEnumerable<Option> options) => options.FirstOrDefault(option => Is(parse, option))?.Name;
}
