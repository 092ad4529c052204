using Lightcone.Experiments.Environments;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>Whole episodes of a network that does not learn meanwhile, all side by side as one batch: each gives what it would give alone.</summary>
internal static class PolicyTrial
{
    /// <summary>The sum of rewards of each episode. Episode k starts from part k of the stream and draws its actions from another part. The actions of the first can be kept.</summary>
    public static double[] Returns(
        Network network, StateEncoding encoding, bool carriesState, Func<IEnvironment> world, RandomStream stream, int episodes, bool greedy,
        List<int>? firstActions = null)
    {
        int size = encoding.Time * encoding.Features;
        IEnvironment[] worlds = new IEnvironment[episodes];
        RandomStream[] draws = new RandomStream[episodes];
        float[][] observations = new float[episodes][];
        double[] returns = new double[episodes];
        for (int k = 0; k < episodes; k++)
        {
            worlds[k] = world();
            draws[k] = stream.Split("actions", (ulong)k);
            observations[k] = new float[worlds[k].Observations];
            worlds[k].Reset(stream.Split("world", (ulong)k), observations[k]);
        }

        int[] running = [.. Enumerable.Range(0, episodes)];
        NetworkState? state = null;
        while (running.Length > 0)
        {
            float[] inputs = new float[running.Length * size];
            for (int i = 0; i < running.Length; i++)
                encoding.Encode(observations[running[i]], inputs.AsSpan(i * size, size));
            Response response = network.Run(Sequences.Own(running.Length, encoding.Time, encoding.Features, inputs), state);
            List<int> left = [];
            for (int i = 0; i < running.Length; i++)
            {
                int k = running[i];
                int action = greedy ? response.Argmax(i) : ActionChoice.Sample(response[i], draws[k]);
                if (k == 0)
                    firstActions?.Add(action);
                EnvironmentStep step = worlds[k].Step(action, observations[k]);
                returns[k] += step.Reward;
                if (!step.IsLast)
                    left.Add(i);
            }

            int[] kept = [.. left];
            if (carriesState && kept.Length > 0)
                state = kept.Length == running.Length ? response.State : response.State.Select(kept);
            running = [.. kept.Select(i => running[i])];
        }

        return returns;
    }
}
