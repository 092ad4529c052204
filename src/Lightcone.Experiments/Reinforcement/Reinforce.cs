using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>REINFORCE (Williams, 1992): one episode, then one step of Adam along its standardized returns.</summary>
/// <remarks>
/// State is carried from step to step of an episode and is a constant to the gradient, as in the paper. So a step's gradient needs only its observation and the state before it, and all steps of an
/// episode are one batch.
/// </remarks>
internal sealed record Reinforce
{
    /// <summary>Episodes at most.</summary>
    public required int Episodes { get; init; }

    /// <summary>Episodes between evaluations, which stop a training early; 0 for none.</summary>
    public int EvaluateEvery { get; init; }

    /// <summary>Episodes of an evaluation.</summary>
    public int EvaluationEpisodes { get; init; } = 20;

    /// <summary>The mean return to reach.</summary>
    public double Goal { get; init; } = 195;

    /// <summary>How many evaluations in a row must reach it.</summary>
    public int GoalsInRow { get; init; } = 1;

    /// <summary>Episodes without a better evaluation after which a training is given up; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>Whether evaluations take the likeliest action instead of drawing one.</summary>
    public required bool Greedy { get; init; }

    /// <summary>Whether a network's state lives on from step to step of the environment.</summary>
    public required bool CarriesState { get; init; }

    /// <summary>The optimizer.</summary>
    public required Adam Adam { get; init; }

    /// <summary>The discount of rewards.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Trains a network.</summary>
    public AgentOutcome Train(Network network, StateEncoding encoding, Func<IEnvironment> world, ulong seed, RunContext context)
    {
        TrainingSession session = new(network, Adam);
        IEnvironment environment = world();
        RandomStream worlds = new(seed, "training"), actions = new(seed, "actions");
        List<double> returns = [];
        List<(int Episode, double Mean)> evaluations = [];
        double best = double.NegativeInfinity;
        int bestAt = 0, goals = 0;
        EpisodeWatch watch = new(context, Episodes);
        while (returns.Count < Episodes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            returns.Add(Learn(session, network, environment, encoding, worlds.Split("world", (ulong)returns.Count), actions));
            watch.Look(returns);
            if (EvaluateEvery == 0 || returns.Count % EvaluateEvery != 0)
                continue;
            RandomStream stream = new(seed, "evaluation", (ulong)evaluations.Count);
            double mean = PolicyTrial.Returns(session.Snapshot(), encoding, CarriesState, world, stream, EvaluationEpisodes, Greedy).Average();
            evaluations.Add((returns.Count, mean));
            goals = mean >= Goal ? goals + 1 : 0;
            if (goals == GoalsInRow)
                return new AgentOutcome(session.Snapshot(), returns, true, evaluations);
            if (mean > best)
                (best, bestAt) = (mean, returns.Count);
            if (Patience > 0 && returns.Count - bestAt >= Patience)
                break;
        }

        return new AgentOutcome(session.Snapshot(), returns, false, evaluations);
    }

    private double Learn(TrainingSession session, Network network, IEnvironment environment, StateEncoding encoding, RandomStream start, RandomStream draws)
    {
        int size = encoding.Time * encoding.Features;
        Span<float> observation = stackalloc float[environment.Observations];
        List<float> inputs = [], rewards = [];
        List<int> actions = [];
        List<NetworkState> states = [];
        double total = 0;
        environment.Reset(start, observation);
        NetworkState state = NetworkState.Zeros(network.Architecture, 1);
        while (true)
        {
            float[] input = new float[size];
            encoding.Encode(observation, input);
            inputs.AddRange(input);
            Response response = session.Run(Sequences.Own(1, encoding.Time, encoding.Features, input), CarriesState ? state : null);
            int action = ActionChoice.Sample(response[0], draws);
            EnvironmentStep step = environment.Step(action, observation);
            actions.Add(action);
            rewards.Add((float)step.Reward);
            total += step.Reward;
            if (CarriesState)
            {
                states.Add(state);
                state = response.State;
            }

            if (step.IsLast)
                break;
        }

        PolicyGradient objective = new(actions.ToArray(), PolicyGradient.Returns(rewards.ToArray(), Discount));
        session.Step(new Examples(Sequences.Own(actions.Count, encoding.Time, encoding.Features, [.. inputs]), objective), CarriesState ? NetworkState.Concatenate(states) : null);
        return total;
    }
}
