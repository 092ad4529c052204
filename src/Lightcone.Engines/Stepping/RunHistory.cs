namespace Lightcone.Engines.Stepping;

/// <summary>
/// Which engines a rule has run with, and how much its runs were predicted to take: what can be had again for nothing, and what a preparation is worth. Predictions are added up, no clock is read,
/// so a program that does the same runs makes the same choices. Safe for several threads.
/// </summary>
internal sealed class RunHistory
{
    private const double Most = 1e6;

    private readonly Lock gate = new();
    private readonly HashSet<EngineKind> engines = [];
    private double seconds;

    /// <summary>Predicted seconds of all runs so far.</summary>
    public double Seconds
    {
        get
        {
            lock (gate)
                return seconds;
        }
    }

    /// <summary>Whether the engine has run.</summary>
    public bool Has(EngineKind engine)
    {
        lock (gate)
            return engines.Contains(engine);
    }

    /// <summary>Adds a run.</summary>
    public void Add(EngineKind engine, double predicted)
    {
        lock (gate)
        {
            engines.Add(engine);
            seconds = Math.Min(seconds + predicted, Most);
        }
    }
}
