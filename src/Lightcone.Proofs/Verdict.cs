using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>The result of an examination: a <see cref="Certificate"/>, which is a proof in hand, or a <see cref="Refutation"/>, which says where and why not.</summary>
public abstract class Verdict
{
    private protected Verdict(Automaton automaton, string claim)
    {
        Automaton = automaton;
        Claim = claim;
    }

    /// <summary>What was examined.</summary>
    public Automaton Automaton { get; }

    /// <summary>The rule that was examined.</summary>
    public LocalRule Rule => Automaton.Rule;

    /// <summary>What it was examined against: the name of a task, or <c>table</c> with the hash of a rule.</summary>
    public string Claim { get; }

    /// <summary>Writes the levels as members of the JSON object at hand, as they stand in certificate files (docs/certificates.md). Every member is always there; what does not apply, as most of them for a refutation, is null.</summary>
    public void WriteLevels(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        LevelsJson.Write(writer, this, isFile: false);
    }

    /// <summary>Examines an automaton against a task: the table, its essential inputs, convergence, and the function for every length where that can be proved.</summary>
    /// <param name="automaton">The rule with its networks and readout.</param>
    /// <param name="task">What it should compute.</param>
    /// <exception cref="InputException">The automaton and the task speak of different alphabets, so that they cannot be compared.</exception>
    public static Verdict Examine(Automaton automaton, LocalTask task) => Examination.Run(automaton, task);

    /// <summary>Examines an automaton against another rule, neighborhood by neighborhood. Nothing is claimed about what iterating it computes.</summary>
    /// <exception cref="InputException">The rules have different alphabets.</exception>
    public static Verdict Examine(Automaton automaton, LocalRule specification) => Examination.Run(automaton, specification);
}
