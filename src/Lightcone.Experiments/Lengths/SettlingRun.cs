using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Engines;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>In how many steps a learned adder in carry-save form settles: over all pairs of few digits, or over random pairs of many, beside the exact law. Its control adds numbers whose carries go nowhere.</summary>
public sealed record SettlingRun : RunSpec
{
    private const int MostEnumerated = 10;

    /// <summary>The kind of these runs.</summary>
    public static RunKind RunKind { get; } = new("settling", 1, SettlingJson.Default.SettlingRun);

    /// <summary>Digits of both numbers. Default 1,024.</summary>
    [JsonPropertyName("digits")]
    public int Digits { get; init; } = 1_024;

    /// <summary>Random pairs; 0 for all there are, of at most 10 digits. Default 256.</summary>
    [JsonPropertyName("samples")]
    public int Samples { get; init; } = 256;

    /// <summary>Whether the second number is the first one: every carry then dies in the next cell. Default no.</summary>
    [JsonPropertyName("equal")]
    public bool EqualOperands { get; init; }

    /// <summary>Seed of the learning and of the pairs. Default 1.</summary>
    [JsonPropertyName("seed")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => RunKind;

    /// <summary>Learns and adds.</summary>
    /// <returns>Numbers <c>mean</c>, <c>deviation</c>, <c>least</c>, <c>most</c> of the steps, <c>pairs</c>, <c>lawful</c> (share of pairs that took as many steps as their longest carry chain has cells), and <c>law</c>, the exact mean over all pairs.</returns>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Digits < 1 || Samples < 0 || (Samples == 0 && Digits > MostEnumerated))
            throw new InputException($"{Digits} digits and {Samples} pairs: expected at least 1 digit, and pairs unless there are at most {MostEnumerated} digits.");
        ArithmeticTask task = BinaryAdditionCarrySave.Task;
        CompiledRule compiled = Automaton.Learn(task, ChaosTraining.Default with { Seed = Seed }, cancellation: context.Cancellation).Rule.Compile();
        int pairs = Samples == 0 ? 1 << (EqualOperands ? Digits : 2 * Digits) : Samples, lawful = 0;
        double[] steps = new double[pairs];
        for (int i = 0; i < pairs; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            (Natural a, Natural b) = Samples == 0 ? (Natural.From(i & ((1 << Digits) - 1)), Natural.From(i >> Digits)) : task.Random(Digits, new RandomStream(Seed, "settling", (ulong)i));
            b = EqualOperands ? a : b;
            steps[i] = compiled.Evolve(task.Encode(a, b, Digits), Until.FixedPoint(Digits + 1L), null, context.Cancellation).Steps;
            lawful += steps[i] == task.StepLaw!(a, b) ? 1 : 0;
            context.Progress?.Report((i + 1.0) / pairs);
        }

        Summary summary = Summary.Of(steps);
        return new()
        {
            Numbers = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["mean"] = summary.Mean,
                ["deviation"] = summary.Deviation,
                ["least"] = summary.Min,
                ["most"] = summary.Max,
                ["pairs"] = pairs,
                ["lawful"] = (double)lawful / pairs,
                ["law"] = SettlingLaw.Mean(Digits),
            }),
        };
    }
}

/// <summary>How the settings are written.</summary>
[JsonSerializable(typeof(SettlingRun))]
internal sealed partial class SettlingJson : JsonSerializerContext;
