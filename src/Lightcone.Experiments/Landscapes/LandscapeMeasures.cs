using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Running;

namespace Lightcone.Experiments.Landscapes;

/// <summary>What is measured of a trained network under each test, and the numbers that follow.</summary>
internal sealed class LandscapeMeasures(LandscapeTraining settings)
{
    private readonly int[] layers = ModelKind.Layers(settings.Model);
    private readonly List<View> tests = [];
    private View? own;

    /// <summary>Measures under the encoding of the training.</summary>
    public void Own(Network network, Sequences sequences) => own = Look(network, sequences);

    /// <summary>Measures under every test; where an encoding leaves the number range an event says so.</summary>
    public void Tests(Network network, LandscapeData data, List<string> events, CancellationToken cancellation)
    {
        foreach (EncodingSpec test in settings.Tests)
        {
            cancellation.ThrowIfCancellationRequested();
            Encoded encoded = data.Encode(test, settings.ControlledTests ? settings.Control : Control.None);
            if (encoded.Sequences is { } sequences)
                tests.Add(Look(network, data.Test(sequences)));
            else
            {
                Failed();
                events.Add(EpochWatch.Line("problem", encoded.Problem!));
            }
        }
    }

    private void Failed() => tests.Add(new(double.NaN, double.NaN, [.. layers.Select(static _ => double.NaN)], null));

    /// <summary>The result of a training whose own encoding left the number range: nothing is known.</summary>
    public RunResult Unencoded(string problem)
    {
        foreach (EncodingSpec _ in settings.Tests)
            Failed();
        own = tests[0];
        return Result(0, [problem]);
    }

    public RunResult Result(int epochs, ImmutableArray<string> events)
    {
        double[] accuracy = [.. tests.Select(static test => test.Accuracy)];
        double[] others = [.. accuracy.Where((_, i) => !settings.Tests[i].Equals(settings.Train))];
        SortedDictionary<string, double> numbers = new(StringComparer.Ordinal)
        {
            ["in-distribution"] = own!.Accuracy,
            ["out-mean"] = accuracy.Average(),
            ["out-off-diagonal"] = others.Length == 0 ? double.NaN : others.Average(),
            ["epochs"] = epochs,
            ["spikes-per-sample"] = own.Spikes,
        };
        RepresentationAlignment?[][] representations = [.. tests.Select(static test => test.Representations ?? [null, null, null])];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            string suffix = (layer + 1).ToString(CultureInfo.InvariantCulture);
            RepresentationAlignment?[] column = [.. representations.Select(row => row[layer])];
            numbers["rate-" + suffix] = own.Rates[layer];
            numbers["cv-" + suffix] = Variation([.. tests.Select(test => test.Rates[layer])]);
            numbers["cka-" + suffix] = RepresentationAlignment.MeanOfPairs(column, static (a, b) => a.Linear(b));
            numbers["cka-debiased-" + suffix] = RepresentationAlignment.MeanOfPairs(column, static (a, b) => a.Debiased(b));
        }

        return new RunResult
        {
            Numbers = numbers.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal)
            {
                ["accuracy"] = NpyArray.FromDoubles(accuracy, accuracy.Length),
                ["rates"] = NpyArray.FromDoubles([.. tests.SelectMany(static test => test.Rates)], tests.Count, layers.Length),
                ["spikes"] = NpyArray.FromDoubles([.. tests.Select(static test => test.Spikes)], tests.Count),
            }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Events = events,
        };
    }

    private static double Variation(double[] rates)
    {
        double mean = rates.Average();
        return Math.Sqrt(rates.Average(rate => (rate - mean) * (rate - mean))) / (mean + 1e-8);
    }

    private View Look(Network network, Sequences sequences)
    {
        Observation seen = network.Observe(sequences);
        int right = 0;
        for (int i = 0; i < sequences.Batch; i++)
            right += seen.Response.Argmax(i) == sequences.Labels[i] ? 1 : 0;
        bool spikes = ModelKind.Spikes(settings.Model);
        LayerRecord[] records = [.. layers.Select(layer => seen.Layers[layer])];
        return new View(
            (double)right / sequences.Batch,
            spikes ? (double)seen.Response.Spikes.Sum(static n => Math.Max(0, n)) / sequences.Batch : double.NaN,
            [.. records.Select(record => spikes ? record.MeanRate : double.NaN)],
            [.. records.Select(record => new RepresentationAlignment(record.Counts(), sequences.Batch))]);
    }

    private sealed record View(double Accuracy, double Spikes, double[] Rates, RepresentationAlignment?[]? Representations);
}
