namespace Lightcone.Foundation.Input;

/// <summary>What to set so that bad input becomes good: the name of a property of the call that refused it, and a value. A program turns it into its own option.</summary>
/// <param name="Name">The property, in lower case: <c>radius</c>.</param>
/// <param name="Value">Its value as text: <c>2</c>.</param>
public sealed record Setting(string Name, string Value)
{
    /// <summary>The advice as a sentence.</summary>
    public override string ToString() => $"Set the {Name} to {Value}.";
}
