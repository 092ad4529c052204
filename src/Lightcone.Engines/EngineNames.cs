namespace Lightcone.Engines;

/// <summary>The engines by name.</summary>
public static class EngineNames
{
    private static readonly (string Name, Engine Engine)[] Known =
    [
        ("auto", Engine.Auto), ("network", Engine.Network), ("table", Engine.Table), ("bits", Engine.Bits), ("active-cells", Engine.ActiveCells), ("scan", Engine.Scan), ("wavefront", Engine.Wavefront), ("bytes", Engine.Bytes),
        ("hashlife", Engine.HashLife), ("additive", Engine.Additive), ("tiles", Engine.Tiles),
    ];

    extension(Engine engine)
    {
        /// <summary>The name on the command line and in <see cref="Evolution.Engine"/>.</summary>
        public string Name => Known.First(pair => pair.Engine == engine).Name;
    }

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Known.Select(static pair => pair.Name);

    /// <summary>The engine of a name; null when there is none.</summary>
    /// <param name="name">The name, with or without its hyphens.</param>
    public static Engine? Find(string name)
    {
        foreach ((string known, Engine engine) in Known)
            if (known == name || known.Replace("-", "", StringComparison.Ordinal) == name)
                return engine;
        return null;
    }
}
