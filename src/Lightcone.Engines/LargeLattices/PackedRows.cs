using Lightcone.Engines.Wavefront;
using Lightcone.Tasks;

namespace Lightcone.Engines.LargeLattices;

/// <summary>Compiled rules on rows that stay packed.</summary>
public static class PackedRows
{
    extension(CompiledRule rule)
    {
        /// <summary>Repeats the rule on all cells of a packed row at once, in place: the state afterwards is that of <see cref="CompiledRule.Evolve"/> after the same number of steps, bit for bit, on every number of threads. Nothing is allocated per step.</summary>
        /// <param name="row">The start, and afterwards the end.</param>
        /// <param name="steps">How many steps; unlike <see cref="CompiledRule.Evolve"/> it does all of them and does not look for a fixed point.</param>
        /// <param name="threads">Threads that share the work, at least 1. Default 1: a caller who runs many rows at once uses the processor better that way. More pay from some 10^7 cells on.</param>
        /// <param name="progress">Receives the number of steps done from time to time.</param>
        /// <param name="cancellation">Ends the run between two passes with an <see cref="OperationCanceledException"/>; the row is then some steps on.</param>
        /// <exception cref="ArgumentException">The row does not fit the rule, the rule's circuit is too large for planes of bits, or another engine was asked for at compilation.</exception>
        public void Advance(PackedRow row, long steps, int threads = 1, IProgress<long>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(row);
            ArgumentOutOfRangeException.ThrowIfNegative(steps);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
            new PackedRun(rule, row, progress, cancellation).Advance(steps, threads);
        }

        /// <summary>Repeats the rule on all cells of a packed row, in place, until another step changes nothing. The steps are not counted; <see cref="CompiledRule.Evolve"/> counts them. Nothing is allocated per step.</summary>
        /// <param name="row">The start, and afterwards the fixed point, or the state after <paramref name="most"/> steps.</param>
        /// <param name="most">The most steps that are done.</param>
        /// <param name="threads">Threads that share the work, at least 1.</param>
        /// <param name="progress">Receives the number of steps done from time to time.</param>
        /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>; the row is then some steps on.</param>
        /// <returns>Whether the row is a fixed point.</returns>
        /// <exception cref="ArgumentException">The row does not fit the rule, the rule's circuit is too large for planes of bits, or another engine was asked for at compilation.</exception>
        public bool RunToFixedPoint(PackedRow row, long most, int threads = 1, IProgress<long>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(row);
            ArgumentOutOfRangeException.ThrowIfNegative(most);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
            return new PackedRun(rule, row, progress, cancellation).RunToFixedPoint(most, threads);
        }

        /// <summary>Whether <c>Advance</c> runs rows of an alphabet with this rule: it has one dimension and that alphabet, a circuit of bearable size, and no other engine was asked for.</summary>
        public bool Runs(Alphabet alphabet) =>
            rule.Rule.Dimensions == 1 && rule.Rule.State.Equals(alphabet) && (rule.Engine == Engine.Auto || rule.Engine == Engine.Wavefront) && WavefrontPasses.Of(rule.Forms) is not null;
    }
}
