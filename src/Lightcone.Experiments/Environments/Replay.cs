using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Environments;

/// <summary>An episode as a small value: which world, which random numbers, which actions. Stepping it again gives the same bytes, and its hash says so.</summary>
public sealed record Replay
{
    private const string Format = "lightcone-replay";

    private Replay()
    {
    }

    /// <summary>The environment, a name of <see cref="EnvironmentCatalog"/>.</summary>
    public required string World { get; init; }

    /// <summary>The seed of the episode's stream.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The purpose of the episode's stream.</summary>
    public required string Purpose { get; init; }

    /// <summary>The index of the episode's stream.</summary>
    public required ulong Index { get; init; }

    /// <summary>The action of each step.</summary>
    public required ImmutableArray<int> Actions { get; init; }

    /// <summary>The sum of rewards.</summary>
    public required double Return { get; init; }

    /// <summary>SHA-256 over all observations and rewards, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Plays actions in a fresh environment; the first one that ends the episode is the last one kept.</summary>
    /// <param name="world">A name of <see cref="EnvironmentCatalog"/>.</param>
    /// <param name="stream">The stream of the episode; only its address is used.</param>
    /// <param name="actions">The actions.</param>
    /// <exception cref="InputException">There is no such world.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The world has no such action.</exception>
    public static Replay Of(string world, RandomStream stream, ReadOnlySpan<int> actions)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Run(world, stream.Seed, stream.Purpose, stream.Index, actions).Replay;
    }

    /// <summary>Steps the episode again.</summary>
    /// <exception cref="InputException">What happens is not what happened when it was recorded: it was changed, or this program's worlds were.</exception>
    public ReplayTrace Play()
    {
        (Replay replay, ReplayTrace trace) = Run(World, Seed, Purpose, Index, Actions.AsSpan());
        return replay.Hash == Hash && replay.Actions.Length == Actions.Length
            ? trace
            : throw new InputException($"this episode of {World} was recorded with hash {Hash[..Math.Min(12, Hash.Length)]} and gives {replay.Hash[..12]} now: it was changed, or it comes from another version. Record it again.");
    }

    /// <summary>The text form, JSON.</summary>
    public string ToJson() => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", 1);
        writer.WriteString("world", World);
        writer.WriteNumber("seed", Seed);
        writer.WriteString("purpose", Purpose);
        writer.WriteNumber("index", Index);
        writer.WriteString("actions", string.Concat(Actions.Select(static a => (char)('0' + a))));
        writer.WriteNumber("return", Return);
        writer.WriteString("hash", Hash);
        writer.WriteEndObject();
    });

    /// <summary>Reads the text form.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">It is no replay; the message says where and why.</exception>
    public static Replay Parse(string text, string? file = null)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText root = new(document.RootElement, file, "replay");
        root.RequireFormat(Format, 1);
        string actions = root.Text("actions");
        if (actions.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw root.Error("actions", "expected one digit an action");
        string world = root.Text("world");
        int bound = EnvironmentCatalog.Create(world).Actions;
        if (actions.Any(a => a - '0' >= bound))
            throw root.Error("actions", $"{world} has actions 0 to {bound - 1}");
        return new Replay
        {
            World = world,
            Seed = root.UInt64("seed"),
            Purpose = root.Text("purpose"),
            Index = root.UInt64("index"),
            Actions = [.. actions.Select(static a => a - '0')],
            Return = root.Double("return"),
            Hash = root.Text("hash"),
        };
    }

    /// <summary>Saves the text form in one piece.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, ToJson());

    /// <summary>Loads a file.</summary>
    /// <exception cref="InputException">It is no replay; the message says where and why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Replay Load(string path) => Parse(File.ReadAllText(path), path);

    private static (Replay Replay, ReplayTrace Trace) Run(string world, ulong seed, string purpose, ulong index, ReadOnlySpan<int> actions)
    {
        IEnvironment environment = EnvironmentCatalog.Create(world);
        float[] observation = new float[environment.Observations];
        environment.Reset(new RandomStream(seed, purpose, index), observation);
        List<float> observations = [.. observation];
        List<double> rewards = [];
        foreach (int action in actions)
        {
            EnvironmentStep step = environment.Step(action, observation);
            observations.AddRange(observation);
            rewards.Add(step.Reward);
            if (step.IsLast)
                break;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(observations)));
        hash.AppendData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rewards)));
        Replay replay = new()
        {
            World = world,
            Seed = seed,
            Purpose = purpose,
            Index = index,
            Actions = [.. actions[..rewards.Count]],
            Return = rewards.Sum(),
            Hash = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
        return (replay, new ReplayTrace([.. rewards], observations.ToArray(), environment.Observations));
    }
}
