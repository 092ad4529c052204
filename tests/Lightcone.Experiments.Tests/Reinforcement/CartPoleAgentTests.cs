using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests.Reinforcement;

public sealed class CartPoleAgentTests
{
    [Fact]
    public void Scratch()
    {
        string text = "";
        foreach (ulong seed in (ulong[])[1, 2, 3])
        foreach ((AgentModel model, float beta) in (ReadOnlySpan<(AgentModel, float)>)[(AgentModel.Spiking, 0.5f), (AgentModel.Spiking, 0.1f), (AgentModel.Perceptron, 0)])
        {
            System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
            RunResult r = new CartPoleAgent { Model = model, Beta = beta, Seed = seed }.Compute(RunContext.None);
            text += $"{model} {beta} {seed}: easy {r["reward-easy"]} very hard {r["reward-very-hard"]} episodes {r["episodes"]} goal {r["reached-goal"]} {watch.Elapsed.TotalSeconds:F2} s\n";
        }
        File.WriteAllText("/tmp/scratch.txt", text);
    }
}
