namespace Lightcone.Experiments.Claims;

/// <summary>The values of the enumerations as records, tables and pages write them.</summary>
internal static class ClaimWords
{
    public static readonly (Reproduction Value, string Word)[] Reproductions =
        [(Reproduction.Undecided, "undecided"), (Reproduction.Yes, "yes"), (Reproduction.InPart, "in part"), (Reproduction.No, "no"), (Reproduction.Untestable, "untestable here")];

    public static readonly (ControlVerdict Value, string Word)[] Verdicts =
        [(ControlVerdict.Undecided, "undecided"), (ControlVerdict.Survives, "survives"), (ControlVerdict.Falls, "falls"), (ControlVerdict.ChangesSign, "changes sign")];

    public static readonly (ControlExpectation Value, string Word)[] Expectations =
        [(ControlExpectation.EffectRemains, "effect remains"), (ControlExpectation.EffectVanishes, "effect vanishes")];

    public static string Of(Reproduction value) => Of(Reproductions, value);

    public static string Of(ControlVerdict value) => Of(Verdicts, value);

    public static string Of(ControlExpectation value) => Of(Expectations, value);

    private static string Of<T>((T Value, string Word)[] words, T value)
        where T : struct => Array.Find(words, word => word.Value.Equals(value)).Word;
}
