using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>
/// An elementary rule, learned one step at a time and then run on its own results: when the trajectory leaves the right one, and beside it how one flipped cell spreads under the right rule. The paper claims that
/// trajectories of Rule 110 do not diverge (arXiv 2602.01651).
/// </summary>
public sealed record TrajectoryRun : RunSpec
{
    /// <summary>The kind of these runs.</summary>
    public static RunKind RunKind { get; } = new("trajectory", 1, TrajectoryJson.Default.TrajectoryRun);

    /// <summary>Wolfram's number of the rule. Default 110.</summary>
    [JsonPropertyName("rule")]
    public int Rule { get; init; } = 110;

    /// <summary>The name of a <see cref="SequenceModel"/>. Default automaton.</summary>
    [JsonPropertyName("model")]
    public string Model { get; init; } = "automaton";

    /// <summary>How a network is trained.</summary>
    [JsonPropertyName("training")]
    public SequenceTraining Training { get; init; } = new();

    /// <summary>Cells of a row between walls of zeros. Default 256.</summary>
    [JsonPropertyName("width")]
    public int Width { get; init; } = 256;

    /// <summary>Steps. Default 256.</summary>
    [JsonPropertyName("steps")]
    public int Steps { get; init; } = 256;

    /// <summary>Random rows. Default 16.</summary>
    [JsonPropertyName("samples")]
    public int Samples { get; init; } = 16;

    /// <summary>Whether one entry of the automaton's table is changed after the learning. Default no.</summary>
    [JsonPropertyName("corrupted")]
    public bool Corrupted { get; init; }

    /// <summary>Seed of learning, rows and corruption. Default 1.</summary>
    [JsonPropertyName("seed")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => RunKind;

    /// <summary>Trains, and runs.</summary>
    /// <returns>
    /// Numbers <c>diverged</c> (share of trajectories that leave the right one), <c>first-wrong</c> (mean of the first step with a wrong cell, one more than there are steps where none is), <c>wrong-at-end</c> and
    /// <c>damage-at-end</c> (shares of cells), and of the automaton <c>certified</c>. Arrays <c>wrong</c> and <c>damage</c>, [steps]: the share of wrong cells after each step, and of cells that a flip of the middle one has changed.
    /// </returns>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Rule is < 0 or > 255 || Width < 1 || Steps < 1 || Samples < 1)
            throw new InputException($"rule {Rule}, {Width} cells, {Steps} steps, {Samples} rows: expected a rule from 0 to 255, and at least 1 of each.");
        SequenceModel model = SequenceModel.Find(Model);
        if (Corrupted && !model.IsAutomaton)
            throw new InputException($"{model} has no table of which an entry could be changed.");
        ElementarySequences task = new(Rule, 1);
        LearnedAutomaton? automaton = model.IsAutomaton ? LearnedAutomaton.Learn(task, Seed, Corrupted, context.Cancellation) : null;
        LearnedNetwork? network = model.IsAutomaton ? null : LearnedNetwork.Train(task, model, Training, Seed, context);
        byte[][] right = [.. Enumerable.Range(0, Samples).Select(i => Random(i))], found = [.. right], flipped = [.. right.Select(Flip)];
        double[] wrong = new double[Steps], damage = new double[Steps];
        int[] first = new int[Samples];
        Array.Fill(first, Steps + 1);
        for (int t = 0; t < Steps; t++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            SequenceExample[] asked = [.. found.Select(task.Of)];
            byte[][] answers = network?.Answer(asked, context.Cancellation) ?? [.. asked.Select(example => automaton!.Answer(example, context.Cancellation).Answer)];
            found = [.. answers.Select(static answer => answer[1..])];
            right = [.. right.Select(Exact)];
            flipped = [.. flipped.Select(Exact)];
            for (int i = 0; i < Samples; i++)
            {
                int differing = Differing(found[i], right[i]);
                first[i] = differing > 0 ? Math.Min(first[i], t + 1) : first[i];
                wrong[t] += (double)differing / (Width * Samples);
                damage[t] += (double)Differing(flipped[i], right[i]) / (Width * Samples);
            }

            context.Progress?.Report((network is null ? 0 : LengthRun.TrainingShare) + ((network is null ? 1 : 1 - LengthRun.TrainingShare) * (t + 1) / Steps));
        }

        Dictionary<string, double> numbers = new(StringComparer.Ordinal)
        {
            ["diverged"] = (double)first.Count(step => step <= Steps) / Samples,
            ["first-wrong"] = first.Average(),
            ["wrong-at-end"] = wrong[^1],
            ["damage-at-end"] = damage[^1],
        };
        if (automaton is not null)
            numbers["certified"] = automaton.Verdict is Certificate ? 1 : 0;
        return new()
        {
            Numbers = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, numbers),
            Arrays = ImmutableSortedDictionary.Create<string, NpyArray>(StringComparer.Ordinal).Add("wrong", NpyArray.FromDoubles(wrong, Steps)).Add("damage", NpyArray.FromDoubles(damage, Steps)),
        };
    }

    private byte[] Random(int row)
    {
        byte[] cells = new byte[Width];
        new RandomStream(Seed, "trajectories", (ulong)row).FillSymbols(cells, 2);
        return cells;
    }

    private byte[] Exact(byte[] cells) => ElementaryTask.Of(Rule).Reference(Lattice.FromCells(Alphabet.Binary, Shape.Row(Width), Boundary.Fixed(), cells), 1).Cells.ToArray();

    private static byte[] Flip(byte[] cells)
    {
        byte[] copy = [.. cells];
        copy[copy.Length / 2] ^= 1;
        return copy;
    }

    private static int Differing(byte[] one, byte[] other)
    {
        int count = 0;
        for (int i = 0; i < one.Length; i++)
            count += one[i] == other[i] ? 0 : 1;
        return count;
    }
}

/// <summary>How the settings are written.</summary>
[JsonSerializable(typeof(TrajectoryRun))]
internal sealed partial class TrajectoryJson : JsonSerializerContext;
