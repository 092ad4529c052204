namespace Lightcone;

/// <summary>What a hidden unit does with its weighted sum z. All three are z for positive z and a multiple of z below, so that whole-number weights keep every value an exact binary fraction.</summary>
public enum Activation
{
    /// <summary>z or z/8: no unit can die, which is the usual cause of failed training of tiny networks. The default.</summary>
    LeakyRelu,

    /// <summary>|z|: one unit suffices for an exclusive or, but one unit alone never makes a wide threshold.</summary>
    Absolute,

    /// <summary>z or 0: the common choice, and the paper's; units that are negative on all inputs learn nothing any more.</summary>
    Relu,
}

/// <summary>The slope of an activation below zero, the only thing in which they differ.</summary>
internal static class ActivationSlope
{
    public static double Slope(this Activation activation) => activation switch
    {
        Activation.LeakyRelu => 0.125,
        Activation.Absolute => -1,
        Activation.Relu => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };
}
