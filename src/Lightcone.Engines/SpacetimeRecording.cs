using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines;

/// <summary>Runs that are recorded: what a rule does, row by row, and what one changed cell does to it.</summary>
public static class SpacetimeRecording
{
    extension(SpacetimeDiagram)
    {
        /// <summary>Runs a rule and records it.</summary>
        /// <param name="compiled">The compiled rule.</param>
        /// <param name="initial">The configuration at time 0.</param>
        /// <param name="steps">How many steps to run. When it is no multiple of the stride, the diagram ends at the last multiple below it.</param>
        /// <param name="stride">Steps from one recorded configuration to the next; 1, the default, records all of them.</param>
        /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
        /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative, or <paramref name="stride"/> not positive.</exception>
        /// <exception cref="ResourceLimitException">The diagram would take more than <see cref="SpacetimeDiagram.MaxBytes"/>; the message names a stride that fits.</exception>
        public static SpacetimeDiagram Record(CompiledRule compiled, Lattice initial, int steps, int stride = 1, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(compiled);
            ArgumentOutOfRangeException.ThrowIfNegative(steps);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
            Stepper stepper = compiled.Start(initial);
            int width = initial.Count;
            int count = (steps / stride) + 1;
            SpacetimeDiagram.Require(width, count, steps);
            byte[] cells = new byte[width * count];
            initial.Cells.CopyTo(cells);
            int? convergedAt = null;
            for (int index = 1; index < count; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int step = 0; step < stride && convergedAt is null; step++)
                    if (!stepper.Step())
                        convergedAt = ((index - 1) * stride) + step;
                // Once settled, the state at hand is the state for ever.
                stepper.CopyTo(cells.AsSpan(index * width, width));
            }

            return new SpacetimeDiagram(initial, cells, stride, convergedAt);
        }
    }

    extension(LightCone)
    {
        /// <summary>Runs the rule on a configuration and on a copy with one cell changed, and compares them. Costs two runs.</summary>
        /// <param name="compiled">The compiled rule.</param>
        /// <param name="initial">The undisturbed configuration.</param>
        /// <param name="cell">The cell to change, counted row by row.</param>
        /// <param name="steps">How many steps to compare.</param>
        /// <param name="symbol">What the cell is changed to; left out, the symbol after its own, or the first after the last.</param>
        /// <param name="cancellation">Ends the measurement with an <see cref="OperationCanceledException"/>.</param>
        /// <exception cref="ArgumentException">The lattice does not fit the rule, or the cell already holds <paramref name="symbol"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such cell or symbol, or <paramref name="steps"/> is negative.</exception>
        /// <exception cref="ResourceLimitException">The record, one bit a cell and step, would exceed <see cref="SpacetimeDiagram.MaxBytes"/>.</exception>
        public static LightCone Measure(CompiledRule compiled, Lattice initial, int cell, int steps, byte? symbol = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(compiled);
            ArgumentNullException.ThrowIfNull(initial);
            ArgumentOutOfRangeException.ThrowIfNegative(steps);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell, (uint)initial.Count, nameof(cell));
            byte changed = symbol ?? (byte)((initial[cell] + 1) % initial.Alphabet.Size);
            if (changed == initial[cell])
                throw new ArgumentException($"Cell {cell} already holds the symbol {initial.Alphabet.Names[changed]}: nothing would be changed.", nameof(symbol));
            LightCone cone = new(compiled.Rule, initial, cell, steps);
            (Stepper undisturbed, Stepper disturbed) = (compiled.Start(initial), compiled.Start(initial.With(cell, changed)));
            byte[] a = new byte[initial.Count];
            byte[] b = new byte[initial.Count];
            for (int step = 0; step <= steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (step > 0)
                {
                    undisturbed.Step();
                    disturbed.Step();
                }

                undisturbed.CopyTo(a);
                disturbed.CopyTo(b);
                if (!cone.Note(step, a, b))
                    break;
            }

            return cone;
        }
    }
}
