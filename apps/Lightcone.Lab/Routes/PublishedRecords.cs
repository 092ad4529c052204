using System.Reflection;
using System.Text.Json;
using Lightcone.Experiments.Claims;
using Lightcone.Lab.Kinds;

namespace Lightcone.Lab.Routes;

/// <summary>The records of docs/reproductions, which travel with the program.</summary>
internal static class PublishedRecords
{
    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> Records = new(Read);

    /// <summary>The records by claim.</summary>
    public static IReadOnlyDictionary<string, JsonElement> All => Records.Value;

    private static Dictionary<string, JsonElement> Read()
    {
        Assembly assembly = typeof(PublishedRecords).Assembly;
        Dictionary<string, JsonElement> records = [];
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("records/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            foreach (ClaimRecord record in ClaimRecord.Parse(reader.ReadToEnd(), name))
                records[record.Id] = ClaimKind.Element(record);
        }

        return records;
    }
}
