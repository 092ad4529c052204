using System.Numerics;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Search;

namespace Lightcone.Proofs.Tests;

/// <summary>Coming to rest, proved or refuted, against every start on short rings and rows by a stepper of the tests' own.</summary>
public sealed class ConvergenceSurveyTests
{
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Every_elementary_rule_behind_four_boundaries_is_proved_or_refuted_and_each_verdict_is_true()
    {
        int proved = 0;
        int refuted = 0;
        Dictionary<string, int> byBoundary = [];
        foreach ((int number, string boundary, Certificate certificate) in ElementaryVerdicts.All)
        {
            if (certificate.Convergence.Status == ProofStatus.Proved)
            {
                proved++;
                byBoundary[boundary] = byBoundary.GetValueOrDefault(boundary) + 1;
                IsTrue(certificate.Rule, certificate.Automaton.Boundary, certificate.Convergence, Round.Count(10, 11, 14));
                continue;
            }

            ConvergenceArgument.Cycle cycle = Assert.IsType<ConvergenceArgument.Cycle>(certificate.Convergence.Argument);
            Assert.Null(BruteForce.MostSteps(certificate.Rule, certificate.Automaton.Boundary, cycle.State.Count));
            Assert.True(cycle.State.Count == 1 || BruteForce.MostSteps(certificate.Rule, certificate.Automaton.Boundary, cycle.State.Count - 1) is not null, $"{number} {boundary}: there is a smaller cycle");
            refuted++;
        }

        Assert.Equal((385, 639), (proved, refuted));
        Assert.Equal([("periodic", 37), ("fixed:0", 106), ("fixed:1", 106), ("reflecting", 136)], byBoundary.Select(static each => (each.Key, each.Value)));
    }

    /// <summary>Random rules of three symbols that read both sides or one, and of radius 2: nothing that is proved is wrong, and most of what rests on all short rows is proved.</summary>
    [Theory]
    [InlineData("three", 3, new[] { -1, 0, 1 }, 7, 0.1)]
    [InlineData("one-sided", 3, new[] { -1, 0 }, 7, 0.1)]
    [InlineData("radius-two", 2, new[] { -2, -1, 0, 1, 2 }, 11, 0.2)]
    [Trait(Round.Trait, Round.Long)]
    public void Verdicts_on_random_rules_are_true(string purpose, int size, int[] offsets, int cells, double open)
    {
        int rest = 0;
        int proved = 0;
        List<string> unknown = [];
        for (ulong seed = 0; seed < (ulong)Round.Count(8, 12, 250); seed++)
        {
            (LocalRule rule, Boundary boundary) = RandomRules.Sample(purpose, seed, size, offsets);
            Convergence convergence = ConvergenceLevel.Examine(rule, boundary);
            if (convergence.Status == ProofStatus.Proved)
                IsTrue(rule, boundary, convergence, cells);
            if (convergence.Argument is ConvergenceArgument.Cycle cycle)
                Assert.Equal(cycle.Period, BruteForce.Period(rule, cycle.State, cycle.Input, cycle.Period));
            if (convergence.Argument is ConvergenceArgument.Cycle || Enumerable.Range(1, cells).Any(n => BruteForce.MostSteps(rule, boundary, n) is null))
                continue;
            rest++;
            if (convergence.Status == ProofStatus.Proved)
                proved++;
            else
                unknown.Add($"{seed} {boundary}");
        }

        if (purpose == "three" && Round.Count(0, 0, 1) == 1)
            Assert.Equal((119, 122), (proved, rest));
        Assert.True(rest > 3 && rest - proved <= Math.Max(1, open * rest), $"{purpose}: {proved} of {rest} are proved, not {string.Join(", ", unknown)}");
    }

    /// <summary>Codes of totalistic rules of three symbols, behind five boundaries: what is said of them is true, and hardly any is open.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Totalistic_rules_of_three_symbols_are_judged_truly()
    {
        int seen = 0;
        int open = 0;
        for (int code = 0; code < 2187; code += Round.Count(311, 107, 1))
        {
            byte[] digits = [.. Enumerable.Range(0, 7).Select(sum => (byte)(code / (int)Math.Pow(3, sum) % 3))];
            LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Radius(1), n => digits[n[0] + n[1] + n[2]]);
            foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(), Boundary.Fixed(1), Boundary.Fixed(2)])
            {
                seen++;
                Convergence convergence = ConvergenceLevel.Examine(rule, boundary);
                if (convergence.Status == ProofStatus.Proved)
                    IsTrue(rule, boundary, convergence, Round.Count(5, 6, 7));
                else if (convergence.Argument is ConvergenceArgument.Cycle cycle)
                    Assert.True(cycle.Period >= 2 && BruteForce.Period(rule, cycle.State, cycle.Input, cycle.Period) == cycle.Period, $"{code} {boundary}: {convergence.Statement}");
                else
                    open++;
            }
        }

        Assert.InRange(open, 0, seen / 100);
    }

    [Fact]
    public void A_row_of_a_survey_says_what_meets_its_bound()
    {
        ConvergenceSurvey row = ConvergenceSurvey.Examine(LocalRule.Elementary(2), Boundary.Fixed(), 9);
        Assert.Equal("n", $"{row.Convergence.StepBound}");
        Assert.False(row.IsOpen);
        Assert.Equal(Enumerable.Range(1, 9).Select(static n => (long)n), row.MostSteps);
        Assert.Equal(9, row.Tight!.Count);
        Assert.Equal((false, true), (new SynchronousUpdate(row.Rule, row.Tight).FixedPoint(8) is not null, new SynchronousUpdate(row.Rule, row.Tight).FixedPoint(9) is not null));
        ConvergenceSurvey ring = ConvergenceSurvey.Examine(LocalRule.Elementary(2), Boundary.Periodic, 9);
        Assert.IsType<ConvergenceArgument.Cycle>(ring.Convergence.Argument);
        Assert.Empty(ring.MostSteps);
    }

    private static void IsTrue(LocalRule rule, Boundary boundary, Convergence convergence, int cells)
    {
        for (int n = 1; n <= cells; n++)
        {
            int? most = BruteForce.MostSteps(rule, boundary, n);
            Assert.True(most is { } steps && steps <= convergence.StepBound!.Evaluate(n), $"{rule.Hash} {boundary}: '{convergence.Statement}', but {n} cells need {most?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "for ever"}");
        }
    }
}
