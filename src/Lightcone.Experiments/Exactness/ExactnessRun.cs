using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Engines;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Exactness;

/// <summary>
/// One rule learned from its neighborhoods with its own seed, examined, and run on random inputs: which share of the answers is right, and whether it is proved. Its control is the same with one weight
/// corrupted.
/// </summary>
public sealed record ExactnessRun : RunSpec
{
    private const int Corruptions = 100_000;

    /// <summary>The kind of these runs.</summary>
    public static RunKind RunKind { get; } = new("exactness", 1, ExactnessJson.Default.ExactnessRun);

    /// <summary>The name of the task. Default addition.</summary>
    [JsonPropertyName("task")]
    public string Task { get; init; } = "addition";

    /// <summary>Digits or cells of an input, at least 1; rules that only step take as many steps. Default 1,000.</summary>
    [JsonPropertyName("length")]
    public int Length { get; init; } = 1_000;

    /// <summary>Random inputs. Default 4.</summary>
    [JsonPropertyName("inputs")]
    public int Inputs { get; init; } = 4;

    /// <summary>Whether one weight of the network is changed after the training so that its rule is another one.</summary>
    [JsonPropertyName("corrupted")]
    public bool Corrupted { get; init; }

    /// <summary>Seed of the training, the inputs and the corruption.</summary>
    [JsonPropertyName("seed")]
    public ulong Seed { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => RunKind;

    /// <summary>Learns, corrupts where asked, examines and runs.</summary>
    /// <returns>Numbers <c>right</c> (share of right answers, 0 to 1), <c>certified</c> (1 or 0) and <c>parameters</c>; an event for each input.</returns>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(Length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Inputs, 1);
        LocalTask task = TaskCatalog.Find(Task);
        Automaton automaton = Automaton.Learn(task, ChaosTraining.Default with { Seed = Seed }, cancellation: context.Cancellation);
        if (Corrupted)
            automaton = Automaton.Of(Corrupt(automaton.Network!), automaton.ReadoutNetwork, automaton.Boundary, automaton.Task);
        bool certified = automaton.Certify(task) is Certificate;
        CompiledRule compiled = automaton.Rule.Compile();
        int right = 0;
        ImmutableArray<string>.Builder events = ImmutableArray.CreateBuilder<string>();
        for (int i = 0; i < Inputs; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            RandomStream stream = new(Seed, "exactness inputs", (ulong)i);
            bool isRight = task is ArithmeticTask arithmetic ? IsRight(compiled, automaton, arithmetic, stream, context.Cancellation) : IsRight(compiled, automaton, (LatticeTask)task, stream, context.Cancellation);
            right += isRight ? 1 : 0;
            events.Add($"{{\"input\":{i},\"right\":{(isRight ? "true" : "false")}}}");
            context.Progress?.Report((i + 1.0) / Inputs);
        }

        return new()
        {
            Numbers = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("right", (double)right / Inputs).Add("certified", certified ? 1 : 0).Add("parameters", automaton.Parameters),
            Events = events.ToImmutable(),
        };
    }

    // Random carries are short; a wrong rule may never rest, and is not waited for.
    private bool IsRight(CompiledRule compiled, Automaton automaton, ArithmeticTask task, RandomStream stream, CancellationToken cancellation)
    {
        (Natural a, Natural b) = task.Random(Length, stream);
        Evolution run = compiled.Evolve(task.Encode(a, b, Length), Until.FixedPoint(Math.Min(4_096L, (2L * Length) + 16)), null, cancellation);
        return run.Converged && task.TryDecode(run.Final, automaton.Readout) is { } answer && task.IsCorrect(a, b, answer);
    }

    private bool IsRight(CompiledRule compiled, Automaton automaton, LatticeTask task, RandomStream stream, CancellationToken cancellation)
    {
        Shape shape = task.Rule.Dimensions == 1 ? Shape.Row(Length) : Shape.Grid(Length, Length);
        Lattice start = task.Encode(Lattice.Random(task.InputAlphabet, shape, task.Boundary, stream));
        if (task.StepLaw is null)
            return compiled.Evolve(start, Until.Steps(Length), null, cancellation).Final.Cells.SequenceEqual(task.Reference(start, Length).Cells);
        Evolution run = compiled.Evolve(start, Until.FixedPoint((2L * Length) + 16), null, cancellation);
        return run.Converged && run.Final.Cells.SequenceEqual(task.Reference(start, null).Cells)
            && (automaton.Readout is not { } readout || task.ReferenceAnswer is not { } answer || readout.Map(run.Final).Cells.SequenceEqual(answer(start)));
    }

    // A weight whose change leaves the rule as it was is no corruption: the next one is taken.
    private NeuralRule Corrupt(NeuralRule network)
    {
        RandomStream stream = new(Seed, "corrupted weight");
        LocalRule rule = network.ToRule();
        for (int attempt = 0; attempt < Corruptions; attempt++)
        {
            double[] weights = network.Weights.ToArray();
            weights[stream.NextInt32(weights.Length)] += 20 * stream.NextGaussian();
            NeuralRule corrupted = NeuralRule.FromWeights(network.Signature, network.HiddenUnits, weights, network.Activation, network.Codes.AsSpan());
            if (!corrupted.ToRule().Equals(rule))
                return corrupted;
        }

        throw new InvalidOperationException($"none of {Corruptions} changed weights changes the rule of {Task}.");
    }
}

/// <summary>How the settings are written.</summary>
[JsonSerializable(typeof(ExactnessRun))]
internal sealed partial class ExactnessJson : JsonSerializerContext;
