namespace Lightcone.Experiments.Controls;

/// <summary>What a <see cref="Control"/> does to an encoding.</summary>
internal enum ControlKind
{
    None,
    AmplitudePerSample,
    AmplitudePerChannel,
    AmplitudePerStep,
    Gain,
    WithoutMean,
    SignAligned,
    PhaseScrambled,
    BinsPermuted,
    TimeShuffled,
    TimeReversed,
}
