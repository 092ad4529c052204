namespace Lightcone.Networks.Objectives;

/// <summary>What a gradient is taken with respect to, beside the parameters.</summary>
[Flags]
public enum Differentials
{
    /// <summary>The parameters only. The default.</summary>
    Parameters = 0,

    /// <summary>Also the inputs.</summary>
    Inputs = 1,

    /// <summary>Also the state before the first step.</summary>
    State = 2,
}
