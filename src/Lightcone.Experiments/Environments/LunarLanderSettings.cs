namespace Lightcone.Experiments.Environments;

/// <summary>The constants of a lander that differ between tasks. The defaults are LunarLander-v3 of Gymnasium 1.4.</summary>
public sealed record LunarLanderSettings
{
    /// <summary>LunarLander-v3 of Gymnasium, without wind.</summary>
    public static LunarLanderSettings Gymnasium { get; } = new();

    /// <summary>The pull downward, positive. Default 10.</summary>
    public double Gravity { get; init; } = 10;

    /// <summary>A force along x, uniform within plus and minus this, drawn at each step; 0 draws nothing. Default 0.</summary>
    public double Wind { get; init; }

    /// <summary>The standard deviation of normal forces along x and y, drawn at each step; 0 draws nothing. Default 0.</summary>
    public double Turbulence { get; init; }

    /// <summary>What velocities are multiplied by after the first step. Default 1.</summary>
    public double StartVelocity { get; init; } = 1;

    /// <summary>Ends farther than 0.3 times this from the pad (in observations) cost 50 more; null for no such cost. Default null.</summary>
    public double? PadScale { get; init; }

    /// <summary>Steps after which an episode is cut. Default 1,000.</summary>
    public int StepLimit { get; init; } = 1000;

    /// <summary>
    /// The lander of "Constraint breeds generalization" (arXiv 2512.23916). Gravity, wind, turbulence, start velocity and pad: 8, 0, 0, 0.3, 2.0; 9, 3, 0.3, 0.6, 1.5; 10, 6, 0.7, 0.9, 1.2;
    /// 11, 8, 1.0, 1.2, 0.9.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such difficulty.</exception>
    public static LunarLanderSettings Paper(Difficulty difficulty) => difficulty switch
    {
        Difficulty.Easy => new() { Gravity = 8, StartVelocity = 0.3, PadScale = 2 },
        Difficulty.Medium => new() { Gravity = 9, Wind = 3, Turbulence = 0.3, StartVelocity = 0.6, PadScale = 1.5 },
        Difficulty.Hard => new() { Gravity = 10, Wind = 6, Turbulence = 0.7, StartVelocity = 0.9, PadScale = 1.2 },
        Difficulty.VeryHard => new() { Gravity = 11, Wind = 8, Turbulence = 1, StartVelocity = 1.2, PadScale = 0.9 },
        _ => throw new ArgumentOutOfRangeException(nameof(difficulty), difficulty, "There are four difficulties."),
    };
}
