using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests.Runs;

/// <summary>All that the runs of a store hold.</summary>
internal static class StoreContents
{
    /// <summary>Every file of every run, by path within the store, as text in base 64: equal stores give equal lists. The log is no part of a run.</summary>
    public static string[] Of(string folder) =>
    [
        .. RunStore.Open(folder).Hashes().SelectMany(hash => Directory.EnumerateFiles(Path.Combine(folder, hash)).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(folder, path)} {Convert.ToBase64String(File.ReadAllBytes(path))}")),
    ];

    /// <summary>The hashes of the log, a line each.</summary>
    public static string[] Logged(string folder) => [.. File.ReadAllLines(Path.Combine(folder, "log.jsonl")).Select(static line => line.Split('"')[3])];
}
