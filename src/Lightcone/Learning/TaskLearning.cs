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
                ChaosTraining recipe = shape.OneHot && training.Coding == SymbolCode.Automatic ? training with { Coding = SymbolCode.OneHot } : training;
                return recipe.Fit(rule, hiddenUnits ?? shape.HiddenUnits, cancellation);
            }
        }
    }
}
