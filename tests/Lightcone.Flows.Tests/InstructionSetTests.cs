namespace Lightcone.Flows.Tests;

/// <summary>Arithmetic, trajectories, encoders and measures on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
