using Lightcone.Flows;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Environments;

/// <summary>A pole on a cart that is pushed left (action 0) or right (1); 1 is paid for each step (Barto, Sutton and Anderson, 1983, in the form of Gymnasium's CartPole-v1).</summary>
/// <remarks>
/// Observation: position, velocity, angle, angular velocity. Explicit Euler with steps of 0.02 in which positions use the old velocities. An episode ends when the cart is, strictly, farther than
/// 2.4 from the middle or the pole beyond its limit. Sine and cosine are exactly rounded sums, so an episode is the same bytes on every machine.
/// </remarks>
public sealed class CartPole : IEnvironment
{
    private const double Gravity = 9.8;
    private const double CartMass = 1;
    private const double Force = 10;
    private const double TimeStep = 0.02;
    private const double PositionLimit = 2.4;
    private CartPoleSettings settings;
    private RandomStream? stream;
    private double x;
    private double v;
    private double angle;
    private double w;
    private int steps;

    /// <summary>A cart with a pole.</summary>
    /// <param name="settings">Its constants; null for Gymnasium's.</param>
    /// <exception cref="ArgumentException">A length or mass is not positive, noise or start is negative, or the limit of steps is below 1.</exception>
    public CartPole(CartPoleSettings? settings = null)
        => this.settings = Checked(settings ?? CartPoleSettings.Gymnasium);

    /// <inheritdoc/>
    public int Observations => 4;

    /// <inheritdoc/>
    public int Actions => 2;

    /// <inheritdoc/>
    public int StepLimit => settings.StepLimit;

    /// <inheritdoc/>
    public void Reset(RandomStream stream, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Start(stream, Draw(stream), Draw(stream), Draw(stream), Draw(stream));
        Observe(observation);
    }

    /// <summary>Gives cart and pole other constants. An episode that is running goes on from where it is, with the steps that it had.</summary>
    /// <param name="settings">The constants from now on.</param>
    /// <exception cref="ArgumentException">As for a new cart.</exception>
    public void Change(CartPoleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = Checked(settings);
    }

    /// <inheritdoc/>
    public EnvironmentStep Step(int action, Span<float> observation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)action, 1u, nameof(action));
        if (stream is null)
            throw new InvalidOperationException("no episode is running: call Reset first.");
        double force = action == 1 ? Force : -Force;
        if (settings.ForceNoise > 0)
            force += settings.ForceNoise * stream.NextGaussian();
        double sine = Trigonometry.Sin<Scalar>(angle).Value, cosine = Trigonometry.Cos<Scalar>(angle).Value;
        double total = CartMass + settings.PoleMass, moment = settings.PoleMass * settings.HalfLength;
        double push = (force + (moment * w * w * sine)) / total;
        double turn = ((Gravity * sine) - (cosine * push)) / (settings.HalfLength * ((4.0 / 3) - (settings.PoleMass * cosine * cosine / total)));
        double acceleration = push - (moment * turn * cosine / total);
        x = Round(x + (TimeStep * v));
        v = Round(v + (TimeStep * acceleration));
        angle = Round(angle + (TimeStep * w));
        w = Round(w + (TimeStep * turn));
        steps++;
        bool fell = Math.Abs(x) > PositionLimit || Math.Abs(angle) > settings.AngleLimit;
        EnvironmentStep result = new(fell && !settings.PaysFall ? 0 : 1, fell, steps >= settings.StepLimit);
        if (result.IsLast)
            stream = null;
        Observe(observation);
        return result;
    }

    /// <summary>Starts an episode in a given state.</summary>
    internal void Start(RandomStream noise, double position, double velocity, double tilt, double spin)
    {
        stream = noise;
        (x, v, angle, w, steps) = (Round(position), Round(velocity), Round(tilt), Round(spin), 0);
    }

    /// <summary>The state in double precision: position, velocity, angle, angular velocity.</summary>
    internal (double X, double V, double Angle, double W) State => (x, v, angle, w);

    private static CartPoleSettings Checked(CartPoleSettings settings) =>
        settings is { HalfLength: > 0, PoleMass: > 0, ForceNoise: >= 0, StartRange: >= 0, StepLimit: >= 1 }
            ? settings
            : throw new ArgumentException("length and mass of the pole must be positive, noise and start at least 0, and the limit of steps at least 1.", nameof(settings));

    private double Draw(RandomStream from) => settings.StartRange * ((2 * from.NextDouble()) - 1);

    private double Round(double value) => settings.SinglePrecision ? (float)value : value;

    private void Observe(Span<float> observation)
    {
        observation[0] = (float)x;
        observation[1] = (float)v;
        observation[2] = (float)angle;
        observation[3] = (float)w;
    }
}
