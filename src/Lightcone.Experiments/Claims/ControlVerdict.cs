namespace Lightcone.Experiments.Claims;

/// <summary>What the control says of a claim.</summary>
public enum ControlVerdict
{
    /// <summary>Fewer than five seeds say nothing.</summary>
    Undecided,

    /// <summary>The effect is there under the control, or, where it should vanish, it is gone.</summary>
    Survives,

    /// <summary>Under the control the interval of the effect contains zero or its size is below a quarter; where it should vanish, it did not.</summary>
    Falls,

    /// <summary>Under the control the effect has the other sign.</summary>
    ChangesSign,
}
