using System.Collections.Immutable;
using Lightcone.Foundation.Statistics;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Studies;

/// <summary>How reliably, and how fast, networks of different sizes learn a task's rule, by the paper's recipe and by this library's. Every run counts; there are no restarts unless asked for.</summary>
public sealed record ParameterStudy
{
    /// <summary>Hidden units to try. Default 1, 2, 3, 4, 6, 8, 12, 16.</summary>
    public ImmutableArray<int> HiddenUnits { get; init; } = [1, 2, 3, 4, 6, 8, 12, 16];

    /// <summary>Trainings for each size and recipe, with seeds <see cref="Seed"/>, Seed + 1, ... Default 20.</summary>
    public int Runs { get; init; } = 20;

    /// <summary>The first seed. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Restarts that a run may use. Default 0: a run is one attempt.</summary>
    public int Restarts { get; init; }

    /// <summary>Runs the sweep.</summary>
    /// <param name="task">The task; its rule is learned, and its readout if it has one.</param>
    /// <param name="time">The clock by which trainings are timed.</param>
    /// <param name="progress">Receives each row when it is complete.</param>
    /// <param name="cancellation">Ends the sweep with an <see cref="OperationCanceledException"/>.</param>
    public ImmutableArray<Row> Measure(LocalTask task, TimeProvider time, IProgress<Row>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(time);
        List<Row> rows = [];
        // The first training pays for compilation; it is not measured.
        Automaton.Learn(task, ChaosTraining.Default with { Restarts = 0 }, HiddenUnits[0], cancellation: cancellation);
        foreach ((string name, ChaosTraining recipe) in new[] { ("default", ChaosTraining.Default), ("paper", ChaosTraining.Paper) })
            foreach (int hidden in HiddenUnits)
            {
                Row row = Measure(task, name, recipe with { Restarts = Restarts }, hidden, time, cancellation);
                rows.Add(row);
                progress?.Report(row);
            }

        return [.. rows];
    }

    private Row Measure(LocalTask task, string name, ChaosTraining recipe, int hidden, TimeProvider time, CancellationToken cancellation)
    {
        double[] milliseconds = new double[Runs];
        double[] margins = new double[Runs];
        int restarts = 0;
        int exact = 0;
        int parameters = 0;
        List<FailureSignature> failures = [];
        for (int i = 0; i < Runs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            long begin = time.GetTimestamp();
            Automaton learned = Automaton.Learn(task, recipe with { Seed = Seed + (ulong)i }, hidden, cancellation: cancellation);
            milliseconds[i] = time.GetElapsedTime(begin).TotalMilliseconds;
            margins[i] = Math.Min(learned.Network!.Training.Margin, learned.ReadoutNetwork?.Training.Margin ?? double.PositiveInfinity);
            restarts += learned.Network.Training.Restarts + (learned.ReadoutNetwork?.Training.Restarts ?? 0);
            parameters = learned.Parameters;
            if (learned.Rule.Equals(task.Rule) && Equals(learned.Readout, task.Readout))
                exact++;
            else if (FailureSignature.Of(learned, task, Seed + (ulong)i) is { } failure)
                failures.Add(failure);
        }

        return new(
            name, hidden, parameters, Runs, exact, restarts, Summary.Of(margins), Summary.Of(milliseconds),
            failures.Count(static f => f.Oscillates), failures.Count(static f => f.SignalDies));
    }

    /// <summary>One size and recipe.</summary>
    /// <param name="Recipe">"default" or "paper".</param>
    /// <param name="HiddenUnits">Hidden units of each network.</param>
    /// <param name="Parameters">Parameters of all networks.</param>
    /// <param name="Runs">Trainings.</param>
    /// <param name="Exact">Trainings whose tables are right everywhere.</param>
    /// <param name="Restarts">Restarts in all.</param>
    /// <param name="Margin">Smallest margins of the trainings, in logits; negative when a neighborhood is wrong.</param>
    /// <param name="Milliseconds">Times of the trainings.</param>
    /// <param name="Oscillating">Failures that oscillate when iterated.</param>
    /// <param name="Dying">Failures whose signal dies.</param>
    public sealed record Row(string Recipe, int HiddenUnits, int Parameters, int Runs, int Exact, int Restarts, Summary Margin, Summary Milliseconds, int Oscillating, int Dying);
}
