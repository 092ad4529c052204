using System.Collections.Immutable;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>One training of the second experiment under way.</summary>
internal sealed class FieldRun
{
    private static readonly string[] Names =
        ["explained", "explained-train", "gain", "input-rms", "is-field", "mse", "mse-train", "osi", "osi-change", "osi-sd", "rate", "sigma", "sigma-start", "silent", "smoothness"];

    private readonly FieldTraining settings;
    private readonly RunContext context;
    private readonly float[] patches;
    private readonly float[] heldOut;
    private readonly PatchInput input;
    private readonly FieldNetwork network;
    private readonly float[] start;
    private readonly float[] sequences;
    private readonly List<float> film = [];

    public FieldRun(FieldTraining settings, IReadOnlyList<GreyImage> images, RunContext context)
    {
        (this.settings, this.context) = (settings, context);
        patches = PatchSet.Cut(images, settings.Patches, new RandomStream(settings.Seed, "patches"));
        heldOut = PatchSet.Cut(images, settings.HeldOut, new RandomStream(settings.Seed, "held-out patches"));
        input = new PatchInput(settings);
        network = new FieldNetwork(settings);
        start = [.. network.Encoder];
        sequences = new float[settings.BatchSize * settings.Steps * PatchSet.Pixels];
    }

    public RunResult Result()
    {
        if (input.Problem is { } problem)
            return new RunResult
            {
                Numbers = Names.ToImmutableSortedDictionary(static name => name, static _ => double.NaN, StringComparer.Ordinal),
                Events = [JsonText.WriteLine(writer => writer.WriteString("problem", problem))],
            };
        List<string> events = [];
        Keep();
        double last = 0;
        for (int epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            (last, double spikes) = Epoch(epoch);
            Keep();
            context.Progress?.Report((double)epoch / settings.Epochs);
            (int number, double error) = (epoch, last);
            events.Add(JsonText.WriteLine(writer =>
            {
                writer.WriteNumber("epoch", number);
                writer.WriteNumber("mse", error);
                writer.WriteNumber("spikes", spikes);
            }));
            context.Events?.Report(events[^1]);
        }

        return Measured(last, [.. events]);
    }

    private (double Error, double Spikes) Epoch(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, settings.Patches)];
        new RandomStream(settings.Seed, "order", settings.FixedBatches ? 0 : (ulong)epoch).Shuffle<int>(order);
        RandomStream noise = new(settings.Seed, "noise", (ulong)epoch);
        float[] targets = new float[settings.BatchSize * PatchSet.Pixels];
        double error = 0, spikes = 0;
        for (int first = 0; first < order.Length; first += settings.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> chosen = order.AsSpan(first, Math.Min(settings.BatchSize, order.Length - first));
            ReadOnlySpan<float> made = Make(patches, chosen, noise, targets);
            error += network.Forward(made, targets.AsSpan(0, chosen.Length * PatchSet.Pixels)) * chosen.Length;
            foreach (float count in network.Counts(chosen.Length))
                spikes += count;
            network.Learn(made, chosen.Length);
        }

        return (error / order.Length, spikes / order.Length);
    }

    private ReadOnlySpan<float> Make(float[] from, ReadOnlySpan<int> chosen, RandomStream noise, Span<float> targets)
    {
        Span<float> made = sequences.AsSpan(0, chosen.Length * settings.Steps * PatchSet.Pixels);
        input.Fill(from, chosen, noise, made);
        for (int i = 0; i < chosen.Length; i++)
            from.AsSpan(chosen[i] * PatchSet.Pixels, PatchSet.Pixels).CopyTo(targets[(i * PatchSet.Pixels)..]);
        return made;
    }

    private RunResult Measured(double trainError, ImmutableArray<string> events)
    {
        int units = settings.Units;
        RandomStream noise = new(settings.Seed, "held-out noise");
        float[] targets = new float[settings.BatchSize * PatchSet.Pixels];
        int[] all = [.. Enumerable.Range(0, settings.HeldOut)];
        double[] fired = new double[units];
        double error = 0, square = 0;
        for (int first = 0; first < all.Length; first += settings.BatchSize)
        {
            ReadOnlySpan<int> chosen = all.AsSpan(first, Math.Min(settings.BatchSize, all.Length - first));
            ReadOnlySpan<float> made = Make(heldOut, chosen, noise, targets);
            foreach (float value in made)
                square += (double)value * value;
            error += network.Forward(made, targets.AsSpan(0, chosen.Length * PatchSet.Pixels)) * chosen.Length / all.Length;
            ReadOnlySpan<float> counts = network.Counts(chosen.Length);
            for (int i = 0; i < counts.Length; i++)
                fired[i % units] += counts[i];
        }

        double[] weights = [.. network.Encoder.Select(static w => (double)w)], before = [.. start.Select(static w => (double)w)];
        (double osi, double osiDeviation) = FilterMeasures.Moments([.. Enumerable.Range(0, units).Select(unit => FilterMeasures.Orientation(Field(weights, unit)))]);
        double[] change = [.. weights.Zip(before, static (a, b) => a - b)];
        double rms = Math.Sqrt(square / ((double)all.Length * settings.Steps * PatchSet.Pixels));
        double rate = fired.Sum() / ((double)all.Length * settings.Steps * units), explained = 1 - (PatchSet.Pixels * error);
        SortedDictionary<string, double> numbers = new(StringComparer.Ordinal)
        {
            ["sigma"] = FilterMeasures.Moments(weights).Deviation,
            ["sigma-start"] = FilterMeasures.Moments(before).Deviation,
            ["osi"] = osi,
            ["osi-sd"] = osiDeviation,
            ["osi-change"] = Enumerable.Range(0, units).Average(unit => FilterMeasures.Orientation(Field(change, unit))),
            ["smoothness"] = Enumerable.Range(0, units).Average(unit => FilterMeasures.Smoothness(Field(weights, unit))),
            ["explained"] = explained,
            ["explained-train"] = 1 - (PatchSet.Pixels * trainError),
            ["mse"] = error,
            ["mse-train"] = trainError,
            ["rate"] = rate,
            ["silent"] = fired.Count(static count => count == 0) / (double)units,
            ["input-rms"] = rms,
            ["gain"] = rms * PatchSet.Side,
            ["is-field"] = explained > 0 && rate > 0 ? 1 : 0,
        };
        Dictionary<string, NpyArray> arrays = new(StringComparer.Ordinal) { ["weights"] = NpyArray.FromSingles(Fields(units), units, PatchSet.Side, PatchSet.Side) };
        if (settings.Film > 0)
            arrays["film"] = NpyArray.FromSingles([.. film], settings.Epochs + 1, settings.Film, PatchSet.Side, PatchSet.Side);
        return new RunResult { Numbers = numbers.ToImmutableSortedDictionary(StringComparer.Ordinal), Arrays = arrays.ToImmutableSortedDictionary(StringComparer.Ordinal), Events = events };
    }

    private void Keep()
    {
        if (settings.Film > 0)
            film.AddRange(Fields(settings.Film));
    }

    private float[] Fields(int count)
    {
        float[] fields = new float[count * PatchSet.Pixels];
        for (int unit = 0; unit < count; unit++)
            for (int p = 0; p < PatchSet.Pixels; p++)
                fields[(unit * PatchSet.Pixels) + p] = network.Encoder[(p * settings.Units) + unit];
        return fields;
    }

    private double[] Field(double[] weights, int unit) => [.. Enumerable.Range(0, PatchSet.Pixels).Select(p => weights[(p * settings.Units) + unit])];
}
