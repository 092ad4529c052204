using Lightcone.Experiments.Environments;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Environments;

public sealed class CartPoleTests
{
    private static readonly RandomStream Any = new(1, "test");

    // Golden: Gymnasium 1.4.0, CartPole-v1, from the state exactly 0.
    [Fact]
    public void One_push_from_rest_is_Gymnasiums()
    {
        CartPole cart = new();
        cart.Start(Any, 0, 0, 0, 0);
        Assert.Equal(new EnvironmentStep(1, IsTerminated: false, IsTruncated: false), cart.Step(1, new float[4]));
        Assert.Equal((0, 0), (cart.State.X, cart.State.Angle));
        Assert.Equal(0.19512195, cart.State.V, 8);
        Assert.Equal(-0.29268293, cart.State.W, 8);
    }

    // Golden: Gymnasium 1.4.0.
    [Theory]
    [InlineData(false, 9, -0.21518605)]
    [InlineData(true, 33, -0.2175215)]
    public void Blind_policies_fall_when_Gymnasiums_do(bool alternating, int length, double angle)
    {
        CartPole cart = new();
        cart.Start(Any, 0, 0, 0, 0);
        float[] observation = new float[4];
        EnvironmentStep last = default;
        double total = 0;
        int steps = 0;
        for (; !last.IsLast; steps++)
            total += (last = cart.Step(alternating ? (steps + 1) % 2 : 1, observation)).Reward;
        Assert.Equal((length, length, true, false), (steps, (int)total, last.IsTerminated, last.IsTruncated));
        Assert.Equal(angle, observation[2], 1e-7);
        Assert.Throws<InvalidOperationException>(() => cart.Step(0, observation));
    }

    // Golden: Gymnasium 1.4.0, ten actions from (.01, -.02, .03, .04).
    [Fact]
    public void Ten_steps_are_Gymnasiums()
    {
        CartPole cart = new();
        cart.Start(Any, 0.01, -0.02, 0.03, 0.04);
        int[] actions = [1, 1, 0, 1, 0, 0, 1, 0, 1, 1];
        double[][] golden =
        [
            [.031333339892, .173494992751, .000659957802, -.216812868357],
            [.040883446549, .368855081490, -.009434975267, -.514753477633],
        ];
        for (int t = 0; t < actions.Length; t++)
        {
            cart.Step(actions[t], new float[4]);
            if (t % 5 != 4)
                continue;
            double[] expected = golden[t / 5];
            Assert.Equal(expected[0], cart.State.X, 11);
            Assert.Equal(expected[1], cart.State.V, 11);
            Assert.Equal(expected[2], cart.State.Angle, 11);
            Assert.Equal(expected[3], cart.State.W, 11);
        }
    }

    // Law: constants that change in an episode change it from there on, and nothing before.
    [Fact]
    public void Other_constants_hold_from_where_the_episode_is()
    {
        CartPole alone = new(), changed = new();
        foreach (CartPole cart in new[] { alone, changed })
        {
            cart.Start(Any, 0.01, -0.02, 0.03, 0.04);
            cart.Step(1, new float[4]);
        }

        changed.Change(CartPoleSettings.Gymnasium with { HalfLength = 1.5, PoleMass = 0.7 });
        Assert.Equal(alone.State, changed.State);
        alone.Step(1, new float[4]);
        changed.Step(1, new float[4]);
        // Positions use the old velocities, so only velocities feel it at once.
        Assert.Equal((alone.State.X, alone.State.Angle), (changed.State.X, changed.State.Angle));
        Assert.True(Math.Abs(changed.State.W) < Math.Abs(alone.State.W));
        changed.Change(CartPoleSettings.Gymnasium with { StepLimit = 3 });
        Assert.True(changed.Step(0, new float[4]).IsTruncated);
        Assert.Throws<ArgumentException>(() => changed.Change(CartPoleSettings.Gymnasium with { PoleMass = 0 }));
    }

    // Law: the paper's cart pays one less than its length when the pole falls, and its state is what is observed.
    [Theory]
    [InlineData(Difficulty.Easy)]
    [InlineData(Difficulty.Medium)]
    [InlineData(Difficulty.Hard)]
    [InlineData(Difficulty.VeryHard)]
    public void The_papers_cart_pays_nothing_for_the_fall(Difficulty difficulty)
    {
        CartPole cart = new(CartPoleSettings.Paper(difficulty));
        float[] observation = new float[4];
        cart.Reset(new RandomStream(3, "cart"), observation);
        Assert.All(observation, x => Assert.InRange(Math.Abs(x), 0, CartPoleSettings.Paper(difficulty).StartRange));
        double total = 0;
        int steps = 0;
        for (EnvironmentStep step = default; !step.IsLast; steps++)
        {
            total += (step = cart.Step(1, observation)).Reward;
            Assert.Equal((observation[0], observation[1], observation[2], observation[3]), ((float X, float V, float Angle, float W))cart.State);
            Assert.Equal(observation[3], cart.State.W);
        }

        Assert.InRange(steps, 5, 40);
        Assert.Equal(steps - 1, total);
    }

    // Analytic: with a pole so long that it hardly moves, alternating pushes outlast the limit.
    [Fact]
    public void The_limit_of_steps_truncates()
    {
        CartPole cart = new(CartPoleSettings.Gymnasium with { HalfLength = 1e6, StepLimit = 20 });
        cart.Reset(Any, new float[4]);
        EnvironmentStep last = default;
        for (int t = 0; t < 20; t++)
        {
            Assert.False(last.IsLast);
            last = cart.Step(t % 2, new float[4]);
        }

        Assert.Equal(new EnvironmentStep(1, IsTerminated: false, IsTruncated: true), last);
    }

    // Law: equal streams and actions give equal episodes; another index gives another one. Noise is drawn from the same stream.
    [Fact]
    public void An_episode_is_its_stream_and_its_actions()
    {
        Assert.Equal(Play(5), Play(5));
        Assert.NotEqual(Play(5), Play(6));

        static float[] Play(ulong index)
        {
            CartPole cart = new(CartPoleSettings.Paper(Difficulty.VeryHard));
            float[] observation = new float[4];
            List<float> all = [];
            cart.Reset(new RandomStream(1, "episode", index), observation);
            all.AddRange(observation);
            for (int t = 0; t < 6; t++)
            {
                cart.Step(t % 2, observation);
                all.AddRange(observation);
            }

            return [.. all];
        }
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new CartPole().Step(0, new float[4]));
        Assert.Throws<ArgumentException>(() => new CartPole(new CartPoleSettings { PoleMass = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CartPoleSettings.Paper((Difficulty)4));
        CartPole cart = new();
        cart.Reset(Any, new float[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => cart.Step(2, new float[4]));
    }
}
