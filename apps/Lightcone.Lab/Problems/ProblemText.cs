using Lightcone.Foundation.Input;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Problems;

/// <summary>What is said of an exception.</summary>
internal static class ProblemText
{
    /// <summary>Whatever was thrown, as a problem. What nobody foresaw is a defect and is named as one.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        ProblemException refused => refused.Problem,
        InputException input => new("bad-input", "Bad input", 400, Printable(input.Setting is null ? input.Problem : $"{input.Problem} {input.Setting}"), input.Place.IsKnown ? $"{input.Place}" : null),
        ResourceLimitException limit => new("limit", "Over the limit", 422, limit.Message),
        ArgumentException argument => new("bad-input", "Bad input", 400, Printable(InputException.SentenceOf(argument))),
        FormatException or InvalidDataException => new("bad-input", "Bad input", 400, Printable(exception.Message)),
        OutOfMemoryException => new("limit", "Over the limit", 422, "Not enough memory for this. Use fewer cells or steps."),
        IOException or UnauthorizedAccessException => new("folder", "The folder of runs", 500, Printable(exception.Message)),
        _ => new("defect", "A defect of Lightcone", 500, $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} This is a defect of Lightcone; LIGHTCONE_DEBUG=1 shows where.", Next: "Tell the maintainers what was asked."),
    };

    // Messages quote what was found.
    private static string Printable(string message) => string.Concat(message.Select(static c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c));
}
