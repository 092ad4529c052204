#:project ../src/Lightcone.Experiments
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;
// A spiking agent learns to balance a pole on the easy cart and is tested, without learning, on three harder ones; beside it one whose leak is so strong that nothing fires, and the same with doubled currents.
// Run:  dotnet run samples/65-cartpole.cs

foreach ((string name, CartPoleAgent agent) in ((string, CartPoleAgent)[])[
    ("beta .5", new() { Beta = 0.5f, Episodes = 1500, TestEpisodes = 20 }),
    ("beta .1", new() { Beta = 0.1f, Episodes = 300, TestEpisodes = 20 }),
    ("beta .1, currents doubled", new() { Beta = 0.1f, Gain = 2, Episodes = 1500, TestEpisodes = 20 })])
{
    RunResult result = agent.Compute(RunContext.None);
    Console.WriteLine($"{name,-26} easy {result["reward-easy"],5:F1}  very hard {result["reward-very-hard"],5:F1}  after {result["episodes"]:F0} episodes");
    Console.WriteLine($"{"",-26} {Transfer.FirstTest(agent, result, Difficulty.VeryHard)}");
}
