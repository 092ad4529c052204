using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Something that creates a stage once reset and fire function are known as types.</summary>
internal interface INeuronKind
{
    Stage Create<TReset, TFire>()
        where TReset : struct, IReset
        where TFire : struct, IFire;
}

/// <summary>Turns the settings of a neuron into type parameters, so that no scan asks about them inside its loop.</summary>
internal static class NeuronKinds
{
    public static Stage Choose<TKind>(TKind kind, Reset reset, bool delay, Surrogate surrogate, bool smooth, bool recurrent)
        where TKind : INeuronKind => reset switch
        {
            Reset.Zero when recurrent && delay => Fire<TKind, ZeroAllReset>(kind, surrogate, smooth),
            Reset.Zero => Fire<TKind, ZeroReset>(kind, surrogate, smooth),
            Reset.None => Fire<TKind, NoReset>(kind, surrogate, smooth),
            Reset.Subtract when delay => Fire<TKind, SubtractReset>(kind, surrogate, smooth),
            _ => Fire<TKind, SubtractBetaReset>(kind, surrogate, smooth),
        };

    private static Stage Fire<TKind, TReset>(TKind kind, Surrogate surrogate, bool smooth)
        where TKind : INeuronKind
        where TReset : struct, IReset => surrogate switch
        {
            Surrogate.Arctangent => Smooth<TKind, TReset, ArctangentFire>(kind, smooth),
            Surrogate.StraightThrough => Smooth<TKind, TReset, StraightThroughFire>(kind, smooth),
            _ => Smooth<TKind, TReset, FastSigmoidFire>(kind, smooth),
        };

    private static Stage Smooth<TKind, TReset, TFire>(TKind kind, bool smooth)
        where TKind : INeuronKind
        where TReset : struct, IReset
        where TFire : struct, IFire => smooth ? kind.Create<TReset, TFire>() : kind.Create<TReset, Spike<TFire>>();
}
