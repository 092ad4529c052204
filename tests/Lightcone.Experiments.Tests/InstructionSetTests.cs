namespace Lightcone.Experiments.Tests;

/// <summary>Runs of experiments on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
