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
    /// <summary>The stream that holds the starts of test episodes.</summary>
    public static RandomStream Stream(ulong seed, Difficulty difficulty) => new(seed, "test", (ulong)difficulty);

    /// <summary>Tests the network of an outcome in the four worlds of a task.</summary>
    public static RunResult Run(AgentOutcome outcome, StateEncoding encoding, bool carriesState, string task, ulong seed, int episodes, double success, bool greedy)
    {
        ImmutableArray<string> names = EnvironmentCatalog.DifficultyNames;
        ImmutableSortedDictionary<string, NpyArray>.Builder arrays = ImmutableSortedDictionary.CreateBuilder<string, NpyArray>(StringComparer.Ordinal);
        ImmutableSortedDictionary<string, double>.Builder numbers = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        double[] all = new double[names.Length * episodes];
        for (int d = 0; d < names.Length; d++)
        {
            string world = $"{task}:{names[d]}";
            List<int> actions = [];
            double[] returns = PolicyTrial.Returns(
                outcome.Network, encoding, carriesState, () => EnvironmentCatalog.Create(world), Stream(seed, (Difficulty)d), episodes, greedy, actions);
            returns.CopyTo(all, d * episodes);
            numbers[$"reward-{names[d]}"] = returns.Average();
            numbers[$"success-{names[d]}"] = returns.Count(r => r >= success) / (double)episodes;
            arrays[$"actions-{names[d]}"] = NpyArray.FromBytes([.. actions.Select(static a => (byte)a)], actions.Count);
        }

        arrays["test"] = NpyArray.FromDoubles(all, names.Length, episodes);
        arrays["training"] = NpyArray.FromDoubles(outcome.Returns.ToArray(), outcome.Returns.Count);
        numbers["gap"] = numbers["reward-easy"] - numbers["reward-very-hard"];
        numbers["episodes"] = outcome.Returns.Count;
        numbers["reached-goal"] = outcome.ReachedGoal ? 1 : 0;
        return new RunResult
        {
            Numbers = numbers.ToImmutable(),
            Arrays = arrays.ToImmutable(),
            Events = [.. outcome.Evaluations.Select(static e => string.Create(CultureInfo.InvariantCulture, $"{{\"episode\":{e.Episode},\"mean\":{e.Mean:R}}}"))],
        };
    }
}
