namespace Lightcone.Experiments.Environments;

/// <summary>The constants of a cart with a pole. The defaults are CartPole-v1 of Gymnasium 1.4.</summary>
public sealed record CartPoleSettings
{
    /// <summary>CartPole-v1 of Gymnasium.</summary>
    public static CartPoleSettings Gymnasium { get; } = new();

    /// <summary>Half the length of the pole. Default 0.5.</summary>
    public double HalfLength { get; init; } = 0.5;

    /// <summary>The mass of the pole; the cart's is 1. Default 0.1.</summary>
    public double PoleMass { get; init; } = 0.1;

    /// <summary>The standard deviation of normal noise added to the force of 10 at each step; 0 draws nothing. Default 0.</summary>
    public double ForceNoise { get; init; }

    /// <summary>The four numbers of the state start uniformly within plus and minus this. Default 0.05.</summary>
    public double StartRange { get; init; } = 0.05;

    /// <summary>The angle in radians beyond which, strictly, the pole has fallen. Default 12 degrees.</summary>
    public double AngleLimit { get; init; } = 12 * 2 * Math.PI / 360;

    /// <summary>Steps after which an episode is cut. Default 500.</summary>
    public int StepLimit { get; init; } = 500;

    /// <summary>Whether the step in which the pole falls is paid too. Default yes.</summary>
    public bool PaysFall { get; init; } = true;

    /// <summary>Whether the state is rounded to single precision after each step, not only the observation. Default no.</summary>
    public bool SinglePrecision { get; init; }

    /// <summary>
    /// The cart of "Constraint breeds generalization" (arXiv 2512.23916): 200 steps, 0.209 radians, nothing for the fall, single precision. Half length, mass of the pole, noise and start are
    /// 0.5, 0.1, 0, 0.05; 0.8, 0.3, 0.005, 0.08; 1.2, 0.5, 0.01, 0.10; 1.5, 0.7, 0.015, 0.12. Longer poles fall more slowly: the order of difficulty is the paper's, not a law.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such difficulty.</exception>
    public static CartPoleSettings Paper(Difficulty difficulty)
    {
        CartPoleSettings common = new() { AngleLimit = 0.209, StepLimit = 200, PaysFall = false, SinglePrecision = true };
        return difficulty switch
        {
            Difficulty.Easy => common,
            Difficulty.Medium => common with { HalfLength = 0.8, PoleMass = 0.3, ForceNoise = 0.005, StartRange = 0.08 },
            Difficulty.Hard => common with { HalfLength = 1.2, PoleMass = 0.5, ForceNoise = 0.01, StartRange = 0.10 },
            Difficulty.VeryHard => common with { HalfLength = 1.5, PoleMass = 0.7, ForceNoise = 0.015, StartRange = 0.12 },
            _ => throw new ArgumentOutOfRangeException(nameof(difficulty), difficulty, "There are four difficulties."),
        };
    }
}
