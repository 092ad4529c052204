using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Series;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Cli;

/// <summary>The measures of numbers that somebody recorded: each beside what the same estimator says of surrogates.</summary>
internal sealed class DataMeasure
{
    /// <summary>What needs a recording.</summary>
    public static readonly string[] Kinds = ["embedding", "fluctuation", "recurrence"];

    private static readonly string[] All = ["embedding", "lyapunov", "dimension", "spectrum", "information", "fluctuation", "recurrence"];

    // Pairs of points are counted, twenty times with the surrogates.
    private const int MostPairs = 4_000;
    private const int LeastSegment = 512;
    private const double MostCoinciding = 1e-3;

    private readonly Option<string?> column = new("--column") { Description = "For --data: the column's name, or its number from 1; left out, the only one.", HelpName = "NAME" };
    private readonly Option<int?> delay = new("--delay") { Description = "For --data: steps between the coordinates of a point; left out, the first minimum of the mutual information.", HelpName = "N" };
    private readonly Option<int?> embed = new("--embed") { Description = "For --data: coordinates of a point; left out, as many as leave hardly any false neighbors.", HelpName = "D" };
    private readonly Option<int?> surrogates = new("--surrogates") { Description = "For --data: how many surrogates are measured beside it; 19 when left out, 0 for none.", HelpName = "N" };

    public Option<string?> Data { get; } = new("--data") { Description = $"Measure a recording: a CSV file or a .npy array, values at equal distances in time: --interval, or when left out that of a column time or t, or of a first column that rises evenly, or 1. Measures: {string.Join(", ", All)}.", HelpName = "FILE" };

    public Option[] Options => [Data, column, delay, embed, surrogates];

    public void AddTo(Command verb)
    {
        foreach (Option option in Options)
            verb.Add(option);
    }

    public Measurement Run(string kind, ParseResult parse, MeasureOptions options, Option<ulong?> seedOption, Terminal terminal, CancellationToken cancellation)
    {
        if (!All.Contains(kind))
            throw new InputException($"measure {kind} is one of rules, not of a recording. Of --data there are {string.Join(", ", All)}.");
        if (kind is "spectrum" or "fluctuation" && GivenOption.First(parse, delay, embed) is { } foreign)
            throw new InputException($"{foreign} does not go with measure {kind}, which takes values one by one. Leave it out.");
        if (kind is "spectrum" or "embedding" && GivenOption.First(parse, surrogates) is { } unused)
            throw new InputException($"{unused} does not go with measure {kind}. Leave it out.");
        if (kind == "information" && GivenOption.First(parse, embed) is not null)
            throw new InputException("--embed does not go with measure information, whose patterns have three values. Leave it out.");
        int count = parse.GetValue(surrogates) is { } asked ? (int)Lightcone.Cli.Count.Parse($"{asked}", "--surrogates", 0) : 19;
        TimeSeries series = TimeSeries.Load(parse.GetValue(Data)!, parse.GetValue(column), options.SampleInterval(parse));
        ulong seed = kind is "spectrum" or "embedding" || count == 0 ? 0 : SeedOption.Value(parse, seedOption, terminal);
        return InputErrors.Translate(() => kind switch
        {
            "embedding" => Embedding(series, parse.GetValue(delay)),
            "spectrum" => Spectrum(series),
            "information" => Information(series, parse.GetValue(delay) ?? 1, new(count, seed, cancellation)),
            "fluctuation" => Fluctuation(series, new(count, seed, cancellation)),
            _ => Space(kind, series, parse, new(count, seed, cancellation)),
        });
    }

    private static Measurement Embedding(TimeSeries series, int? delay)
    {
        EmbeddingChoice choice = EmbeddingChoice.Of(series.Values, delay);
        string[] rows = [.. Enumerable.Range(0, choice.FalseNeighbors.Length).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d + 1,9}  {100 * choice.FalseNeighbors[d],15:F1}  {(d < choice.CaoE1.Length ? choice.CaoE1[d] : double.NaN),6:F3}  {(d < choice.CaoE2.Length ? choice.CaoE2[d] : double.NaN),6:F3}").Replace("   NaN", "     -", StringComparison.Ordinal))];
        return new(
            writer =>
            {
                Head(writer, series);
                writer.WriteNumber("delay", choice.Delay);
                writer.WriteBoolean("minimum", choice.HasMinimum);
                JsonNumbers.Number(writer, "dimension", choice.Dimension);
                writer.WriteNumber("decorrelation", choice.Decorrelation);
                JsonNumbers.Row(writer, "mutualInformation", choice.Information.AsSpan());
                JsonNumbers.Row(writer, "falseNeighbors", choice.FalseNeighbors.AsSpan());
                JsonNumbers.Row(writer, "caoE1", choice.CaoE1.AsSpan());
                JsonNumbers.Row(writer, "caoE2", choice.CaoE2.AsSpan());
            },
            $"{series}\n{choice}\ndimension  false neighbors %      E1      E2\n{string.Join('\n', rows)}\nE1 stops growing where the dimension is enough; E2 is 1 in every row for noise. Too few values, or values that were sampled too often, make neighbors of what only follows each other.");
    }

    private static Measurement Spectrum(TimeSeries series)
    {
        PowerSpectrum spectrum = PowerSpectrum.Estimate(series.Values, 1 / series.Interval, PowerSpectrum.SegmentLengthFor(series.Values, LeastSegment));
        return new(
            writer =>
            {
                Head(writer, series);
                JsonNumbers.Number(writer, "entropy", spectrum.Entropy);
                JsonNumbers.Number(writer, "centroid", spectrum.Centroid);
                JsonNumbers.Number(writer, "dominantFrequency", spectrum.DominantFrequency);
                writer.WriteString("doubt", spectrum.Doubt);
                JsonNumbers.Row(writer, "frequencies", spectrum.Frequencies);
                JsonNumbers.Row(writer, "density", spectrum.Density);
            },
            string.Create(CultureInfo.InvariantCulture, $"{series}\n{spectrum}{(spectrum.Doubt is { } doubt ? $"\nwarning: {doubt}." : spectrum.IsBroad ? "\nThe density is largest at the lowest frequencies, but most of it lies elsewhere: the dominant frequency is that of no line." : "")}\nWhat is faster than one turn in two values, frequency {0.5 / series.Interval:G4}, is folded below it."),
            spectrum.Doubt is null ? ExitCode.Done : ExitCode.ClaimFalse);
    }

    private static Measurement Information(TimeSeries series, int delay, Test test)
    {
        double[] values = series.Values.ToArray();
        SampleEntropy sample = SampleEntropy.Estimate(values);
        InformationEstimate order = PermutationEntropy.Estimate(values, 3, delay), stored = ActiveInformation.EstimateBinned(values);
        (SurrogateTest? ofSample, SurrogateTest? ofOrder) = (test.Linear(values, sample.Value, static each => SampleEntropy.Estimate(each).Value), test.Linear(values, order.Bits, each => PermutationEntropy.Estimate(each, 3, delay).Bits));
        return new(
            writer =>
            {
                Head(writer, series);
                JsonNumbers.Number(writer, "sampleEntropy", sample.Value);
                JsonNumbers.Number(writer, "halfWidth", sample.HalfWidth);
                JsonNumbers.Number(writer, "permutationEntropy", order.Bits);
                JsonNumbers.Number(writer, "activeInformationStorage", stored.Bits);
                Test.Write(writer, "sampleEntropySurrogates", ofSample);
                Test.Write(writer, "permutationEntropySurrogates", ofOrder);
            },
            $"{series}\n{sample}{(double.IsFinite(sample.Value) ? Test.Text(ofSample, Linear) : "")}\npermutation entropy {order}{Test.Text(ofOrder, Linear)}\nactive information storage {stored}\n{(values.Max() - values.Min() <= 1e-13 * values.Max(Math.Abs) ? "The values are constant, up to rounding.\n" : "")}Rounded values, trends and gaps make stretches alike that are not.");
    }

    private static Measurement Fluctuation(TimeSeries series, Test test)
    {
        double[] values = series.Values.ToArray();
        DetrendedFluctuation found = DetrendedFluctuation.Estimate(values);
        SurrogateTest? shuffled = test.Of(values, found.Exponent, static each => DetrendedFluctuation.Estimate(each).Exponent, static (all, stream) => Surrogates.Shuffled(all.Span, stream));
        return new(
            writer =>
            {
                Head(writer, series);
                JsonNumbers.Number(writer, "exponent", found.Exponent);
                JsonNumbers.Number(writer, "halfWidth", found.HalfWidth);
                JsonNumbers.Number(writer, "bend", found.Bend);
                JsonNumbers.Row(writer, "windows", [.. found.Windows.Select(static window => (double)window)]);
                JsonNumbers.Row(writer, "fluctuations", found.Fluctuations.AsSpan());
                Test.Write(writer, "surrogates", shuffled);
            },
            $"{series}\n{found}{Test.Text(shuffled, "shuffled: no memory")}\nA period or a bent trend within the windows bends the line: then there is no single exponent.");
    }

    private Measurement Space(string kind, TimeSeries series, ParseResult parse, Test test)
    {
        double[] values = series.Values.ToArray();
        int? coordinates = parse.GetValue(embed), steps = parse.GetValue(delay);
        string how = "as asked";
        if (coordinates is null || steps is null)
        {
            EmbeddingChoice choice = EmbeddingChoice.Of(values, steps);
            coordinates ??= choice.Dimension ?? throw new InputException(string.Create(CultureInfo.InvariantCulture, $"the series has no dimension to be measured in: {100 * choice.FalseNeighbors[^1]:0.#} % of the neighbors are false with {choice.FalseNeighbors.Length} coordinates, as those of noise are. See measure embedding; --embed D measures all the same."));
            (how, steps) = ($"chosen: {choice}", choice.Delay);
        }

        (int d, int lag) = (coordinates.Value, steps.Value);
        string space = $"{EditDistance.Count(d, "coordinate")} {EditDistance.Count(lag, "step")} apart ({how})";
        return kind switch
        {
            "lyapunov" => Exponent(series, values, d, lag, space, test),
            "dimension" => Dimension(series, values, d, lag, space, test),
            _ => Recurrence(series, values, d, lag, space, test),
        };
    }

    private static Measurement Exponent(TimeSeries series, double[] values, int d, int lag, string space, Test test)
    {
        DivergenceRate found = DivergenceRate.Estimate(values, d, lag, interval: series.Interval);
        SurrogateTest? linear = test.Linear(values, found.Value, each => DivergenceRate.Estimate(each, d, lag, interval: series.Interval).Value);
        return new(
            writer =>
            {
                Head(writer, series, d, lag);
                JsonNumbers.Number(writer, "exponent", found.Value);
                JsonNumbers.Number(writer, "halfWidth", found.HalfWidth);
                JsonNumbers.Number(writer, "bend", found.Bend);
                writer.WriteString("doubt", found.Doubt);
                JsonNumbers.Row(writer, "curve", found.Curve.AsSpan());
                Test.Write(writer, "surrogates", linear);
            },
            $"{series}\n{space}\n{found}{Test.Text(linear, Linear)}\nNoise parts neighbors too: an exponent that the surrogates share is none of chaos. Too few turns, and values that were sampled too seldom, hide it.");
    }

    private static Measurement Dimension(TimeSeries series, double[] values, int d, int lag, string space, Test test)
    {
        CorrelationDimension found = Of(values);
        if (!double.IsFinite(found.Value))
            throw new InputException(found.Sums[0] > MostCoinciding
                ? string.Create(CultureInfo.InvariantCulture, $"the points have no dimension to speak of in {d} coordinates: {found.Sums[0]:P1} of their pairs coincide, as those of repeated or coarsely rounded values do. Use values with more digits, or more coordinates by --embed.")
                : found.RoundingStep > 0
                ? string.Create(CultureInfo.InvariantCulture, $"the points have no dimension to speak of in {d} coordinates: their values are rounded to {found.RoundingStep:G3}, and no distance is large beside that and small beside all. Use values with more digits.")
                : $"the points have no dimension to speak of in {d} coordinates: too few of them are near each other. Use more values, or fewer coordinates by --embed.");
        int turns = values.Length / DivergenceRate.Period(values);
        string few = found.Period is null && turns < SeriesMeasure.FewestTurns ? $"\nOnly some {EditDistance.Count(turns, "turn")} are recorded: where the motion hardly came near its past, this is the dimension of a piece of a curve." : "";
        SurrogateTest? linear = found.Period is null ? test.Linear(values, found.Value, each => Of(each).Value) : null;
        return new(
            writer =>
            {
                Head(writer, series, d, lag);
                JsonNumbers.Number(writer, "dimension", found.Value);
                JsonNumbers.Number(writer, "halfWidth", found.HalfWidth);
                JsonNumbers.Number(writer, "bend", found.Bend);
                JsonNumbers.Row(writer, "radii", found.Radii);
                JsonNumbers.Row(writer, "sums", found.Sums);
                Test.Write(writer, "surrogates", linear);
            },
            $"{series}\n{space}\n{found}{Test.Text(linear, Linear)}{few}\nA dimension near that of the space, {d}, is that of noise; noise in the values shows at small radii, few values at all of them.");

        CorrelationDimension Of(double[] each)
        {
            DelayEmbedding embedding = DelayEmbedding.Of(each, d, lag);
            int every = (embedding.Count + MostPairs - 1) / MostPairs;
            double[] points = [.. Enumerable.Range(0, embedding.Count / every).SelectMany(i => embedding.Points.Slice(i * every * d, d).ToArray())];
            return CorrelationDimension.Estimate(points, d, 1 + (DivergenceRate.Period(each) / every));
        }
    }

    private static Measurement Recurrence(TimeSeries series, double[] values, int d, int lag, string space, Test test)
    {
        double[] part = values.Length > MostPairs ? values[..MostPairs] : values;
        int window = DivergenceRate.Period(part);
        RecurrenceQuantification found = Of(part);
        SurrogateTest? linear = test.Linear(part, found.Determinism, each => Of(each).Determinism);
        return new(
            writer =>
            {
                Head(writer, series, d, lag);
                writer.WriteNumber("values", part.Length);
                JsonNumbers.Number(writer, "radius", found.Radius);
                JsonNumbers.Number(writer, "rate", found.Rate);
                JsonNumbers.Number(writer, "determinism", found.Determinism);
                JsonNumbers.Number(writer, "meanDiagonal", found.MeanDiagonal);
                writer.WriteNumber("longestDiagonal", found.LongestDiagonal);
                JsonNumbers.Number(writer, "diagonalEntropy", found.DiagonalEntropy);
                JsonNumbers.Number(writer, "laminarity", found.Laminarity);
                JsonNumbers.Number(writer, "trappingTime", found.TrappingTime);
                Test.Write(writer, "surrogates", linear);
            },
            $"{series}\n{space}{(part.Length < values.Length ? $", the first {part.Length:N0} values" : "")}\n{found}{Test.Text(linear, $"of the determinism; {Linear}")}\nLines are as long as the values are dense: compare only what was sampled alike.");

        RecurrenceQuantification Of(double[] each) => RecurrenceQuantification.Of(DelayEmbedding.Of(each, d, lag), theiler: window);
    }

    private const string Linear = "same values and power, no other order";

    private static void Head(Utf8JsonWriter writer, TimeSeries series, int? dimension = null, int? delay = null)
    {
        writer.WriteString("series", series.Name);
        writer.WriteNumber("count", series.Count);
        JsonNumbers.Number(writer, "interval", series.Interval);
        if (dimension is { } coordinates)
            writer.WriteNumber("embedding", coordinates);
        if (delay is { } steps)
            writer.WriteNumber("delay", steps);
    }

    /// <summary>How an estimate is tested.</summary>
    private sealed record Test(int Count, ulong Seed, CancellationToken Cancellation)
    {
        // Made once for all estimates of a command: they cost more than most of these.
        private readonly Dictionary<ulong, double[]> adjusted = [];

        public SurrogateTest? Linear(double[] values, double value, Func<double[], double> estimate) => Of(values, value, estimate, Adjusted);

        public SurrogateTest? Of(double[] values, double value, Func<double[], double> estimate, Func<ReadOnlyMemory<double>, RandomStream, double[]> make) =>
            Count == 0 ? null : SurrogateTest.Of(values, value, estimate, make, Count, Seed, Cancellation);

        private double[] Adjusted(ReadOnlyMemory<double> values, RandomStream stream) =>
            adjusted.TryGetValue(stream.Index, out double[]? known) ? known : adjusted[stream.Index] = Surrogates.AmplitudeAdjusted(values.Span, stream);

        public static string Text(SurrogateTest? test, string what) => test is null ? "" : $"\n  {test} ({what})";

        public static void Write(Utf8JsonWriter writer, string name, SurrogateTest? test)
        {
            if (test is null)
            {
                writer.WriteNull(name);
                return;
            }

            writer.WriteStartObject(name);
            JsonNumbers.Number(writer, "p", test.P);
            writer.WriteNumber("asked", test.Asked);
            JsonNumbers.Row(writer, "values", test.Surrogates.AsSpan());
            writer.WriteEndObject();
        }
    }
}
