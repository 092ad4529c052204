using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Learning;

/// <summary>Tries networks from the smallest upwards: activation x code x hidden units, ordered by the number of parameters. Sizes with equally many parameters take turns, attempt by attempt.</summary>
internal sealed class Ladder
{
    private const int MaxUnits = 64;

    // Neighborhoods x parameters x steps that one size may cost: the whole budget for small domains, fewer attempts for large ones.
    private const long WorkPerRung = 2_000_000_000;
    private const int FewestAttempts = 16;

    private readonly ChaosTraining options;
    private readonly List<ExampleSet> codings = [];

    public Ladder(ChaosTraining options, LocalRule rule)
    {
        this.options = options;
        ImmutableArray<bool> essential = EssentialInputs.Of(rule).Flags;
        codings.Add(ExampleSet.Essential(rule, essential, SymbolCode.Centered));
        ExampleSet oneHot = ExampleSet.Essential(rule, essential, SymbolCode.OneHot);
        // For bits, one-hot says the same with twice the inputs.
        if (oneHot.Encoder.Inputs > 2 * codings[0].Encoder.Inputs)
            codings.Add(oneHot);
    }

    public NeuralRule Climb(IProgress<int>? progress, CancellationToken cancellation)
    {
        FittingRun? best = null;
        foreach (IGrouping<int, Rung> level in Rungs().GroupBy(static rung => rung.Parameters).OrderBy(static level => level.Key))
        {
            FittingRun[] runs = [.. level.Select(rung => new FittingRun(options, rung.Examples, rung.Activation, rung.Hidden))];
            int attempts = Attempts(level.First());
            for (int attempt = 0; attempt < attempts; attempt++)
                foreach (FittingRun run in runs)
                {
                    progress?.Report(level.Key);
                    if (run.Attempt(attempt, cancellation))
                        return run.Result();
                }

            foreach (FittingRun run in runs)
                if (run.Beats(best))
                    best = run;
        }

        return best!.Result();
    }

    private int Attempts(Rung rung)
    {
        long work = (long)rung.Examples.Count * rung.Parameters * options.MaxSteps;
        return (int)Math.Clamp(WorkPerRung / work, Math.Min(FewestAttempts, options.LadderAttempts), options.LadderAttempts);
    }

    private IEnumerable<Rung> Rungs()
    {
        foreach (ExampleSet examples in codings)
        {
            int logits = examples.IsBinary ? 1 : examples.Signature.Output.Size;
            for (int hidden = 1; hidden <= MaxUnits; hidden++)
            {
                int parameters = (hidden * (examples.Encoder.Inputs + 1 + logits)) + logits;
                yield return new(Activation.Absolute, examples, hidden, parameters);
                yield return new(Activation.LeakyRelu, examples, hidden, parameters);
            }
        }
    }

    private sealed record Rung(Activation Activation, ExampleSet Examples, int Hidden, int Parameters);
}
