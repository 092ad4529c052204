using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Problems;

/// <summary>A request that is refused.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>What is said of it.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>Bad input at a place.</summary>
    public static ProblemException At(string place, string expected, string found, string next) =>
        new(new("bad-input", "Bad input", 400, $"{place}: expected {expected}, found {found}. {next}", place, expected, found, next));

    /// <summary>Bad input that sentences describe.</summary>
    public static ProblemException Of(string detail, string? place = null) => new(new("bad-input", "Bad input", 400, detail, place));

    /// <summary>More than is allowed.</summary>
    public static ProblemException Limit(string place, string expected, string found, string next) =>
        new(new("limit", "Over the limit", 422, $"{place}: {found} is over the limit of {expected}. {next}", place, expected, found, next));

    /// <summary>Too many at a time.</summary>
    public static ProblemException TooMany(string detail, string next) => new(new("too-many", "Too many at a time", 429, $"{detail} {next}", Next: next));

    /// <summary>There is nothing of that name.</summary>
    public static ProblemException NotFound(string detail) => new(new("not-found", "Not found", 404, detail));

    /// <summary>It cannot be done in this state.</summary>
    public static ProblemException Conflict(string detail) => new(new("conflict", "Not in this state", 409, detail));

    /// <summary>It is not allowed.</summary>
    public static ProblemException Forbidden(int status, string detail, string next) => new(new("forbidden", "Not allowed", status, $"{detail} {next}", Next: next));
}
