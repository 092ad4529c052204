namespace Lightcone.Proofs.Tests;

/// <summary>The certificates of the 256 elementary rules behind four boundaries, made once for all tests that look at them.</summary>
internal static class ElementaryVerdicts
{
    private static readonly string[] Boundaries = ["periodic", "fixed:0", "fixed:1", "reflecting"];

    private static readonly Lazy<(int Number, string Boundary, Certificate Certificate)[]> Made = new(static () => [.. Boundaries.SelectMany(static boundary => Enumerable.Range(0, 256).Select(number => (number, boundary, Certify(LocalRule.Elementary(number), Boundary.Parse(boundary, Alphabet.Binary)))))]);

    public static (int Number, string Boundary, Certificate Certificate)[] All => Made.Value;

    public static Certificate Certify(LocalRule rule, Boundary boundary) => Assert.IsType<Certificate>(Verdict.Examine(new Automaton { Rule = rule, Boundary = boundary }, rule));
}
