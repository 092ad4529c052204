namespace Lightcone.Proofs.Arguments;

/// <summary>Why a rule computes what it should when it is iterated, up to which length that was checked, or why nothing is claimed: a closed list.</summary>
public abstract record FunctionArgument
{
    private FunctionArgument(ProofStatus status) => Status = status;

    /// <summary>How much it shows.</summary>
    public ProofStatus Status { get; }

    /// <summary>The product of the rule, as a machine, with the specification: all pairs of states that can be reached agree.</summary>
    /// <param name="Pairs">How many pairs that are.</param>
    public sealed record Product(int Pairs) : FunctionArgument(ProofStatus.Proved);

    /// <summary>A number is conserved, every start comes to rest, and only rows of digits are at rest.</summary>
    /// <param name="Base">The base of the numerals.</param>
    /// <param name="Sign">+ or -.</param>
    /// <param name="Equations">How many equations were checked.</param>
    public sealed record ConservedNumber(int Base, char Sign, int Equations) : FunctionArgument(ProofStatus.Proved);

    /// <summary>On the outer product every cell hands on what it was given, and the last row has no carries.</summary>
    /// <param name="Equations">How many equations were checked.</param>
    public sealed record OuterProduct(int Equations) : FunctionArgument(ProofStatus.Proved);

    /// <summary>The rule's table is the task's.</summary>
    /// <param name="Sorts">Whether, moreover, a row at rest was proved to hold the symbols of the start in ascending order.</param>
    public sealed record EqualTables(bool Sorts) : FunctionArgument(ProofStatus.Proved);

    /// <summary>All operands of up to some length were run.</summary>
    /// <param name="Digits">The most digits.</param>
    /// <param name="Base">The base of the numerals.</param>
    public sealed record CheckedToLength(int Digits, int Base) : FunctionArgument(ProofStatus.CheckedUpTo);

    /// <summary>The rule was compared with a table, which says nothing about iteration.</summary>
    public sealed record TableOnly() : FunctionArgument(ProofStatus.NotProved);

    /// <summary>The product with the specification is not the question here.</summary>
    /// <param name="Why">Why not.</param>
    public sealed record NoProduct(ProductObstacle Why) : FunctionArgument(ProofStatus.NotProved);

    /// <summary>The rule remembers so much that its states cannot be explored.</summary>
    /// <param name="Cells">Cells that it remembers.</param>
    /// <param name="Inputs">Inputs that it remembers.</param>
    public sealed record TooMuchMemory(int Cells, int Inputs) : FunctionArgument(ProofStatus.NotProved);

    /// <summary>The product has more pairs than are explored.</summary>
    /// <param name="Most">How many are.</param>
    public sealed record TooManyPairs(int Most) : FunctionArgument(ProofStatus.NotProved);

    /// <summary>Rule and specification write different outputs.</summary>
    /// <param name="Input">The shortest input on which that shows.</param>
    /// <param name="Found">What the rule gives in the last cell.</param>
    /// <param name="Expected">What the specification gives.</param>
    public sealed record OtherOutput(FailingInput Input, string Found, string Expected) : FunctionArgument(ProofStatus.NotProved);

    /// <summary>Rule and specification end in different states.</summary>
    /// <param name="Input">The shortest input on which that shows.</param>
    /// <param name="Found">The state of the rule's last cell.</param>
    /// <param name="Expected">What the specification asks for.</param>
    public sealed record OtherState(FailingInput Input, string Found, string Expected) : FunctionArgument(ProofStatus.NotProved);

    /// <summary>Some operands get a wrong answer.</summary>
    /// <param name="Input">The first of them with what they get.</param>
    public sealed record WrongAnswer(FailingInput Input) : FunctionArgument(ProofStatus.NotProved);
}
