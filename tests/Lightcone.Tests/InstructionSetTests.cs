namespace Lightcone.Tests;

/// <summary>Learning, engines, the choice among them and allocation on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
