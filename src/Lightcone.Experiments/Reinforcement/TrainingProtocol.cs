namespace Lightcone.Experiments.Reinforcement;

/// <summary>When the training of an agent ends.</summary>
public enum TrainingProtocol
{
    /// <summary>When its evaluations reach the goal, or are long without getting better: agents differ in how long they were trained.</summary>
    EarlyStop,

    /// <summary>After all its episodes: agents are trained equally long.</summary>
    FullBudget,
}
