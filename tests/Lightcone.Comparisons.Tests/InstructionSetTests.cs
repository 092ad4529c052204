using Lightcone.Shared.Tests;

namespace Lightcone.Comparisons.Tests;

/// <summary>The comparisons of all benchmarks, on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
