namespace Lightcone.Experiments.Environments;

/// <summary>The four difficulties of the paper's agents: they are trained on the first and tested on all, without further learning (arXiv 2512.23916).</summary>
public enum Difficulty
{
    /// <summary>What agents are trained on.</summary>
    Easy,

    /// <summary>The second.</summary>
    Medium,

    /// <summary>The third.</summary>
    Hard,

    /// <summary>The farthest from training.</summary>
    VeryHard,
}
