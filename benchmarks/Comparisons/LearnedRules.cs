using Lightcone.Engines;
using Lightcone.Learning;
using Lightcone.Networks.Layers;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Rules as the product gets them: networks learn rule and readout from transitions, a certificate proves both tables, and those tables are what runs.</summary>
internal static class LearnedRules
{
    /// <summary>A task's rule, compiled, and its readout; the state itself where the task has none.</summary>
    public static (CompiledRule CompiledRule, LocalRule Readout) Of(LocalTask task, Engine? engine = null)
    {
        Automaton automaton = Automaton.Learn(task, ChaosTraining.Default with { Seed = 1 });
        return automaton.Certify(task) is Certificate
            ? (automaton.Rule.Compile(engine), automaton.Readout ?? automaton.Rule)
            : throw new InvalidOperationException($"the networks learned something else than {task.Name}.");
    }
}
