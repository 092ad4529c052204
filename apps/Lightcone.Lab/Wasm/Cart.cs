using Lightcone.Experiments.Environments;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Lab.Wasm;

/// <summary>A cart with a pole that a trained network pushes, step by step; the constants of both may be changed on the way.</summary>
internal sealed class Cart
{
    /// <summary>Numbers of a step: position, velocity, angle, angular velocity, action, outputs for left and right, spikes of the hidden layers (-1 without any), whether the pole fell, whether the episode ended.</summary>
    public const int Numbers = 10;

    private readonly Network network;
    private readonly CartPole cart = new(CartPoleSettings.Paper(Difficulty.Easy));
    private readonly float[] observation = new float[4];
    private NetworkState? state;
    private bool isRunning;

    private Cart(Network network) => this.network = network;

    /// <summary>The cart of an agent in a file.</summary>
    /// <exception cref="InputException">It is no network that sees the four numbers of a cart and decides between two actions.</exception>
    public static Cart Read(byte[] content, string file) => Network.Parse(content, file) is { Architecture: { Inputs: 4, Outputs: 2 } } network
        ? new(network)
        : throw new InputException("expected a network with 4 inputs and 2 outputs: an agent of the cart.", new SourceLocation(file));

    /// <summary>What the network is made of.</summary>
    public string Architecture => network.Architecture.ToString();

    /// <summary>Starts the test episode of that number, as the agent's run did.</summary>
    /// <returns>The first four numbers.</returns>
    public double[] Start(int seed, Difficulty difficulty, int episode, CartPoleSettings settings)
    {
        cart.Change(settings);
        cart.Reset(new RandomStream((ulong)seed, "test", (ulong)difficulty).Split("world", (ulong)episode), observation);
        (state, isRunning) = (null, true);
        return [.. observation.Select(static value => (double)value)];
    }

    /// <summary>Other constants from here on.</summary>
    public void Change(CartPoleSettings settings) => cart.Change(settings);

    /// <summary>Goes on by some steps, at most to the end of the episode.</summary>
    /// <returns><see cref="Numbers"/> numbers a step.</returns>
    public double[] Go(int steps)
    {
        List<double> told = [];
        for (int i = 0; i < steps && isRunning; i++)
        {
            Response response = network.Run(Sequences.Create(1, 1, 4, observation), state);
            state = response.State;
            int action = response.Argmax(0);
            EnvironmentStep step = cart.Step(action, observation);
            isRunning = !step.IsLast;
            foreach (float value in observation)
                told.Add(value);
            bool spikes = network.Architecture.Layers.Any(static layer => layer.Spikes);
            told.AddRange([action, response.Outputs[0], response.Outputs[1], spikes ? response.Spikes.Where(static count => count > 0).Sum() : -1, step.IsTerminated ? 1 : 0, step.IsLast ? 1 : 0]);
        }

        return [.. told];
    }

    /// <summary>The constants of a difficulty: half length, mass of the pole, noise of the force, range of the start.</summary>
    public static double[] Constants(Difficulty difficulty) => CartPoleSettings.Paper(difficulty) is var settings ? [settings.HalfLength, settings.PoleMass, settings.ForceNoise, settings.StartRange] : [];

    /// <summary>The paper's cart with other constants.</summary>
    public static CartPoleSettings Settings(double halfLength, double poleMass, double forceNoise, double startRange) =>
        CartPoleSettings.Paper(Difficulty.Easy) with { HalfLength = halfLength, PoleMass = poleMass, ForceNoise = forceNoise, StartRange = startRange };
}
