using Lightcone.Engines.Additive;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Grid;
using Lightcone.Engines.HashLife;
using Lightcone.Engines.Scan;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Engines.Tiles;
using Lightcone.Engines.Wavefront;

namespace Lightcone.Engines;

/// <summary>What all runs of a rule share, made when first needed: the table over essential inputs, the circuits, the one-way form, the wavefront's kernels in one and two dimensions.</summary>
internal sealed class RuleForms
{
    /// <summary>The largest table for which a circuit is tried without being asked for.</summary>
    private const int SmallDomain = 1 << 14;

    private readonly Lazy<EssentialTable> table;
    private readonly Lazy<Circuit?> circuit;
    private readonly Lazy<OneWayForm?> oneWay;
    private readonly Lazy<(EssentialTable? Table, byte[] Codes)> contexts;
    private readonly Lazy<(EssentialTable Table, LookupNetwork? Network, byte[]? Codes)> coding;
    private readonly Lazy<WavefrontKernels?> wavefront;
    private readonly Lazy<ByteKernels?> bytes;
    private readonly Lazy<HashCells?> hashCells;
    private readonly Lazy<AdditiveForm?> affine;
    private readonly Lazy<GridKernels?> grid;
    private readonly Lazy<TileKernels?> tiles;

    /// <param name="rule">The rule.</param>
    /// <param name="rates">The rates that choices go by; null for those of this machine.</param>
    public RuleForms(LocalRule rule, MachineRates? rates = null)
    {
        Rates = rates ?? MachineRates.Present;
        table = new(() => new EssentialTable(rule));
        circuit = new(() => Lightcone.Engines.Synthesis.Circuit.Synthesize(Table));
        oneWay = new(() => OneWayForm.TryFind(Table, out OneWayForm? form) ? form : null);
        contexts = new(() => (Table.WithContexts(out byte[] codes), codes));
        coding = new(() => contexts.Value.Table is { } merged ? StateCoding.Search(merged) : default);
        grid = new(() => MooreTable.TryMake(Table) is { } moore ? new GridKernels(moore) : null);
        tiles = new(() => Grid is { } kernels ? new TileKernels(kernels.Table) : null);
        wavefront = new(() => Table.Dimensions == 1 && Table.StateSize > 1 && Lookups is { } network ? new WavefrontKernels(new WavefrontShape(coding.Value.Table, network), coding.Value.Codes is { } codes ? new PlaneCoding(codes) : null) : null);
        affine = new(() => AdditiveForm.TryFind(contexts.Value.Table));
        hashCells = new(() => HashLife.HashCells.TryFind(contexts.Value.Table));
        bytes = new(() => ByteForm.TryFind(contexts.Value.Table) is { } form ? new ByteKernels(form) : null);
    }

    /// <summary>What engines cost on the machine that choices are made for.</summary>
    public MachineRates Rates { get; }

    /// <summary>What has run so far.</summary>
    public RunHistory History { get; } = new();

    /// <summary>The table over essential inputs.</summary>
    public EssentialTable Table => table.Value;

    /// <summary>The circuit; null when it would be too large.</summary>
    public Circuit? Circuit => circuit.Value;

    /// <summary>The circuit when it is worth running: faster per cell than a table look-up.</summary>
    public Circuit? SmallCircuit => Table.Results.Length <= SmallDomain && Circuit is { } found && EngineRates.BitSliced(Rates, found) < EngineRates.Table(Rates, Table) ? found : null;

    /// <summary>The network of three-input look-ups over the classes of frozen contexts and the codes of the state; null when it would be too large.</summary>
    public LookupNetwork? Lookups => coding.Value.Network;

    /// <summary>The wavefront's kernels; null in two dimensions and when the network would be too large.</summary>
    public WavefrontKernels? Wavefront => wavefront.Value;

    /// <summary>The byte engine's kernels; null in two dimensions and when there are too many codes.</summary>
    public ByteKernels? Bytes => bytes.Value;

    /// <summary>The form of a rule that is affine over GF(2); null for others.</summary>
    public AdditiveForm? Affine => affine.Value;

    /// <summary>The cells of HashLife; null in two dimensions and when there are too many kinds.</summary>
    public HashCells? HashCells => hashCells.Value;

    /// <summary>The wavefront's kernels in two dimensions; null for rules of more than two states, with a frozen field, or that read cells farther than one away.</summary>
    public GridKernels? Grid => grid.Value;

    /// <summary>The kernels of tiles; null where <see cref="Grid"/> is.</summary>
    public TileKernels? Tiles => tiles.Value;

    /// <summary>The class of the frozen context of each cell, as <see cref="Lookups"/> reads it.</summary>
    public byte[] ContextCodes(Lattice input)
    {
        int[] share = Table.FrozenShare(input)!;
        byte[] codes = new byte[share.Length];
        int states = Table.StateDomain;
        for (int i = 0; i < share.Length; i++)
            codes[i] = contexts.Value.Codes[share[i] / states];
        return codes;
    }

    /// <summary>The one-way form; null when the rule has none.</summary>
    public OneWayForm? OneWay => oneWay.Value;
}
