using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Binary addition in carry-save form: one cell in {0,1,2}, v' = v mod 2 + [lower neighbor = 2]. Its network 2 -> 16 -> 3 has the 99 parameters of the paper's addition (arXiv 2602.01651).</summary>
public static class BinaryAdditionCarrySave
{
    /// <summary>The rule: 9 neighborhoods (own, lower).</summary>
    public static LocalRule Rule { get; } = CarrySave.Rule(2);

    /// <summary>The task <c>addition-carry-save</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "addition-carry-save",
        Summary = "binary addition; digit sums 0, 1, 2, carries move within the state",
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(16),
        PublishedParameters = 99,
        Base = 2,
        Sign = '+',
        Code = CarrySave.Code(2),
        Encoder = CarrySave.Code(2).Encode,
        Decoder = static (final, _) => CarrySave.Code(2).Decode(final),
        StepLaw = BinaryAddition.Task.StepLaw,
        WorstCase = BinaryAddition.Task.WorstCase,
    };
}
