namespace Lightcone.Engines.Wavefront;

/// <summary>One instruction of a wavefront pass, over words of any width.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">The local that receives the result; for a store the local that is written.</param>
/// <param name="A">The first operand of a look-up, the source of a load or move, the place of a store.</param>
/// <param name="B">The second operand.</param>
/// <param name="C">The third operand.</param>
/// <param name="Function">The look-up's function.</param>
internal readonly record struct StageOperation(StageOperation.Verb Kind, int Target, StageOperation.Operand A, StageOperation.Operand B, StageOperation.Operand C, byte Function)
{
    /// <summary>Kinds of instructions.</summary>
    public enum Verb
    {
        /// <summary>Target = A, from memory or another local.</summary>
        Copy,

        /// <summary>Target = Function(A, B, C).</summary>
        Lookup,

        /// <summary>Memory at A = local Target.</summary>
        Store,
    }

    /// <summary>Where an operand is.</summary>
    public enum Space
    {
        /// <summary>A local, which the compiler keeps in a register.</summary>
        Local,

        /// <summary>The configuration that is read.</summary>
        Source,

        /// <summary>The configuration that is written.</summary>
        Target,

        /// <summary>The frozen field.</summary>
        Frozen,

        /// <summary>What the stages keep from one block to the next.</summary>
        Kept,

        /// <summary>The masks that hold cells beyond a wall at the wall's symbol.</summary>
        Guard,
    }

    /// <summary>A local by its number, or a vector in memory by its distance in vectors from the beginning of the round.</summary>
    public readonly record struct Operand(Space Space, int Index);
}
