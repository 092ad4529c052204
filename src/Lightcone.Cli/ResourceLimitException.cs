namespace Lightcone.Cli;

/// <summary>The work asked for needs more memory or time than this machine allows: exit code 4.</summary>
/// <param name="message">What is needed, what the limit is, what to do.</param>
internal sealed class ResourceLimitException(string message) : Exception(message);
