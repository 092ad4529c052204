using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>One line of <c>run --lines</c>: a question and, possibly, what somebody claims to be its answer.</summary>
/// <param name="Asked">The question as it is printed.</param>
/// <param name="Makes">What stands between question and answer.</param>
/// <param name="Claimed">The answer that the line gives; null when it gives none.</param>
/// <param name="Initial">The question in cells.</param>
/// <param name="Answer">Reads the answer off the settled cells.</param>
internal sealed record QuestionLine(string Asked, string Makes, string? Claimed, Lattice Initial, Func<Lattice, string> Answer)
{
    /// <summary>Whether the run ended as an independent implementation says; null where there is none.</summary>
    public Func<Evolution, bool>? IsRight { get; init; }

    /// <summary>How a line with its answer is written.</summary>
    public required string Form { get; init; }

    /// <summary>What is wrong with the rule's answer, or with the one that the line gives; null for nothing. What is right is known only where the rule's answer was found right.</summary>
    /// <param name="evolution">The run that settled.</param>
    /// <param name="answer">The rule's answer.</param>
    public string? Fault(Evolution evolution, string answer)
    {
        bool? right = IsRight?.Invoke(evolution);
        if (right == false)
            return $"the rule's answer {Short(answer)} is wrong{(Claimed is null || Claimed == answer ? "" : $", and the line says {Short(Claimed)}")}";
        return Claimed is null || Claimed == answer ? null : $"the line says {Short(Claimed)}, {(right == true ? "right is" : "the rule says")} {Short(answer)}";
    }

    /// <summary>What is long, for a message.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : $"{text[..16]}...{text[^16..]} ({EditDistance.Count(text.Length, "character")})";
}
