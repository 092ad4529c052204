namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>Where patches are cut from.</summary>
public enum ImageSource
{
    /// <summary>32 pictures of 128 x 128 pixels of discs that cover one another, made in code.</summary>
    DeadLeaves,

    /// <summary>16 pictures of 128 x 128 pixels of noise with amplitude 1 / frequency, made in code.</summary>
    PinkNoise,

    /// <summary>Two photos, each at full size and reduced by 2, 3, 4 and 6.</summary>
    Photos,
}
