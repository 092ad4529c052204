namespace Lightcone.Networks.Tests;

/// <summary>Training, running, gradients and kernels on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
