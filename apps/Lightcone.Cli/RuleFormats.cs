using System.Collections.Immutable;
using Lightcone.Engines.Circuits;
using Lightcone.Formats;

namespace Lightcone.Cli;

/// <summary>All formats that hold a rule: those of the model, and the circuits that engines run.</summary>
internal static class RuleFormats
{
    public static ImmutableArray<FileFormat> All { get; } = [.. FileFormat.All, .. CompiledCircuit.Formats];

    /// <summary>The format of a name, or null.</summary>
    public static FileFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
