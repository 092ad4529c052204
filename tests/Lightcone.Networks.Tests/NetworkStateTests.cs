using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests;

public sealed class NetworkStateTests
{
    // Law: zeros are what a run without a state starts from, for every kind of state; joined with another state, each sample goes on from its own.
    [Theory]
    [InlineData("input 3 | linear 5 | leaky beta=0.9 | linear 2 | last")]
    [InlineData("input 3 | linear 5 | rleaky beta=0.9 | linear 2 | last")]
    [InlineData("input 3 | lstm 5 | norm | linear 2 | last")]
    [InlineData("input 3 | linear 5 | relu | linear 2 | last")]
    public void Zeros_are_where_a_run_without_a_state_begins(string architecture)
    {
        Network network = Network.Create(Architecture.Parse(architecture), seed: 1);
        Sequences inputs = Sequences.Create(1, 2, 3, [2, -1, 3, 0.5f, 4, -2]);
        Response alone = network.Run(inputs);
        NetworkState zeros = NetworkState.Zeros(network.Architecture, 1);
        Assert.Equal(alone.Outputs.ToArray(), network.Run(inputs, zeros).Outputs.ToArray());
        Response both = network.Run(inputs.Select([0, 0]), NetworkState.Concatenate([alone.State, zeros]));
        Assert.Equal(network.Run(inputs, alone.State).Outputs.ToArray(), both[0].ToArray());
        Assert.Equal(alone.Outputs.ToArray(), both[1].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => NetworkState.Zeros(network.Architecture, 0));
    }
}
