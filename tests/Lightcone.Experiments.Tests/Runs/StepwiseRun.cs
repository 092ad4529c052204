using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Tests.Runs;

/// <summary>A small run of many steps with a checkpoint after each: the orbit of a congruential generator.</summary>
public sealed record StepwiseRun : RunSpec
{
    public static RunKind RunKind { get; } = new("stepwise", 1, StepwiseJson.Default.StepwiseRun);

    /// <summary>Told of every step that is on disk.</summary>
    public static Action<StepwiseRun, int>? Stepped { get; set; }

    public int Steps { get; init; } = 5;

    public ulong Seed { get; init; }

    /// <summary>The step at which it fails; 0 for never.</summary>
    public int FailsAt { get; init; }

    [JsonIgnore]
    public override RunKind Kind => RunKind;

    public override RunResult Compute(RunContext context)
    {
        string? file = context.Scratch is null ? null : Path.Combine(context.Scratch, "state.txt");
        List<ulong> orbit = file is not null && File.Exists(file) ? [.. File.ReadAllLines(file).Select(static line => ulong.Parse(line, CultureInfo.InvariantCulture))] : [];
        while (orbit.Count < Steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            orbit.Add(unchecked(((orbit.Count == 0 ? Seed : orbit[^1]) * 6364136223846793005) + 1442695040888963407));
            if (orbit.Count == FailsAt)
                throw new InvalidOperationException($"step {FailsAt} failed.");
            if (file is not null)
                AtomicFile.WriteText(file, string.Concat(orbit.Select(static value => string.Create(CultureInfo.InvariantCulture, $"{value}\n"))));
            context.Progress?.Report((double)orbit.Count / Steps);
            Stepped?.Invoke(this, orbit.Count);
        }

        return new()
        {
            Numbers = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("last", orbit[^1] % 1000).Add("none", double.NaN).Add("endless", double.NegativeInfinity),
            Arrays = ImmutableSortedDictionary.Create<string, NpyArray>(StringComparer.Ordinal).Add("orbit", NpyArray.FromDoubles([.. orbit.Select(static value => (double)(value >> 12))], orbit.Count)),
            Events = [.. orbit.Select(static value => string.Create(CultureInfo.InvariantCulture, $"{{\"value\":{value}}}"))],
        };
    }

    public static ImmutableArray<RunSpec> Many(int count, int steps = 5) => [.. Enumerable.Range(1, count).Select(seed => new StepwiseRun { Seed = (ulong)seed, Steps = steps })];
}

[JsonSerializable(typeof(StepwiseRun))]
internal sealed partial class StepwiseJson : JsonSerializerContext;
