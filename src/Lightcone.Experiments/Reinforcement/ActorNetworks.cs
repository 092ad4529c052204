using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>The paper's deciding networks: two hidden layers, orthogonal weights with gains sqrt 2, sqrt 2 and 0.01.</summary>
internal static class ActorNetworks
{
    private const double HiddenGain = 1.4142135623730951;
    private const double OutputGain = 0.01;

    /// <summary>A fresh network.</summary>
    /// <exception cref="ArgumentException">Gain or recurrence is set and would do nothing.</exception>
    public static Network Create(AgentModel model, float beta, bool recurrent, float gain, int inputs, int hidden, int actions, ulong seed) => model switch
    {
        not AgentModel.Spiking when recurrent || gain != 1 => throw new ArgumentException("only spiking agents have currents to multiply and spikes that return: leave the gain at 1 and recurrence off.", nameof(model)),
        AgentModel.Spiking => Feedforward(inputs, hidden, actions, [Neuron(beta, recurrent, gain)], OutputGain, seed),
        AgentModel.Perceptron => Feedforward(inputs, hidden, actions, [new LayerNormalization(), new Relu()], OutputGain, seed),
        _ => Lstm(inputs, hidden, actions, seed),
    };

    /// <summary>Layers of ReLU after layer normalization with one or more outputs.</summary>
    public static Network Perceptron(int inputs, int hidden, int outputs, double outputGain, ulong seed) =>
        Feedforward(inputs, hidden, outputs, [new LayerNormalization(), new Relu()], outputGain, seed);

    private static Network Feedforward(int inputs, int hidden, int outputs, Layer[] activation, double outputGain, ulong seed) =>
        Network.Create(new Architecture(inputs, [Linear(hidden, HiddenGain), .. activation, Linear(hidden, HiddenGain), .. activation, Linear(outputs, outputGain)], Readout.Last), seed);

    private static Layer Neuron(float beta, bool recurrent, float gain)
    {
        Surrogate surrogate = new Surrogate.FastSigmoid(25 * gain);
        return recurrent
            ? new RLeaky { Beta = beta, Threshold = 1 / gain, Surrogate = surrogate, Initialization = new Initialization.Orthogonal(0.5) }
            : new Leaky { Beta = beta, Threshold = 1 / gain, Surrogate = surrogate };
    }

    private static Network Lstm(int inputs, int hidden, int actions, ulong seed)
    {
        Lstm layer = new(hidden) { Initialization = new Initialization.Xavier(), RecurrentInitialization = new Initialization.Orthogonal() };
        Network network = Network.Create(new Architecture(inputs, [layer, layer, new LayerNormalization(), Linear(actions, OutputGain)], Readout.Last), seed);
        ParameterSet parameters = network.Parameters;
        foreach (string name in (string[])["0.bias_ih_l0", "0.bias_hh_l0", "1.bias_ih_l0", "1.bias_hh_l0"])
            parameters = parameters.With(name, new float[4 * hidden]);
        return network.With(parameters);
    }

    private static Linear Linear(int outputs, double gain) => new(outputs) { Initialization = new Initialization.Orthogonal(gain) };
}
