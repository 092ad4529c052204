namespace Lightcone;

/// <summary>The symbol that a cell takes when it sees <paramref name="neighborhood"/>: first the symbols of the frozen field, then those of the state field, each in the order of its offsets.</summary>
/// <param name="neighborhood">The symbols' numbers. Valid only during the call.</param>
/// <returns>The number of the new symbol.</returns>
public delegate byte LocalFunction(ReadOnlySpan<byte> neighborhood);
