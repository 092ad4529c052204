using Lightcone.Cli;
using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>Carries a workload out: results first, times only when all results agree.</summary>
internal static class Comparison
{
    /// <param name="name">The benchmark.</param>
    /// <param name="workload">The work.</param>
    /// <param name="against">The peers to compare with, by name; all of them are the workload's.</param>
    /// <param name="timing">How times are taken.</param>
    /// <param name="say">Progress, line by line.</param>
    /// <exception cref="InputException">A peer is absent, or ended early.</exception>
    public static BenchReport Run(string name, Workload workload, IReadOnlyList<string> against, Timing timing, Action<string> say)
    {
        double? load = HostInfo.Load();
        List<Implementation> implementations = [workload.Own];
        try
        {
            Peer[] peers = [.. against.Select(peer => workload.Peers.First(each => each.Name == peer))];
            foreach (Peer peer in peers)
                implementations.Add(peer.Start());
            say($"{workload.Name}: comparing results");
            if (Disagreement(workload, peers, implementations) is { } difference)
                return new(name, workload, against, difference, null, load);
            say($"{workload.Name}: results agree, measuring {string.Join(", ", against.Prepend("lightcone"))} in turn");
            Measurement measurement = timing.Measure(implementations, workload.Bound?.Probe);
            return new(name, workload, against, null, measurement, load);
        }
        finally
        {
            foreach (Implementation implementation in implementations)
                implementation.Dispose();
        }
    }

    /// <summary>Whose result is wrong and where, or null. What is right is the reference where there is one, else our own result.</summary>
    private static string? Disagreement(Workload workload, Peer[] peers, List<Implementation> implementations)
    {
        WorkResult own = workload.Own.Result();
        WorkResult right = workload.Reference?.Invoke() ?? own;
        if (right.Difference(own, workload.Tolerance) is { } wrong)
            return $"lightcone: {wrong}";
        for (int i = 0; i < peers.Length; i++)
            if ((peers[i].Expected?.Invoke() ?? own).Difference(implementations[i + 1].Result(), peers[i].Tolerance ?? workload.Tolerance) is { } difference)
                return $"{peers[i].Name}: {difference}";
        return null;
    }
}
