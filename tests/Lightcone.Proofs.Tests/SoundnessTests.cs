using System.Globalization;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;

namespace Lightcone.Proofs.Tests;

/// <summary>Nothing false is accepted: every verdict on random rules behind every boundary against every start on small rings and rows, by a stepper that shares nothing with the library but the rule's table.</summary>
public sealed class SoundnessTests
{
    private static readonly Neighborhood Both = Neighborhood.Of(-1, 0, 1);

    [Theory]
    [InlineData("three symbols", 1)]
    [InlineData("own input", 2)]
    [InlineData("inputs beside", 1)]
    public void Verdicts_on_the_first_random_rules_are_true(string kind, int rules) => AreTrue(kind, 0, rules);

    /// <summary>Three symbols, radius 2, an input of the own cell, an input of other cells. What takes long is to look for proofs.</summary>
    [Theory]
    [InlineData("three symbols", 2, 60)]
    [InlineData("radius two", 1, 40)]
    [InlineData("own input", 1, 20)]
    [InlineData("inputs beside", 1, 20)]
    [Trait(Round.Trait, Round.Long)]
    public void Verdicts_on_random_rules_are_true(string kind, int usual, int all)
    {
        (int proved, int refuted) = AreTrue(kind, 1, 1 + Round.Count(1, usual, all));
        if (Round.Count(0, 0, 1) == 1)
            Assert.True(proved > 0 && refuted > 0, $"{proved} proved, {refuted} refuted");
    }

    /// <summary>A cell notes its input, and turns while the note of its neighbor is not what it reads there. On rings whose input closes as well it rests after two steps; but beyond its edges an input is 0.</summary>
    [Fact]
    public void An_input_does_not_go_round_a_ring()
    {
        LocalRule rule = LocalRule.FromFunction(
            new Signature(Alphabet.Binary, Neighborhood.Of(-1, 0), Alphabet.Digits(4), Neighborhood.Of(-1, 0)),
            static n => (byte)((n[1] << 1) | ((n[3] & 1) ^ ((n[2] >> 1) == n[0] ? 0 : 1))));
        Assert.Null(BruteForce.MostSteps(rule, Boundary.Periodic, 2));
        ConvergenceArgument.Cycle cycle = Assert.IsType<ConvergenceArgument.Cycle>(ConvergenceLevel.Examine(rule, Boundary.Periodic).Argument);
        Assert.Equal(cycle.Period, BruteForce.Period(rule, cycle.State, cycle.Input, cycle.Period));
        Assert.Equal(Boundary.Fixed(), cycle.Input!.Boundary);
        Assert.True(new SynchronousUpdate(rule, cycle.State.WithInput(cycle.Input)).Step());
        Assert.Null(FixedPointLanguage.Of(rule, Boundary.Periodic));
    }

    private static (int Proved, int Refuted) AreTrue(string kind, int from, int to)
    {
        int proved = 0;
        int refuted = 0;
        for (int seed = from; seed < to; seed++)
        {
            LocalRule rule = Rule(kind, new RandomStream((ulong)seed, kind));
            int cells = (int)Math.Floor(Math.Log(4_200) / Math.Log(rule.State.Size * (rule.Frozen?.Size ?? 1)));
            foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, .. Enumerable.Range(0, rule.State.Size).Select(static symbol => Boundary.Fixed((byte)symbol))])
            {
                int?[] most = [0, .. Enumerable.Range(1, cells).Select(n => BruteForce.MostSteps(rule, boundary, n))];
                foreach (ConvergenceArgument argument in Arguments(rule, boundary, seeksPatterns: from > 0 && seed % 4 == 0))
                {
                    string claim = $"{seed} {boundary}: '{new Convergence(argument).Statement}'";
                    if (argument is ConvergenceArgument.Cycle cycle)
                    {
                        refuted++;
                        Assert.True(cycle.Period >= 2 && BruteForce.Period(rule, cycle.State, cycle.Input, cycle.Period) == cycle.Period, claim);
                        continue;
                    }

                    proved += argument.Status == ProofStatus.Proved ? 1 : 0;
                    for (int n = 1; n <= cells && (argument is not ConvergenceArgument.CheckedToSize small || n <= small.Cells); n++)
                        Assert.True(most[n] is { } steps && !(steps > argument.StepBound?.Evaluate(n)), $"{claim}, but {n} cells need {most[n]?.ToString(CultureInfo.InvariantCulture) ?? "for ever"}");
                }
            }
        }

        return (proved, refuted);
    }

    /// <summary>Every argument that holds, each brought by itself; potentials of single cells only, since wider ones are long looked for.</summary>
    private static IEnumerable<ConvergenceArgument> Arguments(LocalRule rule, Boundary boundary, bool seeksPatterns)
    {
        EssentialInputs essential = EssentialInputs.Of(rule);
        CarriedProofs nothing = new(null, null, null, null, null, null);
        List<CarriedProofs> brought = [nothing with { Induction = WallInductionSearch.Run(rule, essential, boundary, largestBase: 3) }, .. Enumerable.Range(0, 5).Select(steps => nothing with { BoundedSteps = steps })];
        if (ConvergenceExamination.Form(rule, essential, boundary) is { } form)
            brought.Add(nothing with { Potential = PotentialSearch.Run(form, maxWidth: 1) });
        if (seeksPatterns)
            brought.Add(nothing with { Chain = CausalChainSearch.Run(rule, essential, boundary) });
        if (EdgedRow.Of(rule, essential, boundary) is { } row)
            brought.Add(nothing with { OneWayCurrent = OneWayCurrentSearch.Run(row) });
        if (seeksPatterns && MovingPatternSearch.Run(rule, essential, boundary) is { } pattern)
            yield return CycleCheck.Run(rule, pattern, Obstacle.BothWays)!;
        foreach (CarriedProofs one in brought)
            if (ConvergenceExamination.Brought(rule, essential, boundary, one) is { } argument)
                yield return argument;
        if (ConvergenceExamination.Ordered(rule) is { } ordered)
            yield return ordered;
        yield return ConvergenceExamination.Run(rule, essential, boundary, nothing);
    }

    /// <summary>A rule that keeps a cell in none to seven of eight neighborhoods, and is random in the others.</summary>
    private static LocalRule Rule(string kind, RandomStream stream)
    {
        int kept = stream.NextInt32(8);
        (Signature signature, int own) = kind switch
        {
            "three symbols" => (new Signature(null, Neighborhood.None, Alphabet.Digits(3), Both), 1),
            "radius two" => (new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Of(-2, -1, 0, 1, 2)), 2),
            "own input" => (new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Both), 2),
            _ => (new Signature(Alphabet.Binary, Neighborhood.Of(-1, 1), Alphabet.Binary, Both), 3),
        };
        return LocalRule.FromFunction(signature, n => stream.NextInt32(8) < kept ? n[own] : (byte)stream.NextInt32(signature.State.Size));
    }
}
