using Lightcone.Experiments.Physics;
using Lightcone.Flows;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Environments;

/// <summary>A craft that must land between two flags: nothing (action 0), left engine (1), main engine (2), right engine (3), as Gymnasium's LunarLander-v3.</summary>
/// <remarks>
/// Observation: place relative to the pad, velocity, angle, spin, and whether each leg stands. The reward is the gain in closeness, calm and uprightness, less fuel; -100 for a crash or leaving the
/// picture, +100 for coming to rest. Bodies, joints and contacts are those of Box2D 2.3 in double precision; flights agree with Gymnasium's to 1e-4 for equal draws, landings by outcome.
/// Of an episode are drawn, in this order: 12 heights, 2 forces, and 2 numbers for the engines at each step (the first step is part of the start); wind and turbulence before these. The paper's
/// start velocity is scaled after the first step, for hull and legs, and is seen in the first observation; the first reward counts from before it, as in the paper.
/// </remarks>
public sealed class LunarLander : IEnvironment
{
    private const double StartForce = 1000;
    private const double Dispersion = 1.0 / 30;
    private const double MainPower = 13;
    private const double SidePower = 0.6;
    private const double FramesPerSecond = 50;
    private readonly LunarLanderSettings settings;
    private LanderWorld? world;
    private RandomStream? stream;
    private double shaping;
    private int steps;
    private bool isRunning;

    /// <summary>A lander.</summary>
    /// <param name="settings">Its constants; null for Gymnasium's.</param>
    /// <exception cref="ArgumentException">Wind or turbulence is negative, or the limit of steps is below 1.</exception>
    public LunarLander(LunarLanderSettings? settings = null)
    {
        this.settings = settings ?? LunarLanderSettings.Gymnasium;
        if (!(this.settings.Wind >= 0) || !(this.settings.Turbulence >= 0) || this.settings.StepLimit < 1)
            throw new ArgumentException("wind and turbulence must be at least 0, and the limit of steps at least 1.", nameof(settings));
    }

    /// <inheritdoc/>
    public int Observations => 8;

    /// <inheritdoc/>
    public int Actions => 4;

    /// <inheritdoc/>
    public int StepLimit => settings.StepLimit;

    /// <inheritdoc/>
    public void Reset(RandomStream stream, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        Span<double> heights = stackalloc double[LanderWorld.Heights];
        foreach (ref double height in heights)
            height = stream.NextDouble() * (LanderWorld.Height / 2);
        Vector2D force = new(StartForce * Signed(), StartForce * Signed());
        Start(heights, force);
        Observe(observation);
    }

    /// <inheritdoc/>
    public EnvironmentStep Step(int action, Span<float> observation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)action, 3u, nameof(action));
        if (!isRunning || world is null)
            throw new InvalidOperationException("no episode is running: call Reset first.");
        Vector2D wind = default;
        if (settings.Wind > 0)
            wind += new Vector2D(settings.Wind * Signed(), 0);
        if (settings.Turbulence > 0)
            wind += new Vector2D(settings.Turbulence * stream!.NextGaussian(), settings.Turbulence * stream.NextGaussian());
        if (wind != default)
            world.Hull.Force += wind;
        return Advance(action, Dispersion * Signed(), Dispersion * Signed(), observation);
    }

    /// <summary>Starts an episode over a given ground, with the force of the first step.</summary>
    internal void Start(ReadOnlySpan<double> heights, Vector2D force)
    {
        world = new LanderWorld(settings.Gravity, heights);
        world.Hull.Force = force;
        world.Step();
        // Before the velocities are scaled, which the paper's wrapper does after the original has made its first step: the first reward holds the difference.
        Span<double> state = stackalloc double[8];
        State(state);
        (shaping, steps, isRunning) = (Shaping(state), 0, true);
        if (settings.StartVelocity != 1)
        {
            foreach (Body body in (ReadOnlySpan<Body>)[world.Hull, .. world.Legs])
            {
                body.Velocity = settings.StartVelocity * body.Velocity;
                body.Spin *= settings.StartVelocity;
            }
        }

        // The first step is one of action 0: it draws its two numbers too.
        if (stream is not null)
            (_, _) = (Signed(), Signed());
    }

    /// <summary>A step with given numbers for the engines.</summary>
    internal EnvironmentStep Advance(int action, double d0, double d1, Span<float> observation)
    {
        Fire(action, d0, d1);
        world!.Step();
        steps++;
        Span<double> state = stackalloc double[8];
        State(state);
        double before = shaping;
        shaping = Shaping(state);
        double reward = shaping - before - (action == 2 ? 0.3 : action is 1 or 3 ? 0.03 : 0);
        bool isOver = world.Crashed || Math.Abs(state[0]) >= 1;
        if (isOver)
            reward = -100;
        if (!world.Hull.IsAwake)
            (reward, isOver) = (100, true);
        if (isOver && settings.PadScale is double pad && Math.Abs(state[0]) > 0.3 * pad)
            reward -= 50;
        EnvironmentStep result = new(reward, isOver, steps >= settings.StepLimit);
        isRunning = !result.IsLast;
        Observe(observation);
        return result;
    }

    internal void Observe(Span<float> observation)
    {
        Span<double> state = stackalloc double[8];
        State(state);
        for (int i = 0; i < 8; i++)
            observation[i] = (float)state[i];
    }

    private static double Shaping(ReadOnlySpan<double> s) =>
        (-100 * Math.Sqrt((s[0] * s[0]) + (s[1] * s[1]))) - (100 * Math.Sqrt((s[2] * s[2]) + (s[3] * s[3]))) - (100 * Math.Abs(s[4])) + (10 * s[6]) + (10 * s[7]);

    private double Signed() => (2 * stream!.NextDouble()) - 1;

    // The nozzles and the points where they push are not quite where the picture shows them: 17 and 14 really differ in the original.
    private void Fire(int action, double d0, double d1)
    {
        if (action == 0)
            return;
        Body hull = world!.Hull;
        double sine = Trigonometry.Sin<Scalar>(hull.Motion.Angle).Value, cosine = Trigonometry.Cos<Scalar>(hull.Motion.Angle).Value;
        double along = action == 2 ? (4.0 / 30) + (2 * d0) : d0;
        double across = action == 2 ? d1 : (3 * d1) + ((action == 1 ? -1 : 1) * 12.0 / 30);
        Vector2D offset = new((sine * along) - (cosine * across), (-cosine * along) - (sine * across));
        Vector2D place = action == 2 ? offset : offset + new Vector2D(-sine * 17 / 30, cosine * 14 / 30);
        hull.Push((action == 2 ? -MainPower : -SidePower) * offset, hull.Pose.Position + place);
    }

    private void State(Span<double> state)
    {
        Body hull = world!.Hull;
        state[0] = (hull.Pose.Position.X - (LanderWorld.Width / 2)) / (LanderWorld.Width / 2);
        state[1] = (hull.Pose.Position.Y - (LanderWorld.Pad + LanderWorld.LegDown)) / (LanderWorld.Height / 2);
        state[2] = hull.Velocity.X * (LanderWorld.Width / 2) / FramesPerSecond;
        state[3] = hull.Velocity.Y * (LanderWorld.Height / 2) / FramesPerSecond;
        state[4] = hull.Motion.Angle;
        state[5] = 20 * hull.Spin / FramesPerSecond;
        state[6] = world.Stands[0] ? 1 : 0;
        state[7] = world.Stands[1] ? 1 : 0;
    }
}
