using Lightcone.Experiments.Environments;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Environments;

public sealed class ReplayTests
{
    // Law: what is saved and loaded steps to the same bytes; in another world it does not.
    [Theory]
    [InlineData("cartpole")]
    [InlineData("cartpole:very-hard")]
    [InlineData("lunarlander")]
    [InlineData("lunarlander:hard")]
    public void An_episode_can_be_stepped_again(string world)
    {
        using TemporaryFolder folder = new();
        Replay replay = Replay.Of(world, new RandomStream(3, "test/0/world", 2), [.. Enumerable.Range(0, 2000).Select(static t => t % 2)]);
        Assert.InRange(replay.Actions.Length, 5, 1000);
        string path = Path.Combine(folder.Path, "episode.json");
        replay.Save(path);
        Replay loaded = Replay.Load(path);
        Assert.Equal(replay.ToJson(), loaded.ToJson());
        ReplayTrace trace = loaded.Play();
        Assert.Equal(replay.Return, trace.Rewards.Sum());
        Assert.Equal((replay.Actions.Length, replay.Actions.Length + 1), (trace.Rewards.Length, trace.Observations.Shape[0]));
        Assert.Contains("hash", Assert.Throws<InputException>(() => (loaded with { Seed = 4 }).Play()).Message, StringComparison.Ordinal);
        Assert.Contains("hash", Assert.Throws<InputException>(() => (loaded with { Actions = loaded.Actions[..^1] }).Play()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "not a lightcone-replay file")]
    [InlineData("{\"format\":\"lightcone-replay\",\"version\":1,\"world\":\"mars\",\"seed\":1,\"purpose\":\"x\",\"index\":0,\"actions\":\"01\",\"return\":1,\"hash\":\"0\"}", "no environment is called 'mars'")]
    [InlineData("{\"format\":\"lightcone-replay\",\"version\":1,\"world\":\"cartpole\",\"seed\":1,\"purpose\":\"x\",\"index\":0,\"actions\":\"02\",\"return\":1,\"hash\":\"0\"}", "actions 0 to 1")]
    [InlineData("{\"format\":\"lightcone-replay\",\"version\":1,\"world\":\"cartpole\",\"seed\":1,\"purpose\":\"x\",\"index\":0,\"actions\":\"a\",\"return\":1,\"hash\":\"0\"}", "one digit an action")]
    public void What_is_no_replay_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Replay.Parse(text, "file.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_world_of_the_catalog_is_one()
    {
        Assert.Equal(10, EnvironmentCatalog.Names.Count());
        foreach (string name in EnvironmentCatalog.Names)
        {
            IEnvironment world = EnvironmentCatalog.Create(name);
            Assert.Equal(name.StartsWith("cartpole", StringComparison.Ordinal) ? (4, 2) : (8, 4), (world.Observations, world.Actions));
            Assert.InRange(world.StepLimit, 200, 1000);
        }
    }
}
