using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests.Reinforcement;

public sealed class LanderAgentTests
{
    // Law: a run is its settings, and its first test episode can be stepped again.
    [Theory]
    [InlineData(AgentModel.Spiking, false)]
    [InlineData(AgentModel.Spiking, true)]
    [InlineData(AgentModel.Perceptron, false)]
    public void An_agent_is_its_settings(AgentModel model, bool recurrent)
    {
        LanderAgent agent = new() { Model = model, Recurrent = recurrent, Episodes = 3, RolloutSteps = 128, TestEpisodes = 1 };
        RunResult first = agent.Compute(RunContext.None), again = agent.Compute(RunContext.None);
        Assert.Equal(first.Numbers, again.Numbers);
        Assert.Equal(first.Arrays["training"].ToFile(), again.Arrays["training"].ToFile());
        Assert.Equal(agent, agent.Kind.Read(agent.Kind.Write(agent), default));
        double[] test = first.Arrays["test"].ToDoubles();
        for (int d = 0; d < 4; d++)
            Assert.Equal(test[d], Transfer.FirstTest(agent, first, (Difficulty)d).Return, 1e-9);
    }
}
