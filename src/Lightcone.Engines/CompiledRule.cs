using System.Collections.Immutable;
using Lightcone.Engines.Scan;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines;

/// <summary>A rule compiled for running. Safe to use from several threads at once.</summary>
/// <remarks>What it gives for a start and an aim never changes. It keeps what earlier runs made, tables, circuits and code, and how long they were, as a cache does: with <see cref="Engine.Auto"/> this may change which engine runs, and so the speed
/// and <see cref="Evolution.Engine"/>, but neither cells nor steps nor outcome.</remarks>
public sealed class CompiledRule
{
    private readonly ReadoutCache<BitScan> packed;
    private readonly ReadoutCache<NumeralForm> numerals;
    private readonly ReadoutCache<TransducerRun> transducers;

    /// <param name="rule">The rule.</param>
    /// <param name="engine">The engine asked for.</param>
    /// <param name="network">The network that gives the rule; null when it is a table.</param>
    /// <param name="rates">The rates that choices go by; null for those of this machine.</param>
    /// <param name="engines">The engines to choose from; null for all.</param>
    internal CompiledRule(LocalRule rule, Engine engine, NeuralRule? network = null, MachineRates? rates = null, ImmutableArray<Engine>? engines = null)
    {
        if (!rule.IsIterable)
            throw new ArgumentException("A readout gives another alphabet than it reads: it is applied once, it cannot be iterated.", nameof(rule));
        Rule = rule;
        Engine = engine;
        Forms = new RuleForms(rule, rates, network);
        Engines = engines ?? Lightcone.Engines.Engine.All;
        Choice = new EngineChoice(Engines, Forms);
        packed = new(readout => CarryForm.TryFind(rule, readout) is { } form ? new BitScan(form) : null);
        numerals = new(readout => readout is null ? null : NumeralForm.TryFind(rule, readout));
        transducers = new(readout => OneWayTransducer.TryFind(rule, readout) is { } machine ? new TransducerRun(machine) : null);
        if (engine.Kind?.RefusalOfRule(Forms) is { } refusal)
            throw new ArgumentException(refusal, nameof(engine));
    }

    /// <summary>The rule that runs.</summary>
    public LocalRule Rule { get; }

    /// <summary>The engine asked for at compilation.</summary>
    public Engine Engine { get; }

    /// <summary>What all runs share.</summary>
    internal RuleForms Forms { get; }

    /// <summary>The engines to choose from.</summary>
    internal ImmutableArray<Engine> Engines { get; }

    /// <summary>The choice among them.</summary>
    internal EngineChoice Choice { get; }

    /// <summary>Repeats the rule on all cells at once.</summary>
    /// <param name="initial">The start, with a frozen input when the rule reads one.</param>
    /// <param name="until">When to end.</param>
    /// <param name="progress">Receives the number of steps done from time to time, about once in 2^20 cell updates. The scan engine performs no steps and reports 0 only.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule: other alphabet, other dimension, input missing or superfluous; or the engine asked for cannot run on it: no wall for scan, a row too short for its lanes.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    /// <remarks>Which engine <see cref="Engine.Auto"/> picks may depend on what this rule ran before: passes that a short run is not worth are made once many short runs are. The result does not.</remarks>
    public Evolution Evolve(Lattice initial, Until until, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        Rule.Require(initial);
        ArgumentNullException.ThrowIfNull(until);
        (Engine engine, Engine? partner) = Pick(initial, until);
        EngineKind kind = engine.Kind!;
        Forms.History.Add(kind, until is Until.StepCount count ? Choice.Seconds(engine, initial, count.Count) : 0);
        Stepper run = partner is null ? kind.Start(Forms, initial, cancellation) : partner.Kind!.StartTurns(kind, Forms, initial, cancellation);
        return new EvolutionLoop(initial, run, kind, again => again.Start(Forms, initial, cancellation), new Reporter(progress, cancellation)).Run(until);
    }

    /// <summary>What <see cref="Evolve"/> would do, before it does: the engine, the most work the aim can ask for, and a cheaper engine if there is one. Costs next to nothing after the first call for a rule.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="until">When to end.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule or the engine.</exception>
    public RunPlan Plan(Lattice initial, Until until)
    {
        Rule.Require(initial);
        ArgumentNullException.ThrowIfNull(until);
        return RunPlan.For(this, initial, until);
    }

    /// <summary>What every engine would take for a run in the worst case, cheapest first, then those whose cost depends on what happens, then those that cannot run it, with the reason. Searches circuits and networks when first called: up to a tenth of a second for a rule.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="until">When to end.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
    public ImmutableArray<RunPlan.EngineCost> Costs(Lattice initial, Until until)
    {
        Rule.Require(initial);
        ArgumentNullException.ThrowIfNull(until);
        return Choice.Costs(initial, RunPlan.MostSteps(this, initial, until));
    }

    /// <summary>The configuration one step later.</summary>
    /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
    public Lattice Step(Lattice lattice) => Evolve(lattice, Until.Steps(1)).Final;

    /// <summary>The fixed point of a one-way rule of two states behind a wall, from bits to bits in one pass: no lattice is made and nothing is allocated after the first call. About 3 microseconds for 10^6 cells of addition.</summary>
    /// <param name="length">Cells.</param>
    /// <param name="input">The frozen field as planes of bits, plane 0 first, each (length + 63) / 64 words long; cell 64 w + j is bit j of word w. Bits beyond the length are ignored.</param>
    /// <param name="result">Receives one plane: the states, or what <paramref name="readout"/> gives. Bits beyond the length become 0.</param>
    /// <param name="readout">What is read off the fixed point, for instance the sum digit; null for the states.</param>
    /// <param name="wall">The state before the first cell, 0 or 1.</param>
    /// <exception cref="ArgumentException">The rule or the readout has no such form: two states, the one before read from the next lower cell, one frozen symbol at the own cell, and no symbol that inverts beside one that sets; or a span is too short.</exception>
    public void RunToFixedPoint(int length, ReadOnlySpan<ulong> input, Span<ulong> result, LocalRule? readout = null, byte wall = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wall, 1);
        BitScan form = packed.For(readout)
            ?? throw new ArgumentException("Only rules of two states that read the state of the next lower cell and one frozen symbol settle packed, as carries or parities. Use Evolve.", nameof(readout));
        int words = (length + 63) / 64;
        if (input.Length < words * form.Planes || result.Length < words)
            throw new ArgumentException($"{length} cells take {words} words a plane; {form.Planes} planes are read and one is written.", nameof(input));
        form.Run(length, input, result, wall);
    }

    /// <summary>The fixed point of a one-way rule of two states over pairs of digits, from text to text in one pass: addition, subtraction and their kind. About 100 microseconds for 10^6 digits, nothing allocated after the first call.</summary>
    /// <param name="a">The first numeral in ASCII digits, highest first; where it is shorter than <paramref name="result"/> zeros stand before it.</param>
    /// <param name="b">The second numeral.</param>
    /// <param name="result">Receives as many digits as it is long, highest first; higher digits of the numerals are not read.</param>
    /// <param name="readout">The digit that is read off the fixed point.</param>
    /// <param name="wall">The state before the lowest digit, 0 or 1.</param>
    /// <exception cref="ArgumentException">The rule and readout have no such form: two states, the one before read from the next lower cell, a pair of digits of a base up to ten at the own cell, no pair that inverts the state.</exception>
    /// <exception cref="InputException">A byte is not a digit of the base; the result is then unspecified.</exception>
    public void RunNumeralsToFixedPoint(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, LocalRule readout, byte wall = 0)
    {
        ArgumentNullException.ThrowIfNull(readout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wall, 1);
        NumeralForm form = numerals.For(readout)
            ?? throw new ArgumentException("Only rules of two states that read the state of the next lower cell and a pair of digits of a base up to ten settle numerals. Use Evolve.", nameof(readout));
        if (!NumeralScan.Run(form, a, b, result, wall))
            throw form.NotDigits(a, b);
    }

    /// <summary>The fixed point of a one-way rule behind a wall, from bytes to bytes in one pass: no lattice is made and nothing is allocated after the first call. The rule is then a sequential machine, a transducer, that reads the row
    /// from the first cell on. Some 0.1 to 0.4 nanoseconds a cell on long rows, however many states there are.</summary>
    /// <param name="input">The frozen field, one symbol number a cell.</param>
    /// <param name="result">Receives one symbol number a cell: the states, or what <paramref name="readout"/> gives. May be the input itself.</param>
    /// <param name="readout">What is read off the fixed point, for instance the sum digit; null for the states.</param>
    /// <param name="wall">The state before the first cell.</param>
    /// <exception cref="ArgumentException">The rule or the readout has no such form: at most 16 states, the one before read from the next lower cell, one frozen symbol at the own cell; or the result is too short, a cell holds no symbol, or the wall is no state.</exception>
    public void RunToFixedPoint(ReadOnlySpan<byte> input, Span<byte> result, LocalRule? readout = null, byte wall = 0)
    {
        TransducerRun machine = transducers.For(readout)
            ?? throw new ArgumentException($"Only rules of at most {OneWayTransducer.MostStates} states that read the state of the next lower cell and one frozen symbol settle from bytes to bytes. Use Evolve.", nameof(readout));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(wall, Rule.State.Size);
        if (result.Length < input.Length)
            throw new ArgumentException($"{input.Length} cells do not fit a result of {result.Length}.", nameof(result));
        if (Rule.Frozen!.Size < Alphabet.MaxSize && input.ContainsAnyExceptInRange((byte)0, (byte)(Rule.Frozen.Size - 1)))
            throw new ArgumentException($"A cell holds a number that is no symbol of {Rule.Frozen}.", nameof(input));
        machine.Run(input, result[..input.Length], wall);
    }

    /// <summary>The engine's name, what it is made of, and the rule.</summary>
    public override string ToString() => Engine.Kind?.Describe(Forms) is { } made ? $"{Engine} ({made}): {Rule}" : $"{Engine}: {Rule}";

    /// <summary>The engine for a run, the one asked for or the one picked, and the one that takes turns with it; null when it runs alone.</summary>
    /// <exception cref="ArgumentException">The engine asked for cannot run on this lattice.</exception>
    internal (Engine Engine, Engine? Partner) Pick(Lattice initial, Until until)
    {
        if (Engine.Kind is not { } asked)
            return Choice.Pick(initial, until);
        RequireLattice(asked, initial);
        return (Engine, null);
    }

    /// <summary>A run in hand, one step at a time, for recording.</summary>
    /// <exception cref="ArgumentException">The lattice does not fit the rule or the engine.</exception>
    internal Stepper Start(Lattice initial)
    {
        Rule.Require(initial);
        EngineKind kind = (Engine.Kind is null ? Choice.SingleSteps(initial) : Engine).Kind!;
        RequireLattice(kind, initial);
        return kind.Start(Forms, initial, CancellationToken.None);
    }

    private void RequireLattice(EngineKind kind, Lattice initial)
    {
        if (kind.RefusalOfLattice(Forms, initial) is { } refusal)
            throw new ArgumentException(refusal, nameof(initial));
    }
}
