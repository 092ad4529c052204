using Lightcone.Engines;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The engines as they are named on the command line.</summary>
internal static class EngineName
{
    private static readonly (string Name, Engine Engine)[] Known =
    [
        ("auto", Engine.Auto), ("reference", Engine.Reference), ("table", Engine.Table), ("bit-sliced", Engine.BitSliced), ("frontier", Engine.Frontier), ("one-pass", Engine.OnePass), ("wavefront", Engine.Wavefront), ("bytes", Engine.Bytes), ("hash", Engine.Hash), ("affine", Engine.Affine), ("tiles", Engine.Tiles),
    ];

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Known.Select(static pair => pair.Name);

    public static string Of(Engine engine) => Known.First(pair => pair.Engine == engine).Name;

    /// <exception cref="InputException">There is no such engine.</exception>
    public static Engine Parse(string name)
    {
        foreach ((string known, Engine engine) in Known)
            if (known == name || known.Replace("-", "", StringComparison.Ordinal) == name)
                return engine;
        throw new InputException($"'{name}' is not an engine.{(Text.EditDistance.Nearest(name, Known.Select(static pair => pair.Name)) is { } near ? $" Did you mean {near}?" : "")} The engines are {string.Join(", ", Known.Select(static pair => pair.Name))}.");
    }
}
