using System.Collections.Concurrent;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Stepping;

/// <summary>What all runs of a rule share, made when first needed: the forms that several engines read, and a place for what each of them makes of these for itself.</summary>
internal sealed class RuleForms
{
    private readonly Lazy<EssentialTable> table;
    private readonly Lazy<Circuit?> circuit;
    private readonly Lazy<(EssentialTable? Table, byte[] Codes)> contexts;
    private readonly Lazy<(EssentialTable Table, LookupNetwork? Network, byte[]? Codes)> coding;
    private readonly Lazy<MooreTable?> moore;
    private readonly ConcurrentDictionary<Type, Lazy<object?>> forms = new();

    /// <param name="rule">The rule.</param>
    /// <param name="rates">The rates that choices go by; null for those of this machine.</param>
    /// <param name="network">The network that gives the rule; null when it is a table.</param>
    public RuleForms(LocalRule rule, MachineRates? rates = null, NeuralRule? network = null)
    {
        Rule = rule;
        Network = network;
        Rates = rates ?? MachineRates.Present;
        table = new(() => new EssentialTable(rule));
        circuit = new(() => Synthesis.Circuit.Synthesize(Table));
        contexts = new(() => (Table.WithContexts(out byte[] codes), codes));
        coding = new(() => Merged is { } merged ? StateCoding.Search(merged) : default);
        moore = new(() => MooreTable.TryMake(Table));
    }

    /// <summary>The rule.</summary>
    public LocalRule Rule { get; }

    /// <summary>The network that gives the rule; null when it is a table.</summary>
    public NeuralRule? Network { get; }

    /// <summary>What engines cost on the machine that choices are made for.</summary>
    public MachineRates Rates { get; }

    /// <summary>What has run so far.</summary>
    public RunHistory History { get; } = new();

    /// <summary>The table over essential inputs.</summary>
    public EssentialTable Table => table.Value;

    /// <summary>The circuit of multiplexers; null when it would be too large.</summary>
    public Circuit? Circuit => circuit.Value;

    /// <summary>The table with its frozen contexts merged into classes; null when there are too many.</summary>
    public EssentialTable? Merged => contexts.Value.Table;

    /// <summary>The network of three-input look-ups over the classes of frozen contexts and the codes of the state, and the table in these codes; no network when it would be too large.</summary>
    public (EssentialTable Table, LookupNetwork? Network, byte[]? Codes) Coding => coding.Value;

    /// <summary>The rule as one of two states on three by three cells; null for others.</summary>
    public MooreTable? Moore => moore.Value;

    /// <summary>What an engine makes of the rule for all its runs, by its type: made when first asked for, once, whoever asks.</summary>
    /// <param name="make">Makes it, or gives null for a rule that has no such form; the same for every call with this type.</param>
    public T? Form<T>(Func<RuleForms, T?> make)
        where T : class => (T?)forms.GetOrAdd(typeof(T), static (_, key) => new Lazy<object?>(() => key.Make(key.Rule)), (Make: make, Rule: this)).Value;

    /// <summary>The class of the frozen context of each cell, as <see cref="Merged"/> reads it.</summary>
    public byte[] ContextCodes(Lattice input)
    {
        int[] share = Table.FrozenShare(input)!;
        byte[] codes = new byte[share.Length];
        int states = Table.StateDomain;
        for (int i = 0; i < share.Length; i++)
            codes[i] = contexts.Value.Codes[share[i] / states];
        return codes;
    }
}
