using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Landscapes;

/// <summary>Results of one network at one leak: test accuracy by encoding of the training (rows) and of the test (columns), over all repeats.</summary>
public sealed class LandscapeTable
{
    private readonly ImmutableArray<ImmutableArray<RunResult>> results;

    internal LandscapeTable(LandscapeModel model, double beta, ImmutableArray<EncodingSpec> train, ImmutableArray<EncodingSpec> tests, ImmutableArray<ImmutableArray<RunResult>> results) =>
        (Model, Beta, Train, Tests, this.results) = (model, beta, train, tests, results);

    /// <summary>The network.</summary>
    public LandscapeModel Model { get; }

    /// <summary>The leak.</summary>
    public double Beta { get; }

    /// <summary>The encodings that trained, the rows.</summary>
    public ImmutableArray<EncodingSpec> Train { get; }

    /// <summary>The encodings of the tests, the columns.</summary>
    public ImmutableArray<EncodingSpec> Tests { get; }

    /// <summary>Test accuracy of one cell over all repeats, 0 to 1: mean, smallest and largest.</summary>
    /// <param name="row">Which training.</param>
    /// <param name="column">Which test.</param>
    public Summary this[int row, int column] => Summary.Of(results[row].Select(result => result.Arrays["accuracy"].ToDoubles()[column]));

    /// <summary>A number of the runs of one row over all repeats, for instance <c>out-mean</c>; see <see cref="LandscapeTraining"/>.</summary>
    /// <param name="row">Which training.</param>
    /// <param name="name">The number's name.</param>
    /// <exception cref="KeyNotFoundException">The runs have no number of that name.</exception>
    public Summary Row(int row, string name) => Summary.Of(results[row].Select(result => result[name]));

    /// <summary>
    /// The correlation over the rows, of their means over repeats, of how much the rates of a layer vary with the encoding and mean accuracy: the paper's law has it near -1. NaN with fewer than three rows.
    /// </summary>
    /// <param name="layer">1 to 3.</param>
    public double VariationAgainstAccuracy(int layer)
    {
        double[] x = [.. Enumerable.Range(0, Train.Length).Select(row => Row(row, string.Create(CultureInfo.InvariantCulture, $"cv-{layer}")).Mean)];
        double[] y = [.. Enumerable.Range(0, Train.Length).Select(row => Row(row, "out-mean").Mean)];
        return x.Length < 3 ? double.NaN : Correlation.Of(x, y);
    }

    /// <summary>The matrix of mean accuracies in percent with smallest and largest, then in-distribution and out-of-distribution means.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Model}, beta {Beta:R}: mean accuracy in % (min to max), {results[0].Length} runs a row\n");
        for (int row = 0; row < Train.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Train[row]}: in {100 * Row(row, "in-distribution").Mean:F1}, out {100 * Row(row, "out-mean").Mean:F1} (");
            text.AppendJoin(", ", Enumerable.Range(0, Tests.Length).Select(column => string.Create(
                CultureInfo.InvariantCulture, $"{Tests[column]} {100 * this[row, column].Mean:F1} [{100 * this[row, column].Min:F1} {100 * this[row, column].Max:F1}]"))).Append(")\n");
        }

        return text.ToString();
    }
}
