using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>
/// Learns hidden symbols by gradient: the cell's network is swept once along the row, which for a one-way rule gives its fixed point; hidden symbols are tanh, the loss looks at the outputs only;
/// at the end the signs are the symbols, the network becomes a table, and the table is checked against every answer. Trained on short rows, right for every length once certified.
/// </summary>
/// <remarks>
/// The same seed gives the same bytes everywhere. A run takes some tenths of a second for bits. Training is given more hidden symbols than the answer needs and the states that then mean the same are made one:
/// with one symbol too few ways lead to it, with three parity is found at the first attempt from nine seeds in ten (docs/own-rules.md).
/// </remarks>
public sealed record ScanTraining
{
    /// <summary>The seed of all random numbers. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Hidden symbols of two values each that the answer is thought to need, 1 to 4. Default 1.</summary>
    public int HiddenSymbols { get; init => field = Range(value, 1, 4, nameof(HiddenSymbols)); } = 1;

    /// <summary>Hidden symbols that training may use beyond these, 0 to 3: they make it easier to find a way, and states that mean the same are made one at the end. Default 2.</summary>
    public int SpareSymbols { get; init => field = Range(value, 0, 3, nameof(SpareSymbols)); } = 2;

    /// <summary>Units of the cell's network, 1 to 256. Default 8.</summary>
    public int HiddenUnits { get; init => field = Range(value, 1, 256, nameof(HiddenUnits)); } = 8;

    /// <summary>Cells of each question that are used, from the first on, 1 to 1,024. Default 8.</summary>
    public int Length { get; init => field = Range(value, 1, 1_024, nameof(Length)); } = 8;

    /// <summary>Steps of Adam in one attempt, 1 to 10^6; it ends earlier when the table gives every answer. Default 1,500.</summary>
    public int Steps { get; init => field = Range(value, 1, 1_000_000, nameof(Steps)); } = 1_500;

    /// <summary>Questions in a step, 1 to 4,096. Default 16.</summary>
    public int Batch { get; init => field = Range(value, 1, 4_096, nameof(Batch)); } = 16;

    /// <summary>Adam's learning rate at the start, above 0; it falls to a tenth. Default 0.02.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>The largest norm of a gradient. Default 1.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>Standard deviation of the noise on hidden symbols while learning, which drives them to -1 and 1. Default 0.3.</summary>
    public double Noise { get; init; } = 0.3;

    /// <summary>How many times training may start again when the table misses an answer, 0 to 1,000. Default 32.</summary>
    public int Restarts { get; init => field = Range(value, 0, 1_000, nameof(Restarts)); } = 32;

    /// <summary>Whether attempts at pairs of digits look, in turn, at their sum, their difference and the pair itself, as far as no two lines contradict that. Default true.</summary>
    public bool Features { get; init; } = true;

    /// <summary>Trains until the table gives every answer.</summary>
    /// <param name="pairs">Questions and answers.</param>
    /// <param name="cancellation">Ends training with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException">The answers are one symbol for a whole word.</exception>
    /// <returns>The machine, without states that are never reached and with equal states made one; when no attempt gave every answer with as many states as hidden symbols allow, the best one, whose <see cref="TransducerFit.IsExact"/> tells.</returns>
    public TransducerFit Fit(AlignedPairs pairs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Layout.Form == AnswerForm.LastSymbol)
            throw new InputException("the answers are one symbol for a whole word, and the sweep learns from an output for each symbol. Merge states instead.", new SourceLocation(pairs.File), new Setting("method", "merge"));
        // A feature under which two lines begin alike and go on with different answers is none.
        PairFeature[] features = [.. PairFeature.Of(pairs.Input).Where(feature => feature.IsPlain || (Features && PrefixTree.Build(pairs, symbol => feature.Classes[symbol]).Tree is not null))];
        TransducerFit? best = null;
        for (int attempt = 0; attempt <= Restarts; attempt++)
        {
            PairFeature feature = features[attempt % features.Length];
            TransducerFit fit = new(pairs, Attempt(pairs, feature, attempt, cancellation), feature, pairs.Pairs.Length, $"gradient sweep, {EditDistance.Count(attempt, "restart")}");
            if (fit.IsExact && fit.Machine.States <= 1 << HiddenSymbols)
                return fit;
            if (best is null || (fit.IsExact, -fit.Machine.States).CompareTo((best.IsExact, -best.Machine.States)) > 0)
                best = fit;
        }

        return best! with { Method = $"gradient sweep, {EditDistance.Count(Restarts, "restart")}" };
    }

    /// <summary>After so many steps the signs are taken and the table is tried on every answer.</summary>
    private const int Inspection = 50;

    private Transducer Attempt(AlignedPairs pairs, PairFeature feature, int attempt, CancellationToken cancellation)
    {
        ScanNetwork network = new(feature.IsPlain ? pairs.Input : Alphabet.Of([.. Enumerable.Range(0, feature.Count).Select(static number => $"c{number}")]), HiddenUnits, HiddenSymbols + SpareSymbols, pairs.Output.Size);
        RandomStream stream = new(Seed, "sweep", (ulong)attempt);
        network.Initialize(stream);
        AdamOptimizer adam = new(network.Values.Length, LearningRate, 0.1, Steps);
        adam.Reset();
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(network.Gradient);
            for (int i = 0; i < Batch; i++)
            {
                AlignedPair pair = pairs.Pairs[stream.NextInt32(pairs.Pairs.Length)];
                // Short rows first: a hidden symbol that is of use in two cells is found sooner than one that is only of use in eight.
                int cells = Math.Min(Math.Min(Length, 2 + (2 * step * Length / Steps)), pair.Input.Length);
                byte[] seen = [.. pair.Input.AsSpan()[..cells]];
                for (int cell = 0; cell < cells; cell++)
                    seen[cell] = feature.Classes[seen[cell]];
                network.Learn(seen, pair.Output.AsSpan()[..cells], Noise, 1.0 / Batch, stream);
            }

            Bound(network.Gradient);
            adam.Step(network.Values, network.Gradient);
            if ((step + 1) % Inspection == 0 && Discrete() is var machine && pairs.AreAnsweredBy(machine))
                return Smallest(machine);
        }

        return Smallest(Discrete());
        Transducer Discrete() => Transducer.FromFunction(pairs.Input, pairs.Output, 1 << (HiddenSymbols + SpareSymbols), 0, (state, input) => network.Discrete(state, feature.Classes[input]));
    }

    private void Bound(double[] gradient)
    {
        double square = 0;
        foreach (double slope in gradient)
            square += slope * slope;
        double norm = Math.Sqrt(square);
        if (norm > Clip)
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] *= Clip / norm;
    }

    /// <summary>Moore's partition refinement on the states that are reached, numbered in the order in which they are.</summary>
    private static Transducer Smallest(Transducer machine)
    {
        int inputs = machine.Input.Size;
        int[] block = new int[machine.States];
        for (int blocks = 1; ;)
        {
            Dictionary<string, int> names = [];
            int[] finer = [.. Enumerable.Range(0, machine.States).Select(state =>
            {
                string key = string.Join(' ', Enumerable.Range(state * inputs, inputs).Select(edge => $"{machine.Outputs[edge]}:{block[machine.Next[edge]]}").Prepend($"{block[state]}"));
                return names.TryGetValue(key, out int known) ? known : names[key] = names.Count;
            })];
            block = finer;
            if (names.Count == blocks)
                break;
            blocks = names.Count;
        }

        List<int> order = [machine.Start];
        Dictionary<int, int> number = new() { [block[machine.Start]] = 0 };
        for (int at = 0; at < order.Count; at++)
            for (int input = 0; input < inputs; input++)
            {
                int next = machine.Next[(order[at] * inputs) + input];
                if (number.TryAdd(block[next], order.Count))
                    order.Add(next);
            }

        ImmutableArray<int> representatives = [.. order];
        return Transducer.FromFunction(machine.Input, machine.Output, representatives.Length, 0, (state, input) =>
        {
            int edge = (representatives[state] * inputs) + input;
            return (number[block[machine.Next[edge]]], machine.Outputs[edge]);
        });
    }

    private static int Range(int value, int low, int high, string name) =>
        value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} goes from {low} to {high}.");
}
