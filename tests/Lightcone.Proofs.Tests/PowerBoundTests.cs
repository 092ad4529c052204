using System.Collections.Immutable;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Tests;

/// <summary>Inductions whose bounds hold a power of the number of cells: the rule rests for the same reason, but no polynomial of degree 2 bounds the steps.</summary>
public sealed class PowerBoundTests
{
    private static readonly Lazy<Certificate> Made = new(static () =>
    {
        (LocalRule rule, Boundary boundary) = RandomRules.Sample("three", 226, 3, [-1, 0, 1]);
        return ElementaryVerdicts.Certify(rule, boundary);
    });

    private static Certificate Certificate => Made.Value;

    [Fact]
    public void A_rule_without_a_polynomial_is_proved_and_read_back()
    {
        Assert.Equal(2, Certificate.Convergence.Induction!.PowerBase);
        Assert.Contains("2^n", $"{Certificate.Convergence.StepBound}", StringComparison.Ordinal);
        for (int n = 1; n <= 9; n++)
            Assert.InRange(BruteForce.MostSteps(Certificate.Rule, Certificate.Automaton.Boundary, n)!.Value, 0, (int)Certificate.Convergence.StepBound!.Evaluate(n));
        string text = Certificate.ToJson();
        Assert.Equal(text, Assert.IsType<Certificate>(Lightcone.Proofs.Certificate.Verify(text)).ToJson());
    }

    [Theory]
    [InlineData("\"base\": 2,", "\"base\": 3,", "differs from the derived certificate|bound on the steps does not hold")]
    [InlineData("\"base\": 2,", "", "bound on the steps does not hold")]
    [InlineData("\"2^n\": ", "\"2^n\": 1", "differs from the derived certificate")]
    public void Another_power_is_refused(string right, string wrong, string reason)
    {
        string text = Certificate.ToJson();
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Matches(reason, Assert.IsType<Refutation>(Lightcone.Proofs.Certificate.Verify(Forgery.Rehash(text.Replace(right, wrong, StringComparison.Ordinal)))).Reason.ToString());
    }

    /// <summary>Of 13 contexts with three numbers many cannot be one less; others have been rounded to short fractions.</summary>
    [Fact]
    public void A_smaller_bound_is_refused()
    {
        WallInduction induction = Certificate.Convergence.Induction!;
        EndRow row = ConvergenceExamination.Row(Certificate.Rule, EssentialInputs.Of(Certificate.Rule), Certificate.Automaton.Boundary, induction)!;
        Assert.Null(Violation(induction.Bounds, 2));
        int refused = Enumerable.Range(0, induction.Bounds.Length).Count(i => Violation(induction.Bounds.SetItem(i, induction.Bounds[i] - 1), 2) is not null);
        Assert.InRange(refused, induction.Bounds.Length / 4, induction.Bounds.Length);
        Assert.All((int[])[-2, 1, WallInduction.LargestBase + 1, int.MaxValue], powerBase => Assert.Contains("numbers out of range", Violation(induction.Bounds, powerBase), StringComparison.Ordinal));

        string? Violation(ImmutableArray<long> bounds, int powerBase) =>
            WallInductionCheck.Violation(row, new(induction.IsFromRight, induction.Block, induction.Ranks, bounds, induction.Denominator, powerBase), out _);
    }

    /// <summary>A function of n = cells + x is the sum of its weights times 1, x, and x^2 or base^x - 1 - (base - 1) x.</summary>
    [Fact]
    public void Weights_are_those_of_the_same_function()
    {
        foreach (int powerBase in (int[])[0, 2, 3, WallInduction.LargestBase])
            for (int cells = 0; cells < 6; cells++)
                for (int x = 0; x < 6; x++)
                    for (int ofN = 0; ofN < 3; ofN++)
                        Assert.Equal(Function(powerBase, ofN, cells + x), Enumerable.Range(0, 3).Sum(ofX => (long)WallInductionCheck.Weight(powerBase, ofN, ofX, cells) * (Function(powerBase, ofX, x) - (ofX < 2 || powerBase == 0 ? 0 : 1 + ((powerBase - 1) * x)))));

        static long Function(int powerBase, int degree, int n) => degree switch { 0 => 1, 1 => n, _ => powerBase == 0 ? (long)n * n : (long)Math.Pow(powerBase, n) };
    }
}
