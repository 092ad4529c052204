namespace Lightcone.Kernels;

/// <summary>What all runs of a rule share, made when first needed: the table over essential inputs, the circuit, the one-way form.</summary>
internal sealed class CompiledRule
{
    /// <summary>The largest table for which a circuit is tried without being asked for.</summary>
    private const int SmallDomain = 1 << 14;

    private readonly Lazy<EssentialTable> table;
    private readonly Lazy<Circuit?> circuit;
    private readonly Lazy<OneWayForm?> oneWay;

    public CompiledRule(LocalRule rule)
    {
        table = new(() => new EssentialTable(rule));
        circuit = new(() => Lightcone.Kernels.Circuit.Synthesize(Table));
        oneWay = new(() => OneWayForm.TryFind(Table, out OneWayForm? form) ? form : null);
    }

    /// <summary>The table over essential inputs.</summary>
    public EssentialTable Table => table.Value;

    /// <summary>The circuit; null when it would be too large.</summary>
    public Circuit? Circuit => circuit.Value;

    /// <summary>The circuit when it is worth running: faster per cell than a table look-up.</summary>
    public Circuit? SmallCircuit => Table.Results.Length <= SmallDomain && Circuit is { } found && EngineRates.BitSliced(found) < EngineRates.Table ? found : null;

    /// <summary>The one-way form; null when the rule has none.</summary>
    public OneWayForm? OneWay => oneWay.Value;
}
