using System.Collections.Immutable;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Tests;

/// <summary>Chains of causes: each change has a cause one step before, and a weight falls from cause to change.</summary>
public sealed class CausalChainTests
{
    [Theory]
    [InlineData(184, "fixed:0", "(2n-1)", 1)]
    [InlineData(142, "fixed:1", "n", 1)]
    [InlineData(14, "reflecting", "(2n-1)", 2)]
    [InlineData(74, "fixed:0", "2n", 2)]
    [InlineData(88, "fixed:0", "2n", 2)]
    [InlineData(134, "reflecting", "(4n-4)", 2)]
    public void What_waits_for_each_other_rests_in_linear_time(int number, string boundary, string bound, int times)
    {
        Certificate certificate = ElementaryVerdicts.Certify(LocalRule.Elementary(number), Boundary.Parse(boundary, Alphabet.Binary));
        Assert.IsType<ConvergenceArgument.Chain>(certificate.Convergence.Argument);
        Assert.Equal(bound, $"{certificate.Convergence.StepBound}");
        for (int n = 1; n <= 12; n++)
        {
            int most = BruteForce.MostSteps(certificate.Rule, certificate.Automaton.Boundary, n)!.Value;
            int proved = (int)certificate.Convergence.StepBound!.Evaluate(n);
            Assert.InRange(most, 0, proved);
            Assert.True(n < 12 || proved <= times * most, $"{n} cells: {proved} steps are proved, {most} are needed");
        }

        string text = certificate.ToJson();
        Assert.Equal(text, Assert.IsType<Certificate>(Certificate.Verify(text)).ToJson());
    }

    /// <summary>On every start of short rows, with weights added up place by place: no change without a cause that is heavier by the decrease.</summary>
    [Theory]
    [InlineData(184, "fixed:0")]
    [InlineData(6, "reflecting")]
    [InlineData(88, "fixed:0")]
    [InlineData(134, "reflecting")]
    public void Weights_fall_along_every_chain(int number, string boundary)
    {
        Certificate certificate = ElementaryVerdicts.Certify(LocalRule.Elementary(number), Boundary.Parse(boundary, Alphabet.Binary));
        CausalChain chain = certificate.Convergence.Chain!;
        int seen = 0;
        for (int n = 1; n <= 8; n++)
            for (int start = 0; start < 1 << n; start++)
            {
                byte[] now = [.. Enumerable.Range(0, n).Select(i => (byte)((start >> i) & 1))];
                byte[] next = Step(now);
                byte[] last = Step(next);
                for (int place = 0; place < n; place++)
                {
                    if (last[place] == next[place])
                        continue;
                    seen++;
                    long weight = Weight(chain, next, place);
                    Assert.Contains(Enumerable.Range(place - 1, 3), cause => cause >= 0 && cause < n && next[cause] != now[cause] && Weight(chain, now, cause) >= weight + chain.Decrease);
                }
            }

        Assert.InRange(seen, 100, int.MaxValue);

        byte[] Step(byte[] cells) => [.. Enumerable.Range(0, cells.Length).Select(i => certificate.Rule.Apply(
            [BruteForce.Seen(cells, i - 1, certificate.Automaton.Boundary), cells[i], BruteForce.Seen(cells, i + 1, certificate.Automaton.Boundary)]))];
    }

    [Fact]
    public void Numbers_that_say_more_are_refused_and_say_why()
    {
        (CausalRow row, CausalChain chain) = Traffic();
        Assert.Null(CausalChainCheck.Violation(row, chain, out _));
        Assert.Contains("breaks", Violation(chain.Left, chain.Decrease + 1, chain.Most, chain.Least), StringComparison.Ordinal);
        Assert.Contains("no such bound", Violation(chain.Left, chain.Decrease, chain.Most - 1, chain.Least), StringComparison.Ordinal);
        Assert.Contains("no such bound", Violation(chain.Left, chain.Decrease, chain.Most + 1, chain.Least + 1), StringComparison.Ordinal);
        Assert.Contains("does not belong", Violation(chain.Left.SetItem(chain.Left.Length - 1, 1), chain.Decrease, chain.Most, chain.Least), StringComparison.Ordinal);
        Assert.Contains("does not belong", Violation(chain.Left.RemoveAt(0), chain.Decrease, chain.Most, chain.Least), StringComparison.Ordinal);
        Assert.Contains("does not belong", Violation(chain.Left, 0, chain.Most, chain.Least), StringComparison.Ordinal);
        Assert.Contains("does not belong", Violation(chain.Left, long.MaxValue, chain.Most, chain.Least), StringComparison.Ordinal);
        Assert.Contains("counts more after a step", Violation([.. chain.Left.Select(static (value, block) => block == 1 ? value + 1_000 : value)], chain.Decrease, chain.Most, chain.Least), StringComparison.Ordinal);

        string? Violation(ImmutableArray<long> left, long decrease, long most, long least) =>
            CausalChainCheck.Violation(row, new(chain.IsFromRight, chain.Width, left, chain.Right, chain.LeftFlux, chain.RightFlux, chain.Around, decrease, most, least), out _);
    }

    /// <summary>Twice everything proves the same.</summary>
    [Fact]
    public void Another_chain_that_holds_is_accepted_with_the_same_bound()
    {
        (CausalRow row, CausalChain chain) = Traffic();
        Assert.Null(CausalChainCheck.Violation(row, new(chain.IsFromRight, chain.Width, Twice(chain.Left), Twice(chain.Right), Twice(chain.LeftFlux), Twice(chain.RightFlux), Twice(chain.Around), 2 * chain.Decrease, 2 * chain.Most, 2 * chain.Least), out CausalChainCheck? check));
        Assert.Equal("(2n-1)", $"{check!.StepBound}");

        static ImmutableArray<long> Twice(ImmutableArray<long> values) => [.. values.Select(static value => 2 * value)];
    }

    [Fact]
    public void There_is_none_on_rings_and_for_rules_that_cycle()
    {
        LocalRule traffic = LocalRule.Elementary(184);
        Assert.Null(CausalRow.Of(traffic, EssentialInputs.Of(traffic), Boundary.Periodic, fromRight: false, 1));
        LocalRule cycling = LocalRule.Elementary(90);
        Assert.Null(Search.CausalChainSearch.Run(cycling, EssentialInputs.Of(cycling), Boundary.Fixed()));
    }

    private static (CausalRow Row, CausalChain Chain) Traffic()
    {
        LocalRule rule = LocalRule.Elementary(184);
        CausalChain chain = ElementaryVerdicts.Certify(rule, Boundary.Fixed()).Convergence.Chain!;
        return (CausalRow.Of(rule, EssentialInputs.Of(rule), Boundary.Fixed(), chain.IsFromRight, chain.Width)!, chain);
    }

    /// <summary>The sum over all blocks, those before the place by one table and the others by another, and what stands around it.</summary>
    private static long Weight(CausalChain chain, byte[] row, int place)
    {
        byte[] cells = chain.IsFromRight ? [.. row.Reverse()] : row;
        int at = chain.IsFromRight ? row.Length - 1 - place : place;
        long weight = chain.Around[Number(at - 1, 3)];
        for (int begin = -chain.Width; begin < cells.Length; begin++)
            weight += (begin < at ? chain.Left : chain.Right)[Number(begin, chain.Width)];
        return weight;

        int Number(int from, int length) => Enumerable.Range(from, length).Aggregate(0, (number, i) => (3 * number) + (i < 0 || i >= cells.Length ? 2 : cells[i]));
    }
}
