using Lightcone.Kernels;

namespace Lightcone;

/// <summary>A rule compiled for running. Immutable, and safe to use from several threads at once.</summary>
public sealed class Kernel
{
    private readonly NeuralRule? network;

    internal Kernel(LocalRule rule, Engine engine, NeuralRule? network = null)
    {
        if (!rule.IsIterable)
            throw new ArgumentException("A readout gives another alphabet than it reads: it is applied once, it cannot be iterated.", nameof(rule));
        Rule = rule;
        Engine = engine;
        this.network = network;
        Compiled = new CompiledRule(rule);
        EngineChoice.Require(this, engine);
    }

    /// <summary>The rule that runs.</summary>
    public LocalRule Rule { get; }

    /// <summary>The engine asked for at compilation.</summary>
    public Engine Engine { get; }

    internal NeuralRule? Network => network;

    /// <summary>What all runs share.</summary>
    internal CompiledRule Compiled { get; }

    /// <summary>Repeats the rule on all cells at once.</summary>
    /// <param name="initial">The start, with a frozen input when the rule reads one.</param>
    /// <param name="until">When to end.</param>
    /// <param name="progress">Receives the number of steps done from time to time, about once in 2^20 cell updates. The one-pass engine performs no steps and reports none.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule: other alphabet, other dimension, input missing or superfluous; or it has no wall, where the one-pass engine needs one.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public Evolution Evolve(Lattice initial, Until until, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        Rule.Require(initial);
        ArgumentNullException.ThrowIfNull(until);
        return EngineChoice.Evolve(this, initial, until, progress, cancellation);
    }

    /// <summary>What <see cref="Evolve"/> would do, before it does: the engine, the most work the aim can ask for, and a cheaper engine if there is one. Costs next to nothing after the first call for a kernel.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="until">When to end.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule or the engine.</exception>
    public RunPlan Plan(Lattice initial, Until until)
    {
        Rule.Require(initial);
        ArgumentNullException.ThrowIfNull(until);
        return RunPlan.For(this, initial, until);
    }

    /// <summary>The configuration one step later.</summary>
    /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
    public Lattice Step(Lattice lattice) => Evolve(lattice, Until.Steps(1)).Final;

    /// <summary>The engine's name, what it is made of, and the rule.</summary>
    public override string ToString() => Engine switch
    {
        Engine.BitSliced => $"{Engine} ({Compiled.Circuit}): {Rule}",
        Engine.Wavefront => $"{Engine} ({Compiled.Lookups}; {Compiled.Wavefront}): {Rule}",
        _ => $"{Engine}: {Rule}",
    };

    /// <summary>A run in hand, one step at a time, for recording.</summary>
    internal Stepper Start(Lattice initial)
    {
        Rule.Require(initial);
        return EngineChoice.Stepper(this, initial, EngineChoice.ForRecording(this, initial));
    }
}
