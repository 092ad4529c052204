using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>Proximal policy optimization (Schulman et al., 2017): rollouts of a fixed number of steps, then several steps of Adam on each as one batch.</summary>
/// <remarks>
/// The state of a spiking actor is carried through an episode and kept with each step as a constant to the gradient, so every epoch starts from the states that the rollout had and the first one's
/// ratios are 1. A rollout that cuts an episode adds the value of where it stands. Advantages are standardized in each rollout.
/// </remarks>
internal sealed record ProximalPolicy
{
    public required int Episodes { get; init; }

    /// <summary>Steps of a rollout.</summary>
    public int RolloutSteps { get; init; } = 2048;

    /// <summary>Steps of Adam on each rollout.</summary>
    public int Epochs { get; init; } = 10;

    public Adam ActorAdam { get; init; } = new() { LearningRate = 3e-4, ClipNorm = 0.5 };

    public Adam CriticAdam { get; init; } = new() { LearningRate = 1e-3, ClipNorm = 0.5 };

    public double Discount { get; init; } = 0.99;

    public double Decay { get; init; } = 0.95;

    public double Clip { get; init; } = 0.2;

    public double EntropyBonus { get; init; } = 0.01;

    /// <summary>Episodes between evaluations, which stop a training early; 0 for none.</summary>
    public int EvaluateEvery { get; init; } = 200;

    public int EvaluationEpisodes { get; init; } = 20;

    public double Goal { get; init; } = 200;

    /// <summary>Episodes without a better evaluation after which a training is given up; 0 for never.</summary>
    public int Patience { get; init; } = 2000;

    /// <summary>Trains an actor beside a critic.</summary>
    public AgentOutcome Train(Network actor, Network critic, Func<IEnvironment> world, ulong seed, RunContext context)
    {
        TrainingSession policy = new(actor, ActorAdam), value = new(critic, CriticAdam);
        Rollout rollout = new(world(), actor.Architecture, seed);
        StateEncoding encoding = StateEncoding.None(actor.Architecture.Inputs);
        List<(int Episode, double Mean)> evaluations = [];
        double best = double.NegativeInfinity;
        int bestAt = 0, next = EvaluateEvery;
        EpisodeWatch watch = new(context, Episodes);
        while (rollout.Returns.Count < Episodes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            rollout.Collect(policy, RolloutSteps);
            Learn(policy, value, rollout);
            watch.Look(rollout.Returns);
            if (EvaluateEvery == 0 || rollout.Returns.Count < next)
                continue;
            next = ((rollout.Returns.Count / EvaluateEvery) + 1) * EvaluateEvery;
            RandomStream stream = new(seed, "evaluation", (ulong)evaluations.Count);
            double mean = PolicyTrial.Returns(policy.Snapshot(), encoding, carriesState: true, world, stream, EvaluationEpisodes, greedy: true).Average();
            evaluations.Add((rollout.Returns.Count, mean));
            if (mean >= Goal)
                return new AgentOutcome(policy.Snapshot(), rollout.Returns, true, evaluations);
            if (mean > best)
                (best, bestAt) = (mean, rollout.Returns.Count);
            if (Patience > 0 && rollout.Returns.Count - bestAt >= Patience)
                break;
        }

        return new AgentOutcome(policy.Snapshot(), rollout.Returns, false, evaluations);
    }

    private void Learn(TrainingSession policy, TrainingSession critic, Rollout rollout)
    {
        int steps = rollout.Actions.Length;
        Sequences inputs = Sequences.Create(steps, 1, rollout.Width, rollout.Observations), following = Sequences.Create(steps, 1, rollout.Width, rollout.Following);
        float[] values = critic.Run(inputs).Outputs.ToArray(), nextValues = critic.Run(following).Outputs.ToArray();
        double[] advantages = AdvantageEstimate.Of(rollout.Rewards, values, nextValues, rollout.Terminated, rollout.Last, Discount, Decay);
        float[] targets = [.. advantages.Select((a, t) => (float)(a + values[t]))];
        Examples actorBatch = new(inputs, new ClippedPolicyGradient(rollout.Actions, Standardized(advantages), rollout.LogProbabilities, Clip, EntropyBonus));
        Examples criticBatch = new(inputs, new MeanSquaredError(targets, 1));
        NetworkState states = NetworkState.Concatenate(rollout.States);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            policy.Step(actorBatch, states);
            critic.Step(criticBatch);
        }
    }

    private static float[] Standardized(double[] advantages)
    {
        double mean = advantages.Average(), squares = 0;
        foreach (double a in advantages)
            squares += (a - mean) * (a - mean);
        double deviation = Math.Sqrt(squares / Math.Max(1, advantages.Length - 1)) + 1e-8;
        return [.. advantages.Select(a => (float)((a - mean) / deviation))];
    }
}
