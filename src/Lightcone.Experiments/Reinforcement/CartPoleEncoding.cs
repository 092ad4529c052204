namespace Lightcone.Experiments.Reinforcement;

/// <summary>How an agent sees the state of the cart.</summary>
public enum CartPoleEncoding
{
    /// <summary>The four numbers.</summary>
    Raw,

    /// <summary>Control: the four numbers divided by the largest of them, without dynamics. The magnitude is lost, as it is in <see cref="Trajectory"/>.</summary>
    Direction,

    /// <summary>Each number, divided by the largest, starts a mixed oscillator that is seen at five times.</summary>
    Trajectory,
}
