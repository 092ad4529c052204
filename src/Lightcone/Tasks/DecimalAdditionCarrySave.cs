using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Decimal addition in carry-save form: one cell in 0 .. 18, v' = v mod 10 + [lower neighbor >= 10].</summary>
public static class DecimalAdditionCarrySave
{
    /// <summary>The rule: 361 neighborhoods (own, lower).</summary>
    public static LocalRule Rule { get; } = CarrySave.Rule(10);

    /// <summary>The task <c>decimal-addition-carry-save</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "decimal-addition-carry-save",
        Summary = "decimal addition; digit sums 0 to 18, carries move within the state",
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8, OneHot: true),
        Base = 10,
        Sign = '+',
        Code = CarrySave.Code(10),
        Encoder = CarrySave.Code(10).Encode,
        Decoder = static (final, _) => CarrySave.Code(10).Decode(final),
        StepLaw = DecimalAddition.Task.StepLaw,
        WorstCase = DecimalAddition.Task.WorstCase,
    };
}
