namespace Lightcone.Foundation.Input;

/// <summary>Bad input from outside: a rule, a lattice, an operand or a file that does not say what it should.</summary>
/// <remarks>The message has four parts: the place (<c>file:line:column</c>, when known), what was found, what was expected, and what to do next.</remarks>
public sealed class InputException : FormatException
{
    /// <summary>Describes bad input.</summary>
    /// <param name="problem">What was found, what was expected, what to do: whole sentences.</param>
    /// <param name="place">Where; left out when there is no text to point into.</param>
    /// <param name="setting">What to set instead, when one setting helps; null when it is not that simple.</param>
    public InputException(string problem, SourceLocation place = default, Setting? setting = null)
        : base($"{(place.IsKnown ? $"{place}: " : "")}{problem}{(setting is null ? "" : $" {setting}")}")
    {
        Problem = problem;
        Place = place;
        Setting = setting;
    }

    /// <summary>The message without its place and its setting.</summary>
    public string Problem { get; }

    /// <summary>Where in the input; unknown when the input has no text.</summary>
    public SourceLocation Place { get; }

    /// <summary>What to set so that the input is taken; null when no single setting helps.</summary>
    public Setting? Setting { get; }

    /// <summary>What the refusal of a constructor or method says, without the name of the parameter, which means nothing to whoever typed the input.</summary>
    /// <param name="refusal">The refusal.</param>
    public static string SentenceOf(ArgumentException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Message.Split(" (Parameter", 2)[0];
    }

    /// <summary>The same problem at a place that the caller knows better, for instance with the name of the file.</summary>
    public InputException At(SourceLocation place) => new(Problem, place, Setting);

    /// <summary>The same problem, named after the file it was found in.</summary>
    public InputException In(string file) => new(Problem, Place with { File = file }, Setting);
}
