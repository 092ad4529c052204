namespace Lightcone.Proofs.Arguments;

/// <summary>Level 5: what the rule computes when it is iterated to its fixed point.</summary>
/// <param name="Specification">The name of what it was compared with.</param>
/// <param name="Argument">Why.</param>
public sealed record FunctionProof(string Specification, FunctionArgument Argument)
{
    /// <summary>Proved for every length, checked up to a length, or not proved.</summary>
    public ProofStatus Status => Argument.Status;

    /// <summary>Pairs of states (rule, specification) that can be reached, all of whose outputs agree; null without such a proof.</summary>
    public int? ProductStates => (Argument as FunctionArgument.Product)?.Pairs;

    /// <summary>The largest number of digits checked exhaustively; null for a proof.</summary>
    public int? CheckedLength => (Argument as FunctionArgument.CheckedToLength)?.Digits;

    /// <summary>The shortest input on which they differ; null when there is none.</summary>
    public FailingInput? Counterexample => Argument switch
    {
        FunctionArgument.OtherOutput other => other.Input,
        FunctionArgument.OtherState other => other.Input,
        FunctionArgument.WrongAnswer wrong => wrong.Input,
        _ => null,
    };

    /// <summary>The claim as a sentence.</summary>
    public string Statement => FunctionSentences.Of(this);

    /// <summary>The claim as a sentence.</summary>
    public override string ToString() => Statement;
}
