using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>The engines by their names, on every instruction set.</summary>
public sealed class InstructionSetTests : VectorTests;
