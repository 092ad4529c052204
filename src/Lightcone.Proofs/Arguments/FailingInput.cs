using Lightcone.Tasks;

namespace Lightcone.Proofs.Arguments;

/// <summary>An input on which a rule fails: a closed list.</summary>
public abstract record FailingInput
{
    private FailingInput()
    {
    }

    /// <summary>The input for people: <c>3 + 1 (2 digits)</c>, <c>input "111"</c>, <c>ring of 3, "111"</c>.</summary>
    public sealed override string ToString() => FunctionSentences.Of(this);

    /// <summary>Two operands.</summary>
    /// <param name="A">The first.</param>
    /// <param name="Sign">What is to be done: +, -, * or ?.</param>
    /// <param name="B">The second.</param>
    /// <param name="Digits">With how many digits they were given.</param>
    public sealed record Operands(Natural A, char Sign, Natural B, int Digits) : FailingInput;

    /// <summary>Two operands that get a wrong answer.</summary>
    /// <param name="Of">The operands.</param>
    /// <param name="Given">The answer; null when some cell is no digit.</param>
    public sealed record WrongAnswer(Operands Of, Answer? Given) : FailingInput;

    /// <summary>Two operands on which the rule does not come to rest within as many steps as there are cells.</summary>
    /// <param name="Of">The operands.</param>
    public sealed record NoRest(Operands Of) : FailingInput;

    /// <summary>A word of input symbols, read from the wall.</summary>
    /// <param name="Input">The word.</param>
    public sealed record Word(Lattice Input) : FailingInput;

    /// <summary>A ring or torus on which a single step is wrong.</summary>
    /// <param name="State">Its state.</param>
    /// <param name="Input">The input under it; null for a rule without.</param>
    public sealed record Step(Lattice State, Lattice? Input) : FailingInput;
}
