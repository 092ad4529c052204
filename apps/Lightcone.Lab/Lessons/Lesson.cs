using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Lab.Lessons;

/// <summary>What a network is shown of a task's rule, and what its table says while it learns; the same where a server trains and where the page does.</summary>
/// <param name="task">The task.</param>
/// <param name="examples">What is shown of its rule; of a readout everything is.</param>
/// <param name="target">The margin from which an entry is certain, in logits.</param>
internal sealed class Lesson(LocalTask task, Transitions examples, double target)
{
    /// <summary>Of larger tables entries are not told one by one.</summary>
    private const int MostEntries = 4_096;

    private readonly Dictionary<(bool IsReadout, int Neighborhood), (int Symbol, string State)> told = [];

    /// <summary>A task's rule as examples, some of them changed.</summary>
    /// <param name="task">The task.</param>
    /// <param name="changes">By neighborhood, the symbol that is shown as its result; null where it is left out.</param>
    /// <exception cref="InputException">There is no such neighborhood or symbol, or nothing is left.</exception>
    public static Transitions Examples(LocalTask task, IReadOnlyDictionary<int, int?> changes)
    {
        if (changes.Count == 0)
            return Transitions.Of(task.Rule);
        Signature signature = task.Rule.Signature;
        foreach ((int neighborhood, int? symbol) in changes)
            if (neighborhood < 0 || neighborhood >= signature.DomainSize || symbol < 0 || symbol >= signature.Output.Size)
                throw new InputException($"neighborhood {neighborhood} := {symbol}: expected a neighborhood below {signature.DomainSize} and a symbol below {signature.Output.Size}.");
        int[] shown = [.. Enumerable.Range(0, signature.DomainSize).Where(index => !changes.TryGetValue(index, out int? symbol) || symbol is not null)];
        if (shown.Length == 0)
            throw new InputException("no example is left. Leave fewer out.");
        byte[] neighborhoods = new byte[shown.Length * signature.Positions];
        for (int i = 0; i < shown.Length; i++)
            signature.Unpack(shown[i], neighborhoods.AsSpan(i * signature.Positions, signature.Positions));
        return Transitions.FromExamples(signature, neighborhoods, [.. shown.Select(index => changes.TryGetValue(index, out int? symbol) ? (byte)symbol!.Value : task.Rule.Table[index])]);
    }

    /// <summary>How many examples there are.</summary>
    public int Shown(bool isReadout) => isReadout ? task.Readout!.Signature.DomainSize : examples.Seen.Length;

    /// <summary>The share of the training that is done.</summary>
    /// <param name="progress">Where it is.</param>
    /// <param name="most">How many steps an attempt has at most.</param>
    public double Share(FittingProgress progress, int most)
    {
        double done = (double)progress.Step / most;
        return task.Readout is null ? done : (done + (progress.IsReadout ? 1 : 0)) / 2;
    }

    /// <summary>Where the training is, as a sentence.</summary>
    public string Sentence(FittingProgress progress) => FormattableString.Invariant(
        $"{(progress.IsReadout ? "readout" : "rule")}: {(progress.Attempt == 0 ? "" : $"attempt {progress.Attempt + 1}, ")}{EditDistance.Count(progress.Step, "step")}, {progress.Wrong} of {Shown(progress.IsReadout)} wrong.");

    /// <summary>Entries of the table that are not what was told of them last.</summary>
    public IEnumerable<LessonEntry> Changed(FittingProgress progress)
    {
        LocalRule goal = progress.IsReadout ? task.Readout! : task.Rule;
        if (goal.Signature.DomainSize > MostEntries)
            yield break;
        byte[] table = progress.Network.ToRule().Table.ToArray();
        for (int index = 0; index < table.Length; index++)
        {
            bool isShown = progress.IsReadout || examples.Counts[index] > 0;
            byte expected = progress.IsReadout ? goal.Table[index] : isShown ? examples.ResultOf(index) : table[index];
            double margin = progress.Network.Margin(index, table[index]);
            string state = !isShown ? "guess" : table[index] != expected ? "wrong" : margin >= target ? "certain" : "open";
            if (told.TryGetValue((progress.IsReadout, index), out (int Symbol, string State) last) && last == (table[index], state))
                continue;
            told[(progress.IsReadout, index)] = (table[index], state);
            yield return new(index, table[index], margin, state);
        }
    }
}
