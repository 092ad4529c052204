namespace Lightcone.Identification;

/// <summary>A cell of a recorded step: what it became is one example.</summary>
/// <param name="Run">The run, from 0.</param>
/// <param name="Step">The configuration before the step, from 0.</param>
/// <param name="Cell">The cell, row by row from 0.</param>
public readonly record struct CellPlace(int Run, int Step, int Cell);
