using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Bench;

/// <summary>Carries an exercise out: results first, times only when all results agree.</summary>
internal static class Contest
{
    /// <param name="name">The benchmark.</param>
    /// <param name="exercise">The work.</param>
    /// <param name="against">The peers to compare with, by name; all of them are the exercise's.</param>
    /// <param name="timing">How times are taken.</param>
    /// <param name="say">Progress, line by line.</param>
    /// <exception cref="InputException">A peer is absent, or ended early.</exception>
    public static BenchReport Run(string name, Exercise exercise, IReadOnlyList<string> against, Timing timing, Action<string> say)
    {
        double? load = Machine.Load();
        List<Contestant> contestants = [exercise.Own];
        try
        {
            Peer[] peers = [.. against.Select(peer => exercise.Peers.First(each => each.Name == peer))];
            foreach (Peer peer in peers)
                contestants.Add(peer.Start());
            say($"{exercise.Name}: comparing results");
            if (Disagreement(exercise, peers, contestants) is { } difference)
                return new(name, exercise, against, difference, null, load);
            say($"{exercise.Name}: results agree, measuring {string.Join(", ", against.Prepend("lightcone"))} in turn");
            Measurement measurement = timing.Measure(contestants, exercise.Bound?.Probe);
            return new(name, exercise, against, null, measurement, load);
        }
        finally
        {
            foreach (Contestant contestant in contestants)
                contestant.Dispose();
        }
    }

    /// <summary>Whose result is wrong and where, or null. What is right is the reference where there is one, else our own result.</summary>
    private static string? Disagreement(Exercise exercise, Peer[] peers, List<Contestant> contestants)
    {
        Answer own = exercise.Own.Result();
        Answer right = exercise.Reference?.Invoke() ?? own;
        if (right.Difference(own, exercise.Tolerance) is { } wrong)
            return $"lightcone: {wrong}";
        for (int i = 0; i < peers.Length; i++)
            if ((peers[i].Expected?.Invoke() ?? own).Difference(contestants[i + 1].Result(), peers[i].Tolerance ?? exercise.Tolerance) is { } difference)
                return $"{peers[i].Name}: {difference}";
        return null;
    }
}
