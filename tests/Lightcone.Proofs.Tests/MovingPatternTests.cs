using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;

namespace Lightcone.Proofs.Tests;

/// <summary>Cycles on lattices too large to follow every start: they are found as walks, run before they are believed, and read back from a certificate. The rules know one word; whatever does not fit it dies, and death spreads.</summary>
public sealed class MovingPatternTests
{
    /// <summary>Each four symbols of it stand there once, so that five of them tell the whole ring: it moves one cell a step, and no smaller ring has a cycle.</summary>
    private const string Ring = "0000100110101111";

    private static readonly LocalRule Moving = Knowing(Ring, 5, [-2, -1, 0, 1, 2], own: 1);

    /// <summary>Between walls of 3 the word 00110221 has each two neighbors once, and with 2 in place of its second 1 as well: that cell goes to and fro.</summary>
    private static readonly LocalRule Blinking = LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.Radius(1), static n => string.Concat(n.ToArray()) switch
    {
        "110" => 2,
        "120" => 1,
        var part when "3001102213".Contains(part, StringComparison.Ordinal) || "3001202213".Contains(part, StringComparison.Ordinal) => n[1],
        _ => 3,
    });

    [Fact]
    public void A_ring_that_is_too_large_to_follow_is_found_and_read_back()
    {
        Certificate certificate = ElementaryVerdicts.Certify(Moving, Boundary.Periodic);
        ConvergenceArgument.Cycle cycle = Assert.IsType<ConvergenceArgument.Cycle>(certificate.Convergence.Argument);
        Assert.Equal((16L, 16), (cycle.Period, cycle.State.Count));
        Assert.Contains(cycle.State.ToString(), Ring + Ring, StringComparison.Ordinal);
        string text = certificate.ToJson();
        Assert.Equal(text, Assert.IsType<Certificate>(Certificate.Verify(text)).ToJson());
    }

    /// <summary>A state that dies, one that is no word of the rule, and a true one that is called shorter.</summary>
    [Theory]
    [InlineData("\"cells\": \"STATE\"", "\"cells\": \"0000000000000000\"")]
    [InlineData("\"cells\": \"STATE\"", "\"cells\": \"x\"")]
    [InlineData("\"size\": \"16\"", "\"size\": \"4x4\"")]
    [InlineData("\"period\": 16", "\"period\": 8")]
    public void A_state_that_does_not_come_back_so_is_refused(string right, string wrong)
    {
        Certificate certificate = ElementaryVerdicts.Certify(Moving, Boundary.Periodic);
        string text = certificate.ToJson();
        right = right.Replace("STATE", $"{Assert.IsType<ConvergenceArgument.Cycle>(certificate.Convergence.Argument).State}", StringComparison.Ordinal);
        Assert.Contains(right, text, StringComparison.Ordinal);
        Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(Forgery.Rehash(text.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.Contains("differs from the derived certificate", refutation.Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Between_walls_a_walk_from_end_to_end_is_found()
    {
        ConvergenceArgument.Cycle cycle = Assert.IsType<ConvergenceArgument.Cycle>(ConvergenceLevel.Examine(Blinking, Boundary.Fixed(3)).Argument);
        Assert.Equal(2, cycle.Period);
        Assert.Contains($"{cycle.State}", (string[])["00110221", "00120221"]);
        Assert.Null(BruteForce.MostSteps(Blinking, Boundary.Fixed(3), 8));
        Assert.NotNull(BruteForce.MostSteps(Blinking, Boundary.Fixed(3), 7));
    }

    /// <summary>Nothing is claimed of a state that rests, or of another alphabet's.</summary>
    [Fact]
    public void Only_what_runs_round_is_a_cycle()
    {
        Assert.Equal(16, CycleCheck.Run(Moving, Lattice.Parse(Moving.State, Ring, Boundary.Periodic), Obstacle.BothWays)!.Period);
        Assert.Null(CycleCheck.Run(Moving, Lattice.Parse(Moving.State, "2222", Boundary.Periodic), Obstacle.BothWays));
        Assert.Null(CycleCheck.Run(Moving, Lattice.Parse(Moving.State, Ring[1..], Boundary.Periodic), Obstacle.BothWays));
        Assert.Null(CycleCheck.Run(Moving, Lattice.Parse(Alphabet.Binary, Ring, Boundary.Periodic), Obstacle.BothWays));
    }

    /// <summary>A rule with an input that moves a pattern on rings of 8, where no input kills it: more than are followed with every input.</summary>
    [Fact]
    public void With_an_input_nothing_is_looked_for()
    {
        LocalRule word = Knowing("00010111", 4, [-1, 0, 1, 2], own: 0);
        LocalRule rule = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Of(0), word.State, Neighborhood.Of(-1, 0, 1, 2)), n => n[0] == 1 ? (byte)2 : word.Apply(n[1..]));
        Assert.Equal(5, ConvergenceLevel.Examine(rule, Boundary.Periodic).CheckedLength);
    }

    /// <summary>A row of a survey that finds the cycle by following every start says why no proof was possible: this rule reads one way, on rings.</summary>
    [Fact]
    public void A_cycle_that_only_the_survey_finds_has_the_true_obstacle()
    {
        LocalRule rule = Knowing("01010001110", 5, [-8, -6, -4, -2, 0], own: 3);
        Assert.IsType<ConvergenceArgument.CheckedToSize>(ConvergenceLevel.Examine(rule, Boundary.Periodic).Argument);
        ConvergenceArgument.Cycle cycle = Assert.IsType<ConvergenceArgument.Cycle>(ConvergenceSurvey.Examine(rule, Boundary.Periodic, 11).Convergence.Argument);
        Assert.Equal((Obstacle.NoWall, 11), (cycle.Why, cycle.State.Count));
    }

    /// <summary>Symbols 0, 1 and death, 2: a cell whose neighborhood is part of the cyclic word takes the symbol at a place of it.</summary>
    private static LocalRule Knowing(string word, int length, int[] offsets, int own)
    {
        HashSet<string> parts = [.. Enumerable.Range(0, word.Length).Select(i => (word + word).Substring(i, length))];
        return LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Of(offsets), n => parts.Contains(string.Concat(n.ToArray())) ? n[own] : (byte)2);
    }
}
