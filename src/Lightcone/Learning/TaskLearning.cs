using Lightcone.Tasks;

namespace Lightcone.Learning;

/// <summary>Learning whole tasks.</summary>
public static class TaskLearning
{
    extension(Automaton)
    {
        /// <summary>Learns a task: its rule and, if it has one, its readout, each from single steps.</summary>
        /// <param name="task">What to learn.</param>
        /// <param name="training">How.</param>
        /// <param name="hiddenUnits">Channels of the convolutions; the task's own when left out.</param>
        /// <param name="smallest">Whether to look for the smallest networks instead.</param>
        /// <param name="progress">Receives, before each attempt of the search for the smallest networks, the number of parameters of the one that is tried.</param>
        /// <param name="cancellation">Ends the training with an <see cref="OperationCanceledException"/>.</param>
        public static Automaton Learn(LocalTask task, ChaosTraining training, int? hiddenUnits = null, bool smallest = false, IProgress<int>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(task);
            ArgumentNullException.ThrowIfNull(training);
            return Automaton.Of(
                Fit(task.Rule, task.Shape),
                task.Readout is null ? null : Fit(task.Readout, task.ReadoutShape),
                task.Boundary,
                task.Name);

            NeuralRule Fit(LocalRule rule, NetworkShape shape)
            {
                if (smallest)
                    return training.FitSmallest(rule, progress, cancellation);
                return For(training, shape).Fit(rule, hiddenUnits ?? shape.HiddenUnits, cancellation);
            }
        }

        /// <summary>Learns a task from examples of its rule, which need not be all or right, and tells how it goes. With all neighborhoods of the rule the result has the same bytes as without progress.</summary>
        /// <param name="task">What to learn; its readout, if it has one, is learned from all its neighborhoods.</param>
        /// <param name="examples">What is shown of the rule, at least one example.</param>
        /// <param name="training">How.</param>
        /// <param name="hiddenUnits">Channels of the convolutions; the task's own when null.</param>
        /// <param name="progress">Told on the same thread, of the rule first and then of the readout.</param>
        /// <param name="cancellation">Ends the training with an <see cref="OperationCanceledException"/>.</param>
        /// <exception cref="ArgumentException">There are no examples, or they are of another rule.</exception>
        public static Automaton Learn(LocalTask task, Transitions examples, ChaosTraining training, int? hiddenUnits, IProgress<FittingProgress> progress, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(task);
            ArgumentNullException.ThrowIfNull(examples);
            ArgumentNullException.ThrowIfNull(training);
            ArgumentNullException.ThrowIfNull(progress);
            if (!examples.Signature.Equals(task.Rule.Signature))
                throw new ArgumentException($"Examples of {examples.Signature} do not show {task.Name}, which is {task.Rule.Signature}.", nameof(examples));
            return Automaton.Of(
                For(training, task.Shape).Fit(examples, hiddenUnits ?? task.Shape.HiddenUnits, progress, cancellation),
                task.Readout is null ? null : For(training, task.ReadoutShape).Fit(Transitions.Of(task.Readout), hiddenUnits ?? task.ReadoutShape.HiddenUnits, new OfReadout(progress), cancellation),
                task.Boundary,
                task.Name);
        }
    }

    private static ChaosTraining For(ChaosTraining training, NetworkShape shape) => shape.OneHot && training.Coding == SymbolCode.Automatic ? training with { Coding = SymbolCode.OneHot } : training;

    private sealed class OfReadout(IProgress<FittingProgress> progress) : IProgress<FittingProgress>
    {
        public void Report(FittingProgress value) => progress.Report(value with { IsReadout = true });
    }
}
