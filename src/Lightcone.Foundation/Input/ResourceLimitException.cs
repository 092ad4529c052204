namespace Lightcone.Foundation.Input;

/// <summary>Work that was refused before it began because it needs more memory than the limit allows. The message says how much it needs, the limit, and what to do.</summary>
public sealed class ResourceLimitException : InvalidOperationException
{
    /// <summary>Refuses a piece of work.</summary>
    /// <param name="problem">What is needed, what the limit is, what to do: whole sentences.</param>
    public ResourceLimitException(string problem)
        : base(problem)
    {
    }
}
