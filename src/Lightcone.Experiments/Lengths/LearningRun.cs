using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;
using Lightcone.Experiments.Studies;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>One attempt to learn a rule with a network of a given size, and how it goes wrong when it does: one seed of what <see cref="ParameterStudy"/> sums up.</summary>
public sealed record LearningRun : RunSpec
{
    /// <summary>The kind of these runs.</summary>
    public static RunKind RunKind { get; } = new("learning", 1, LearningJson.Default.LearningRun);

    /// <summary>The name of the task. Default parity.</summary>
    [JsonPropertyName("task")]
    public string Task { get; init; } = "parity";

    /// <summary>Hidden units of each network; 0 for the task's own. Default 0.</summary>
    [JsonPropertyName("hidden")]
    public int HiddenUnits { get; init; }

    /// <summary>"paper" for the recipe after arXiv 2602.01651, "default" for this library's. Default "paper".</summary>
    [JsonPropertyName("recipe")]
    public string Recipe { get; init; } = "paper";

    /// <summary>Restarts that it may use. Default 0.</summary>
    [JsonPropertyName("restarts")]
    public int Restarts { get; init; }

    /// <summary>Seed of the training and of the test inputs. Default 1.</summary>
    [JsonPropertyName("seed")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => RunKind;

    /// <summary>Learns, and runs what was learned.</summary>
    /// <returns>Numbers <c>exact</c> (1 or 0), <c>parameters</c>, <c>margin</c> in logits, <c>restarts</c>, <c>accuracy</c> over all neighborhoods, and of the iterated rule <c>oscillates</c>, <c>dies</c> (1 or 0) and <c>wrong</c>, the share of wrong answers.</returns>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (HiddenUnits < 0 || Restarts < 0)
            throw new InputException($"{HiddenUnits} hidden units and {Restarts} restarts: neither may be negative.");
        LocalTask task = TaskCatalog.Find(Task);
        ChaosTraining recipe = Recipe switch
        {
            "paper" => ChaosTraining.Paper,
            "default" => ChaosTraining.Default,
            _ => throw new InputException($"'{Recipe}' is no recipe. Expected paper or default."),
        };
        Automaton learned = Automaton.Learn(task, recipe with { Restarts = Restarts, Seed = Seed }, HiddenUnits == 0 ? null : HiddenUnits, cancellation: context.Cancellation);
        FailureSignature signature = FailureSignature.Of(learned, task, Seed)!;
        bool isExact = learned.Rule.Equals(task.Rule) && Equals(learned.Readout, task.Readout);
        context.Progress?.Report(1);
        return new()
        {
            Numbers = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["exact"] = isExact ? 1 : 0,
                ["parameters"] = learned.Parameters,
                ["margin"] = Math.Min(learned.Network!.Training.Margin, learned.ReadoutNetwork?.Training.Margin ?? double.PositiveInfinity),
                ["restarts"] = learned.Network.Training.Restarts + (learned.ReadoutNetwork?.Training.Restarts ?? 0),
                ["accuracy"] = signature.Accuracy,
                ["oscillates"] = signature.Oscillates ? 1 : 0,
                ["dies"] = signature.SignalDies ? 1 : 0,
                ["wrong"] = (double)signature.Wrong / signature.Inputs,
            }),
        };
    }
}

/// <summary>How the settings are written.</summary>
[JsonSerializable(typeof(LearningRun))]
internal sealed partial class LearningJson : JsonSerializerContext;
