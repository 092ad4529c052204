using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Jobs;

/// <summary>Something that can be asked for: its name, its settings, and what computes it. All that is wrong with settings is said before a job exists.</summary>
internal abstract class JobKind(string name, string summary, bool keepsRuns)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, in one sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>Whether it computes runs that are kept in the folder.</summary>
    public bool KeepsRuns { get; } = keepsRuns;

    /// <summary>The type of its settings.</summary>
    public abstract JsonTypeInfo Settings { get; }

    /// <summary>The type of its result.</summary>
    public abstract JsonTypeInfo Result { get; }

    /// <summary>Reads settings.</summary>
    /// <param name="settings">The settings as they came.</param>
    /// <param name="limits">What is refused above.</param>
    /// <exception cref="ProblemException">Something is wrong with them.</exception>
    public abstract PreparedJob Prepare(JsonElement settings, LabLimits limits);

    /// <summary>The seed that was given, or a fresh one of six digits, easy to type again.</summary>
    protected static ulong Seed(ulong? given) => given ?? (ulong)RandomNumberGenerator.GetInt32(1_000_000);
}

/// <summary>A kind with the types of its settings and its result.</summary>
internal abstract class JobKind<TSettings, TResult>(string name, string summary, bool keepsRuns = false) : JobKind(name, summary, keepsRuns)
{
    /// <inheritdoc/>
    public sealed override JsonTypeInfo Settings => LabJson.Of<TSettings>();

    /// <inheritdoc/>
    public sealed override JsonTypeInfo Result => LabJson.Of<TResult>();

    /// <inheritdoc/>
    public sealed override PreparedJob Prepare(JsonElement settings, LabLimits limits)
    {
        (TSettings whole, Func<JobContext, TResult> work) = Prepare(WireReader.Read<TSettings>(settings, "settings"), limits);
        return new(LabJson.Element(whole), context => LabJson.Element(work(context)));
    }

    /// <summary>Checks settings and says what is to be done.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="limits">What is refused above.</param>
    /// <returns>The settings with everything in them that was drawn, and the work.</returns>
    protected abstract (TSettings Settings, Func<JobContext, TResult> Work) Prepare(TSettings settings, LabLimits limits);
}
