namespace Lightcone;

/// <summary>How the symbol at one position of a neighborhood becomes numbers for a network.</summary>
/// <remarks>A product alphabet is coded track by track. Every code is made of whole numbers.</remarks>
public enum SymbolCode
{
    /// <summary><see cref="Centered"/> for tracks whose order means something or that have two symbols, <see cref="OneHot"/> for the others. The default.</summary>
    Automatic,

    /// <summary>One number a track, 2v - (k-1) for symbol v of k: -1 and 1 for bits, -9, -7, ..., 9 for digits.</summary>
    Centered,

    /// <summary>One number for each symbol: 1 for the symbol that is there, 0 for the others. Large alphabets with many results train far faster this way.</summary>
    OneHot,

    /// <summary>One number a track, the symbol's own: 0 and 1 for bits.</summary>
    Counting,

    /// <summary>No number at all: the network does not read this position.</summary>
    Ignored,
}
