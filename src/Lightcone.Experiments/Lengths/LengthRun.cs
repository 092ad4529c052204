using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Learning;
using Lightcone.Proofs;

namespace Lightcone.Experiments.Lengths;

/// <summary>
/// One model with one seed: learned on inputs of at most 16 digits or cells, asked at other lengths, and at one length for other chains of influence. The models of a seed see the same sequences and are asked
/// the same questions; the automaton is learned from single steps, and its control has one entry of its table changed.
/// </summary>
public sealed record LengthRun : RunSpec
{
    /// <summary>The share of a run that its training is taken for.</summary>
    internal const double TrainingShare = 0.6;

    /// <summary>The kind of these runs.</summary>
    public static RunKind RunKind { get; } = new("length", 1, LengthJson.Default.LengthRun);

    /// <summary>parity, addition, rule110, multiplication, or W0 to W255. Default addition.</summary>
    [JsonPropertyName("task")]
    public string Task { get; init; } = "addition";

    /// <summary>The name of a <see cref="SequenceModel"/>. Default automaton.</summary>
    [JsonPropertyName("model")]
    public string Model { get; init; } = "automaton";

    /// <summary>Steps of an elementary rule after which its cells are asked. Default 1.</summary>
    [JsonPropertyName("steps")]
    public int Steps { get; init; } = 1;

    /// <summary>How a network is trained; the automaton is learned from single steps.</summary>
    [JsonPropertyName("training")]
    public SequenceTraining Training { get; init; } = new();

    /// <summary>Digits or cells of the inputs that are asked.</summary>
    [JsonPropertyName("lengths")]
    public ImmutableArray<int> Lengths { get; init; } = [16, 32, 64];

    /// <summary>Chains of influence that are asked, in cells. Default none.</summary>
    [JsonPropertyName("chains")]
    public ImmutableArray<int> Chains { get; init; } = [];

    /// <summary>Digits or cells of the inputs with such chains. Default 256.</summary>
    [JsonPropertyName("chainLength")]
    public int ChainLength { get; init; } = 256;

    /// <summary>The most inputs of one kind. Default 256.</summary>
    [JsonPropertyName("samples")]
    public int Samples { get; init; } = 256;

    /// <summary>Cells or steps of all inputs of one kind together, beyond which there are fewer, but 16 at least. Default 131,072.</summary>
    [JsonPropertyName("symbols")]
    public long Symbols { get; init; } = 131_072;

    /// <summary>Whether one entry of the automaton's table is changed after the learning. Default no.</summary>
    [JsonPropertyName("corrupted")]
    public bool Corrupted { get; init; }

    /// <summary>Seed of first parameters, training sequences, questions and corruption. Default 1.</summary>
    [JsonPropertyName("seed")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => RunKind;

    /// <summary>Equal settings are equal, lists of lengths included.</summary>
    public bool Equals(LengthRun? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The streams from which the inputs of a length are drawn.</summary>
    internal static string Purpose(int length) => string.Create(CultureInfo.InvariantCulture, $"lengths/questions/{length}");

    /// <summary>How many inputs of a length are asked.</summary>
    internal int SamplesAt(long cells) => (int)Math.Clamp(Symbols / cells, Math.Min(LearnedNetwork.Together, Samples), Samples);

    /// <summary>Trains and asks.</summary>
    /// <returns>
    /// Numbers: <c>parameters</c>; for each length N <c>exact-N</c>, the share of inputs whose every bit is right, <c>bits-N</c>, the share of bits, <c>samples-N</c>; for each chain C the same as <c>chain-exact-C</c>,
    /// <c>chain-bits-C</c>, <c>chain-samples-C</c>. Of the automaton also <c>certified</c> (1 or 0) and <c>settling-N</c>, its mean number of steps; of a network <c>training-exact</c>,
    /// <c>training-bits</c> and <c>training-loss</c> of the last epoch, and <c>diverged</c> (1 or 0). An event for each length and chain.
    /// </returns>
    /// <exception cref="Foundation.Input.InputException">There is no such task or model, or a number does not fit.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SequenceTask task = Check();
        SequenceModel model = SequenceModel.Find(Model);
        ImmutableSortedDictionary<string, double>.Builder numbers = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        ImmutableArray<string>.Builder events = ImmutableArray.CreateBuilder<string>();
        LearnedAutomaton? automaton = model.IsAutomaton ? LearnedAutomaton.Learn(task, Seed, Corrupted, context.Cancellation) : null;
        LearnedNetwork? network = model.IsAutomaton ? null : LearnedNetwork.Train(task, model, Training, Seed, context);
        if (automaton is not null)
        {
            numbers["parameters"] = automaton.Parameters;
            numbers["certified"] = automaton.Verdict is Certificate ? 1 : 0;
        }
        else if (network!.Training is var training)
        {
            numbers["parameters"] = training.Network.Parameters.Count;
            numbers["training-exact"] = training.Epochs.IsEmpty ? 0 : training.Epochs[^1].Accuracy;
            numbers["training-bits"] = training.Epochs.IsEmpty ? 0 : training.Epochs[^1].StepAccuracy ?? 0;
            numbers["training-loss"] = training.Epochs.IsEmpty ? double.NaN : training.Epochs[^1].Loss;
            numbers["diverged"] = training.Outcome == TrainingOutcome.Diverged ? 1 : 0;
        }

        (string Prefix, int Number, Func<RandomStream, SequenceExample> Draw, long Cells, string Purpose)[] questions =
        [
            .. Lengths.Select(length => ("", length, (Func<RandomStream, SequenceExample>)(stream => task.Draw(length, stream)), task.Cells(length), Purpose(length))),
            .. Chains.Select(chain => ("chain-", chain, (Func<RandomStream, SequenceExample>)(stream => task.DrawChain(ChainLength, chain, stream)), task.Cells(ChainLength), $"lengths/chains/{ChainLength}/{chain}")),
        ];
        for (int i = 0; i < questions.Length; i++)
        {
            (string prefix, int number, Func<RandomStream, SequenceExample> draw, long cells, string purpose) = questions[i];
            Score score = Ask(draw, purpose, SamplesAt(cells), automaton, network, context.Cancellation);
            foreach ((string name, double value) in new[] { ("exact", score.Exact), ("bits", score.Bits), ("samples", score.Samples) })
                numbers[string.Create(CultureInfo.InvariantCulture, $"{prefix}{name}-{number}")] = value;
            if (automaton is not null)
                numbers[string.Create(CultureInfo.InvariantCulture, $"{prefix}settling-{number}")] = score.Settling;
            events.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"{(prefix.Length == 0 ? "length" : "chain")}\":{number},\"samples\":{score.Samples},\"exact\":{score.Exact:R},\"bits\":{score.Bits:R}}}"));
            context.Progress?.Report((network is null ? 0 : TrainingShare) + ((network is null ? 1 : 1 - TrainingShare) * (i + 1) / questions.Length));
        }

        return new() { Numbers = numbers.ToImmutable(), Events = events.ToImmutable() };
    }

    /// <summary>Learns as the run does, and finds for each length the first of its inputs that is answered wrongly.</summary>
    /// <param name="context">Ends it, and keeps checkpoints.</param>
    /// <returns>One for each length at which some input is; cells are bits, least significant digit or first cell first.</returns>
    /// <exception cref="Foundation.Input.InputException">There is no such task or model, or a number does not fit.</exception>
    public ImmutableArray<LengthFailure> Failures(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SequenceTask task = Check();
        SequenceModel model = SequenceModel.Find(Model);
        LearnedAutomaton? automaton = model.IsAutomaton ? LearnedAutomaton.Learn(task, Seed, Corrupted, context.Cancellation) : null;
        LearnedNetwork? network = model.IsAutomaton ? null : LearnedNetwork.Train(task, model, Training, Seed, context);
        return [.. Lengths.Select(length => First(task, length, automaton, network, context.Cancellation)).OfType<LengthFailure>()];
    }

    private LengthFailure? First(SequenceTask task, int length, LearnedAutomaton? automaton, LearnedNetwork? network, CancellationToken cancellation)
    {
        int samples = SamplesAt(task.Cells(length));
        for (int first = 0; first < samples; first += LearnedNetwork.Together)
        {
            SequenceExample[] examples = [.. Enumerable.Range(first, Math.Min(LearnedNetwork.Together, samples - first)).Select(i => task.Draw(length, new RandomStream(Seed, Purpose(length), (ulong)i)))];
            byte[][] answers = network?.Answer(examples, cancellation) ?? [.. examples.Select(example => automaton!.Answer(example, cancellation).Answer)];
            for (int i = 0; i < examples.Length; i++)
                if (examples[i].Answer.Where((right, at) => right != SequenceExample.NoAnswer && answers[i][at] != right).Any())
                    return new(Task, Corrupted ? LengthStudy.Control : Model, length, first + i, [.. examples[i].Channels.Select(Text)], Text(examples[i].Answer), Text(answers[i]));
        }

        return null;

        static string Text(byte[] cells) => string.Concat(cells.Select(static cell => cell == SequenceExample.NoAnswer ? '.' : (char)('0' + cell)));
    }

    /// <summary>The task, when the settings fit one another.</summary>
    internal SequenceTask Check()
    {
        SequenceTask task = SequenceTask.Find(Task, Steps);
        SequenceModel model = SequenceModel.Find(Model);
        if (Corrupted && !model.IsAutomaton)
            throw new Foundation.Input.InputException($"{model} has no table of which an entry could be changed.");
        if (Lengths.Concat([ChainLength, Training.LongestLength, Samples]).FirstOrDefault(static number => number < 1, 1) is var wrong and < 1)
            throw new Foundation.Input.InputException($"a length or a number of inputs is {wrong}: expected at least 1.");
        return task;
    }

    private Score Ask(Func<RandomStream, SequenceExample> draw, string purpose, int samples, LearnedAutomaton? automaton, LearnedNetwork? network, CancellationToken cancellation)
    {
        int exact = 0;
        long right = 0, asked = 0, settling = 0;
        for (int first = 0; first < samples; first += LearnedNetwork.Together)
        {
            SequenceExample[] examples = [.. Enumerable.Range(first, Math.Min(LearnedNetwork.Together, samples - first)).Select(i => draw(new RandomStream(Seed, purpose, (ulong)i)))];
            byte[][] answers = network?.Answer(examples, cancellation) ?? new byte[examples.Length][];
            for (int i = 0; i < examples.Length; i++)
            {
                if (automaton is not null)
                {
                    (answers[i], long steps) = automaton.Answer(examples[i], cancellation);
                    settling += steps;
                }

                int all = examples[i].Answer.Length - examples[i].Answer.AsSpan().Count(SequenceExample.NoAnswer), hits = 0;
                for (int t = 0; t < answers[i].Length; t++)
                    hits += examples[i].Answer[t] == answers[i][t] && answers[i][t] != SequenceExample.NoAnswer ? 1 : 0;
                (exact, right, asked) = (exact + (hits == all ? 1 : 0), right + hits, asked + all);
            }
        }

        return new(samples, (double)exact / samples, (double)right / asked, (double)settling / samples);
    }

    private readonly record struct Score(int Samples, double Exact, double Bits, double Settling);
}

/// <summary>How the settings are written.</summary>
[JsonSerializable(typeof(LengthRun))]
internal sealed partial class LengthJson : JsonSerializerContext;
