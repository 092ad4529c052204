using Lightcone.Engines;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The engines as they are named on the command line.</summary>
internal static class EngineName
{
    /// <summary>All names, with the one that leaves the choice open.</summary>
    public static IEnumerable<string> All => Engine.All.Prepend(Engine.Auto).Select(static engine => engine.Name);

    /// <summary>What each is, a line each.</summary>
    public static string Help => $"How to run; the result is the same.\n{string.Join('\n', Engine.All.Prepend(Engine.Auto).Select(static engine => $"{engine.Name}: {engine.Summary}"))}";

    /// <exception cref="InputException">There is no such engine.</exception>
    public static Engine Parse(string name) => Engine.Find(name)
        ?? throw new InputException($"'{name}' is not an engine.{(EditDistance.Nearest(name, All) is { } near ? $" Did you mean {near}?" : "")} The engines are {string.Join(", ", All)}.");
}
