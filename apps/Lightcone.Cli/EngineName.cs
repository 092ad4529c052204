using Lightcone.Engines;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The engines as they are named on the command line.</summary>
internal static class EngineName
{
    /// <exception cref="InputException">There is no such engine.</exception>
    public static Engine Parse(string name) => EngineNames.Find(name)
        ?? throw new InputException($"'{name}' is not an engine.{(EditDistance.Nearest(name, EngineNames.All) is { } near ? $" Did you mean {near}?" : "")} The engines are {string.Join(", ", EngineNames.All)}.");
}
