using System.Collections.Immutable;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Scan;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines;

/// <summary>A rule compiled for running. Immutable, and safe to use from several threads at once.</summary>
public sealed class CompiledRule
{
    private readonly NeuralRule? network;
    private readonly ReadoutCache<BitScan> packed;
    private readonly ReadoutCache<NumeralForm> numerals;
    private readonly ReadoutCache<TransducerRun> transducers;

    internal CompiledRule(LocalRule rule, Engine engine, NeuralRule? network = null, MachineRates? rates = null)
    {
        if (!rule.IsIterable)
            throw new ArgumentException("A readout gives another alphabet than it reads: it is applied once, it cannot be iterated.", nameof(rule));
        Rule = rule;
        Engine = engine;
        this.network = network;
        Compiled = new RuleForms(rule, rates);
        packed = new(readout => CarryForm.TryFind(rule, readout) is { } form ? new BitScan(form) : null);
        numerals = new(readout => readout is null ? null : NumeralForm.TryFind(rule, readout));
        transducers = new(readout => OneWayTransducer.TryFind(rule, readout) is { } machine ? new TransducerRun(machine) : null);
        EngineChoice.Require(this, engine);
    }

    /// <summary>The rule that runs.</summary>
    public LocalRule Rule { get; }

    /// <summary>The engine asked for at compilation.</summary>
    public Engine Engine { get; }

    internal NeuralRule? Network => network;

    /// <summary>What all runs share.</summary>
    internal RuleForms Compiled { get; }

    /// <summary>Repeats the rule on all cells at once.</summary>
    /// <param name="initial">The start, with a frozen input when the rule reads one.</param>
    /// <param name="until">When to end.</param>
    /// <param name="progress">Receives the number of steps done from time to time, about once in 2^20 cell updates. The one-pass engine performs no steps and reports none.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule: other alphabet, other dimension, input missing or superfluous; or it has no wall, where the one-pass engine needs one.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    /// <remarks>Which engine <see cref="Engine.Auto"/> picks may depend on what this kernel ran before: passes that a short run is not worth are made once many short runs are. The result does not.</remarks>
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

    /// <summary>What every engine would take for a run in the worst case, cheapest first, then those whose cost depends on what happens, then those that cannot run it, with the reason. Searches circuits and networks when first called: up to a tenth of a second for a rule.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="until">When to end.</param>
    /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
    public ImmutableArray<RunPlan.EngineCost> Costs(Lattice initial, Until until)
    {
        Rule.Require(initial);
        ArgumentNullException.ThrowIfNull(until);
        return EngineCosts.All(this, initial, RunPlan.MostSteps(this, initial, until), until is not Until.StepCount);
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
    public void SettlePacked(int length, ReadOnlySpan<ulong> input, Span<ulong> result, LocalRule? readout = null, byte wall = 0)
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
    public void SettleNumerals(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, LocalRule readout, byte wall = 0)
    {
        ArgumentNullException.ThrowIfNull(readout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wall, 1);
        NumeralForm form = numerals.For(readout)
            ?? throw new ArgumentException("Only rules of two states that read the state of the next lower cell and a pair of digits of a base up to ten settle numerals. Use Evolve.", nameof(readout));
        if (!NumeralScan.Run(form, a, b, result, wall))
            throw form.NotDigits(a, b);
    }

    /// <summary>Repeats the rule on all cells of a packed row at once, in place: the state afterwards is that of <see cref="Evolve"/> after the same number of steps, bit for bit, on every number of threads. Nothing is allocated per step.</summary>
    /// <param name="row">The start, and afterwards the end.</param>
    /// <param name="steps">How many steps; unlike <see cref="Evolve"/> it does all of them and does not look for a fixed point.</param>
    /// <param name="threads">Threads that share the work, at least 1. Default 1: a caller who runs many rows at once uses the processor better that way. More pay from some 10^7 cells on.</param>
    /// <param name="progress">Receives the number of steps done from time to time.</param>
    /// <param name="cancellation">Ends the run between two sweeps with an <see cref="OperationCanceledException"/>; the row is then some steps on.</param>
    /// <exception cref="ArgumentException">The row does not fit the rule, the rule's circuit is too large for planes of bits, or another engine was asked for at compilation.</exception>
    public void Advance(PackedRow row, long steps, int threads = 1, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        new PackedRun(this, row, progress, cancellation).Advance(steps, threads);
    }

    /// <summary>Repeats the rule on all cells of a packed row, in place, until another step changes nothing. The steps are not counted; <see cref="Evolve"/> counts them. Nothing is allocated per step.</summary>
    /// <param name="row">The start, and afterwards the fixed point, or the state after <paramref name="most"/> steps.</param>
    /// <param name="most">The most steps that are done.</param>
    /// <param name="threads">Threads that share the work, at least 1.</param>
    /// <param name="progress">Receives the number of steps done from time to time.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>; the row is then some steps on.</param>
    /// <returns>Whether the row is a fixed point.</returns>
    /// <exception cref="ArgumentException">The row does not fit the rule, the rule's circuit is too large for planes of bits, or another engine was asked for at compilation.</exception>
    public bool TrySettle(PackedRow row, long most, int threads = 1, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return new PackedRun(this, row, progress, cancellation).TrySettle(most, threads);
    }

    /// <summary>The fixed point of a one-way rule behind a wall, from bytes to bytes in one pass: no lattice is made and nothing is allocated after the first call. The rule is then a sequential machine, a transducer, that reads the row
    /// from the first cell on. Some 0.1 to 0.4 nanoseconds a cell on long rows, however many states there are.</summary>
    /// <param name="input">The frozen field, one symbol number a cell.</param>
    /// <param name="result">Receives one symbol number a cell: the states, or what <paramref name="readout"/> gives. May be the input itself.</param>
    /// <param name="readout">What is read off the fixed point, for instance the sum digit; null for the states.</param>
    /// <param name="wall">The state before the first cell.</param>
    /// <exception cref="ArgumentException">The rule or the readout has no such form: at most 16 states, the one before read from the next lower cell, one frozen symbol at the own cell; or the result is too short, a cell holds no symbol, or the wall is no state.</exception>
    public void Settle(ReadOnlySpan<byte> input, Span<byte> result, LocalRule? readout = null, byte wall = 0)
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

    /// <summary>Whether <see cref="Advance"/> runs rows of an alphabet with this kernel: the rule has one dimension and that alphabet, a circuit of bearable size, and no other engine was asked for.</summary>
    public bool Runs(Alphabet alphabet) => Rule.Dimensions == 1 && Rule.State.Equals(alphabet) && Engine is Engine.Auto or Engine.Wavefront && Compiled.Wavefront is not null;

    /// <summary>The engine's name, what it is made of, and the rule.</summary>
    public override string ToString() => Engine switch
    {
        Engine.Bits => $"{Engine} ({Compiled.Circuit}): {Rule}",
        Engine.Wavefront when Compiled.Grid is { } grid => $"{Engine} ({grid}): {Rule}",
        Engine.Wavefront => $"{Engine} ({Compiled.Lookups}; {Compiled.Wavefront}): {Rule}",
        Engine.Bytes => $"{Engine} ({Compiled.Bytes}): {Rule}",
        _ => $"{Engine}: {Rule}",
    };

    /// <summary>A run in hand, one step at a time, for recording.</summary>
    internal Stepper Start(Lattice initial)
    {
        Rule.Require(initial);
        return EngineChoice.Stepper(this, initial, EngineChoice.ForRecording(this, initial));
    }
}
