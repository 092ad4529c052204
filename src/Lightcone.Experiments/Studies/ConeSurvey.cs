using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Studies;

/// <summary>How fast damage spreads from one flipped cell, over many random backgrounds: the measured light cone of a rule, beside the hard one.</summary>
public sealed record ConeSurvey
{
    /// <summary>Random backgrounds. Default 40.</summary>
    public int Runs { get; init; } = 40;

    /// <summary>Steps. Default 250.</summary>
    public int Steps { get; init; } = 250;

    /// <summary>Seed of the backgrounds. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Flips the middle cell of random rings that are wide enough for the fronts not to meet.</summary>
    /// <param name="rule">A rule in one dimension without frozen input.</param>
    /// <param name="cancellation">Ends the survey with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The rule has two dimensions or a frozen input.</exception>
    public Result Measure(LocalRule rule, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Dimensions != 1 || rule.Frozen is not null)
            throw new ArgumentException("the speeds at which damage spreads are surveyed for rules on rows without frozen input.", nameof(rule));
        int width = (2 * Math.Max(1, rule.Signature.StateNeighborhood.Reach) * Steps) + 3;
        CompiledRule compiled = rule.Compile();
        List<double> left = [];
        List<double> right = [];
        int healed = 0;
        for (int i = 0; i < Runs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Lattice background = Lattice.Random(rule.State, Shape.Row(width), Boundary.Periodic, new RandomStream(Seed, "cone", (ulong)i));
            LightCone cone = LightCone.Measure(compiled, background, width / 2, Steps, cancellation: cancellation);
            if (cone.HealedAt is not null)
            {
                healed++;
                continue;
            }

            left.Add(cone.LeftSpeed);
            right.Add(cone.RightSpeed);
        }

        return healed < Runs ? new(Summary.Of(left), Summary.Of(right), healed, Runs, Steps) : new(Summary.Of([0]), Summary.Of([0]), healed, Runs, Steps);
    }

    /// <summary>Speeds in cells a step, over the backgrounds on which the damage was there to the end; a single 0 when there is none.</summary>
    /// <param name="Left">Towards smaller cell numbers.</param>
    /// <param name="Right">Towards larger cell numbers.</param>
    /// <param name="Healed">Backgrounds on which the damage vanished, which has no speed.</param>
    /// <param name="Runs">Backgrounds.</param>
    /// <param name="Steps">Steps.</param>
    public sealed record Result(Summary Left, Summary Right, int Healed, int Runs, int Steps);
}
