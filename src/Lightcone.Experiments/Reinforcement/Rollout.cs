using Lightcone.Experiments.Environments;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>A stretch of steps of one environment under a policy; an episode goes on from one stretch to the next.</summary>
internal sealed class Rollout
{
    private readonly IEnvironment world;
    private readonly RandomStream starts;
    private readonly RandomStream draws;
    private readonly NetworkState zeros;
    private readonly float[] observation;
    private readonly List<double> returns = [];
    private NetworkState state;
    private double sum;

    public Rollout(IEnvironment world, Architecture architecture, ulong seed)
    {
        this.world = world;
        (starts, draws) = (new RandomStream(seed, "training"), new RandomStream(seed, "actions"));
        state = zeros = NetworkState.Zeros(architecture, 1);
        observation = new float[world.Observations];
        world.Reset(starts.Split("world", 0), observation);
    }

    /// <summary>The sum of rewards of each episode that is over.</summary>
    public IReadOnlyList<double> Returns => returns;

    public int Width => observation.Length;

    public float[] Observations { get; private set; } = [];

    /// <summary>What each step led to.</summary>
    public float[] Following { get; private set; } = [];

    public int[] Actions { get; private set; } = [];

    public float[] Rewards { get; private set; } = [];

    public float[] LogProbabilities { get; private set; } = [];

    public bool[] Terminated { get; private set; } = [];

    public bool[] Last { get; private set; } = [];

    /// <summary>The state of the policy's network before each step.</summary>
    public NetworkState[] States { get; private set; } = [];

    public void Collect(TrainingSession policy, int steps)
    {
        (Observations, Following) = (new float[steps * Width], new float[steps * Width]);
        (Actions, Rewards, LogProbabilities) = (new int[steps], new float[steps], new float[steps]);
        (Terminated, Last, States) = (new bool[steps], new bool[steps], new NetworkState[steps]);
        for (int t = 0; t < steps; t++)
        {
            observation.CopyTo(Observations, t * Width);
            States[t] = state;
            Response response = policy.Run(Sequences.Own(1, 1, Width, [.. observation]), state);
            int action = Actions[t] = ActionChoice.Sample(response[0], draws);
            LogProbabilities[t] = (float)ActionChoice.LogProbability(response[0], action);
            EnvironmentStep step = world.Step(action, observation);
            observation.CopyTo(Following, t * Width);
            (Rewards[t], Terminated[t], Last[t]) = ((float)step.Reward, step.IsTerminated, step.IsLast);
            sum += step.Reward;
            state = response.State;
            if (!step.IsLast)
                continue;
            returns.Add(sum);
            (sum, state) = (0, zeros);
            world.Reset(starts.Split("world", (ulong)returns.Count), observation);
        }
    }
}
