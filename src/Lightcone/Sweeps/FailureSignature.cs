using Lightcone.Tasks;

namespace Lightcone.Sweeps;

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

    /// <summary>Runs an automaton on the worst case and on random operands of 32 digits.</summary>
    /// <param name="automaton">The rule, learned or not.</param>
    /// <param name="task">What it should compute.</param>
    /// <param name="seed">Seed of the random operands.</param>
    public static FailureSignature Of(Automaton automaton, ArithmeticTask task, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        ArgumentNullException.ThrowIfNull(task);
        (int right, int all) = Count(automaton.Rule, task.Rule);
        if (automaton.Readout is not null && task.Readout is not null)
        {
            (int more, int total) = Count(automaton.Readout, task.Readout);
            (right, all) = (right + more, all + total);
        }

        Kernel kernel = automaton.Rule.Compile(Engine.Table);
        bool oscillates = false;
        bool dies = false;
        int wrong = 0;
        for (int i = 0; i <= RandomInputs; i++)
        {
            (Natural a, Natural b) = i == 0 ? task.WorstCase(Digits) : task.Random(Digits, new RandomStream(seed, "signature", (ulong)i));
            Evolution run = kernel.Evolve(task.Encode(a, b, Digits), Until.Cycle());
            if (run.Settled && IsRight(task, automaton, run, a, b))
                continue;
            wrong++;
            oscillates |= !run.Settled;
            dies |= run.Settled && task.StepLaw is { } law && run.Steps < law(a, b);
        }

        return new((double)right / all, oscillates, dies, wrong, RandomInputs + 1);
    }

    /// <summary>The signatures in words.</summary>
    public override string ToString() => IsHealthy ? "exact" : string.Join(", ", new[]
    {
        Oscillates ? "oscillation" : null,
        SignalDies ? "signal death" : null,
        Accuracy < 1 ? FormattableString.Invariant($"single-step accuracy {Accuracy:P1}") : null,
        $"{Wrong} of {Inputs} answers wrong",
    }.Where(static part => part is not null));

    private static bool IsRight(ArithmeticTask task, Automaton automaton, Evolution run, Natural a, Natural b)
    {
        try
        {
            return task.IsCorrect(a, b, task.Decode(run.Final, automaton.Readout));
        }
        catch (ArgumentException)
        {
            // A carry-save cell that is no digit at rest.
            return false;
        }
    }

    private static (int Right, int All) Count(LocalRule found, LocalRule expected)
    {
        int right = 0;
        for (int i = 0; i < expected.Table.Length; i++)
            right += found.Table[i] == expected.Table[i] ? 1 : 0;
        return (right, expected.Table.Length);
    }
}
