namespace Lightcone.Engines.Tests;

/// <summary>Choice of engines, circuits, transducers, numerals and large lattices on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
