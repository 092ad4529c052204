namespace Lightcone.Experiments.Landscapes;

/// <summary>What is encoded in the first experiment.</summary>
public enum LandscapeInput
{
    /// <summary>Handwritten digits: each pixel starts the flow. The paper's experiment.</summary>
    Digits,

    /// <summary>
    /// Streams: tones with noise whose frequency rises, falls, turns or stays, six classes, as many as the digits. They drive a bank of sixteen oscillators from rest instead of starting one; an open question of
    /// the paper. Made in code, so no recording is needed.
    /// </summary>
    Streams,
}
