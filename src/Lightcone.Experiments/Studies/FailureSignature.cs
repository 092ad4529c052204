using Lightcone.Engines;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Studies;

/// <summary>How a learned rule that is not exact goes wrong when it is iterated: the three signatures of the paper (arXiv 2602.01651), detected by running.</summary>
/// <param name="Accuracy">Share of the neighborhoods that are right, 0 to 1; below 1 the single step is only statistical.</param>
/// <param name="Oscillates">Whether some test input did not come to rest.</param>
/// <param name="SignalDies">Whether some test input came to rest too early, before the signal had arrived, with a wrong answer.</param>
/// <param name="Wrong">Test inputs with a wrong answer or none.</param>
/// <param name="Inputs">Test inputs that were run.</param>
public sealed record FailureSignature(double Accuracy, bool Oscillates, bool SignalDies, int Wrong, int Inputs)
{
    private const int Digits = 32;
    private const int RandomInputs = 6;

    /// <summary>Whether nothing went wrong.</summary>
    public bool IsHealthy => Accuracy == 1 && Wrong == 0;

    /// <summary>Runs an automaton on the worst case, where the task has one, and on six random inputs of 32 digits or cells (16 x 16 on grids).</summary>
    /// <param name="automaton">The rule, learned or not.</param>
    /// <param name="task">What it should compute. Tasks that settle are run to their end; rules that only step, for 32 steps.</param>
    /// <param name="seed">Seed of the random inputs.</param>
    /// <returns>Null when the rule goes between other alphabets or offsets than the task's.</returns>
    public static FailureSignature? Of(Automaton automaton, LocalTask task, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        ArgumentNullException.ThrowIfNull(task);
        if (!automaton.Rule.Signature.Equals(task.Rule.Signature) || !Equals(automaton.Readout?.Signature, task.Readout?.Signature))
            return null;
        (int right, int all) = Count(automaton.Rule, task.Rule);
        if (automaton.Readout is not null)
        {
            (int more, int total) = Count(automaton.Readout, task.Readout!);
            (right, all) = (right + more, all + total);
        }

        CompiledRule compiled = automaton.Rule.Compile(Engine.Table);
        Trial[] trials = [.. Enumerable.Range(0, RandomInputs + 1).Select(i => task switch
        {
            ArithmeticTask arithmetic => Trial.Of(compiled, automaton, arithmetic, Digits, i, seed),
            _ => Trial.Of(compiled, automaton, (LatticeTask)task, Digits, i, seed),
        })];
        return new((double)right / all, trials.Any(static trial => trial.Oscillates), trials.Any(static trial => trial.Dies), trials.Count(static trial => trial.IsWrong), trials.Length);
    }

    /// <summary>The signatures in words.</summary>
    public override string ToString() => IsHealthy ? "exact" : string.Join(", ", new[]
    {
        Oscillates ? "oscillation" : null,
        SignalDies ? "signal death" : null,
        Accuracy < 1 ? FormattableString.Invariant($"single-step accuracy {Accuracy:P1}") : null,
        $"{Wrong} of {Inputs} answers wrong",
    }.Where(static part => part is not null));

    private static (int Right, int All) Count(LocalRule found, LocalRule expected)
    {
        int right = 0;
        for (int i = 0; i < expected.Table.Length; i++)
            right += found.Table[i] == expected.Table[i] ? 1 : 0;
        return (right, expected.Table.Length);
    }
}
