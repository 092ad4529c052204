using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

public sealed class SymbolOrderTests
{
    [Theory]
    [InlineData("B3/S012345678", 1)]
    [InlineData("B/S23", 1)]
    [InlineData("B3/S23", null)]
    [InlineData("B3678/S34678", null)]
    public void Growth_without_death_and_death_without_birth_come_to_rest(string rule, int? changes) =>
        Assert.Equal(changes, SymbolOrder.MostChanges(LocalRule.Parse(rule)));

    /// <summary>The order is that of the state, whatever the input says: what is put out stays out.</summary>
    [Fact]
    public void An_input_does_not_count_as_the_own_symbol() =>
        Assert.Equal(1, SymbolOrder.MostChanges(LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Own), static n => (byte)(n[1] & ~n[0] & 1))));

    /// <summary>A fire: tree to burning to ash, nothing grows back. Each cell changes at most twice, on any lattice.</summary>
    [Fact]
    public void A_fire_burns_out_within_the_bound()
    {
        LocalRule fire = LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.VonNeumann(), static n => (byte)(n[2] == 1 ? (n[0] == 2 || n[1] == 2 || n[3] == 2 || n[4] == 2 ? 2 : 1) : n[2] == 2 ? 3 : n[2]));
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(2)])
        {
            Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(new Automaton { Rule = fire, Boundary = boundary }, fire));
            Assert.Equal((ProofStatus.Proved, "2wh"), (certificate.Convergence.Status, $"{certificate.Convergence.StepBound}"));
            Assert.IsType<Certificate>(Certificate.Verify(certificate.ToJson()));
            for (ulong i = 0; i < 10; i++)
            {
                Evolution run = fire.Compile().Evolve(Lattice.Random(fire.State, Shape.Grid(20, 11), boundary, new RandomStream(i, "fire")), Until.FixedPoint());
                Assert.True(run.Converged);
                Assert.InRange(run.Steps, 0, 2 * 20 * 11);
            }
        }
    }

    [Fact]
    public void A_rule_that_does_not_read_its_own_cell_has_no_order() =>
        Assert.Null(SymbolOrder.MostChanges(LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-1, 1), static n => (byte)(n[0] & n[1]))));
}
