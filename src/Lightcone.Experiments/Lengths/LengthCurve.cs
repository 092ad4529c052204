using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Lengths;

/// <summary>One model of one task at every length, or with every chain of influence, that its runs were asked, over all seeds.</summary>
/// <param name="Task">The name of the task.</param>
/// <param name="Steps">Steps of an elementary rule after which its cells are asked.</param>
/// <param name="Model">The model's name, or <see cref="LengthStudy.Control"/>.</param>
/// <param name="IsChain">Whether the numbers of the points are chains.</param>
/// <param name="TrainedUpTo">The longest input of the training, in digits or cells.</param>
/// <param name="Points">The points by number.</param>
public sealed record LengthCurve(string Task, int Steps, string Model, bool IsChain, int TrainedUpTo, ImmutableArray<LengthCurve.Point> Points)
{
    private static readonly bool[] Both = [false, true];

    /// <summary>Curves of runs that were computed for whatever reason; those of one seed that say the same thing count once.</summary>
    /// <param name="runs">Runs with their numbers by name.</param>
    /// <returns>By task, steps and model, lengths before chains.</returns>
    public static ImmutableArray<LengthCurve> Of(IEnumerable<(LengthRun Run, IReadOnlyDictionary<string, double> Numbers)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return
        [
            .. from each in runs
               from isChain in Both
               from number in isChain ? each.Run.Chains : each.Run.Lengths
               let model = each.Run.Corrupted ? LengthStudy.Control : each.Run.Model
               group (each.Run.Seed, Number: number, each.Numbers) by (each.Run.Task, each.Run.Steps, Model: model, IsChain: isChain, each.Run.Training.LongestLength) into curve
               orderby curve.Key.Task, curve.Key.Steps, curve.Key.IsChain, curve.Key.Model, curve.Key.LongestLength
               select new LengthCurve(
                   curve.Key.Task, curve.Key.Steps, curve.Key.Model, curve.Key.IsChain, curve.Key.LongestLength,
                   [.. curve.GroupBy(static asked => asked.Number).OrderBy(static point => point.Key).Select(point => Summarize(curve.Key.IsChain, point.Key, point.Select(static asked => (asked.Seed, asked.Numbers))))]),
        ];
    }

    private static Point Summarize(bool isChain, int number, IEnumerable<(ulong Seed, IReadOnlyDictionary<string, double> Numbers)> asked)
    {
        // Two runs of a seed may have asked the same length, one of them more often.
        (string exact, string bits, string samples) = (Name("exact"), Name("bits"), Name("samples"));
        IReadOnlyDictionary<string, double>[] chosen =
            [.. asked.GroupBy(static each => each.Seed).OrderBy(static seed => seed.Key).Select(seed => seed.Select(static each => each.Numbers).OrderByDescending(numbers => numbers[samples]).First())];
        return new(number, chosen.Length, (int)chosen.Min(numbers => numbers[samples]), Summary.Of(chosen.Select(numbers => numbers[exact])), Summary.Of(chosen.Select(numbers => numbers[bits])));

        string Name(string what) => string.Create(CultureInfo.InvariantCulture, $"{(isChain ? "chain-" : "")}{what}-{number}");
    }

    /// <summary>One length or chain.</summary>
    /// <param name="Number">Digits or cells.</param>
    /// <param name="Seeds">How many seeds.</param>
    /// <param name="Samples">Inputs of each seed, at least.</param>
    /// <param name="Exact">The share of inputs whose every bit is right, 0 to 1, over the seeds.</param>
    /// <param name="Bits">The share of right bits, 0 to 1, over the seeds.</param>
    public sealed record Point(int Number, int Seeds, int Samples, Summary Exact, Summary Bits);
}
