using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Environments;

/// <summary>A world that an agent acts in, one discrete action a step. It is a cursor like a <see cref="RandomStream"/>: resetting and stepping move it.</summary>
/// <remarks>
/// All randomness of an episode comes from the stream given to <see cref="Reset"/>, so equal streams and actions give equal episodes, byte for byte. Not safe for use from two threads.
/// </remarks>
public interface IEnvironment
{
    /// <summary>Numbers in an observation.</summary>
    int Observations { get; }

    /// <summary>The number of actions; they count from 0.</summary>
    int Actions { get; }

    /// <summary>Steps after which an episode is cut, at least 1.</summary>
    int StepLimit { get; }

    /// <summary>Starts an episode.</summary>
    /// <param name="stream">Where the episode's random numbers come from; it is kept and read as the episode goes on.</param>
    /// <param name="observation">Receives the first observation; <see cref="Observations"/> numbers.</param>
    void Reset(RandomStream stream, Span<float> observation);

    /// <summary>Takes one step.</summary>
    /// <param name="action">0 to <see cref="Actions"/> - 1.</param>
    /// <param name="observation">Receives the observation after the step; <see cref="Observations"/> numbers.</param>
    /// <exception cref="InvalidOperationException">The episode is over, or none was started.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    EnvironmentStep Step(int action, Span<float> observation);
}
