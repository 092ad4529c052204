using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Lightcone.Experiments.Runs;

/// <summary>
/// One thing to compute, as an immutable value: a training with its seed, an agent, a survey. Equal settings give equal results, byte for byte, on every machine; the hash of the settings names
/// the directory that holds them.
/// </summary>
/// <remarks>A kind of run is a sealed record with init properties for its settings, a static <see cref="RunKind"/>, and <see cref="Compute"/>. Everything random comes from streams under its seed.</remarks>
public abstract record RunSpec
{
    /// <summary>The kind of run.</summary>
    [JsonIgnore]
    public abstract RunKind Kind { get; }

    /// <summary>SHA-256 over kind, version and settings, 64 lower-case hexadecimal digits.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Kind, version and settings on one line: all that decides the result.</summary>
    [JsonIgnore]
    public string Text => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind.Name} {Kind.Version} {Kind.Write(this)}");

    /// <summary>The command that computes this run from nothing, for a POSIX shell.</summary>
    [JsonIgnore]
    public string Command => $"lightcone repro '{Text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Computes the result; no clock, no file but below <see cref="RunContext.Scratch"/>, one thread.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop; what stands in the scratch folder lets it go on.</exception>
    public abstract RunResult Compute(RunContext context);
}
