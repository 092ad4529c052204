using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>A trained agent on all difficulties, without further learning, as the result of a run.</summary>
internal static class TransferTest
{
    /// <summary>The difficulties' names in results, from easy to very hard.</summary>
    public static ImmutableArray<string> Names { get; } = ["easy", "medium", "hard", "very-hard"];

    /// <summary>Tests the network of an outcome.</summary>
    public static RunResult Run(
        ReinforceOutcome outcome, StateEncoding encoding, bool carriesState, Func<Difficulty, IEnvironment> world, ulong seed, int episodes, double success, bool greedy)
    {
        ImmutableSortedDictionary<string, double>.Builder numbers = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        double[] all = new double[Names.Length * episodes];
        for (int d = 0; d < Names.Length; d++)
        {
            Difficulty difficulty = (Difficulty)d;
            double[] returns = PolicyTrial.Returns(outcome.Network, encoding, carriesState, () => world(difficulty), new RandomStream(seed, "test", (ulong)d), episodes, greedy);
            returns.CopyTo(all, d * episodes);
            numbers[$"reward-{Names[d]}"] = returns.Average();
            numbers[$"success-{Names[d]}"] = returns.Count(r => r >= success) / (double)episodes;
        }

        numbers["gap"] = numbers["reward-easy"] - numbers["reward-very-hard"];
        numbers["episodes"] = outcome.Returns.Count;
        numbers["reached-goal"] = outcome.ReachedGoal ? 1 : 0;
        return new RunResult
        {
            Numbers = numbers.ToImmutable(),
            Arrays = ImmutableSortedDictionary.Create<string, NpyArray>(StringComparer.Ordinal)
                .Add("test", NpyArray.FromDoubles(all, [Names.Length, episodes]))
                .Add("training", NpyArray.FromDoubles(outcome.Returns.ToArray(), [outcome.Returns.Count])),
            Events = [.. outcome.Evaluations.Select(static e => string.Create(CultureInfo.InvariantCulture, $"{{\"episode\":{e.Episode},\"mean\":{e.Mean:R}}}"))],
        };
    }
}
