using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class ReproducibilityTests
{
    // Golden: computed with 512-bit, 256-bit, 128-bit and scalar arithmetic on x64, which agreed. A change here means that every seed gives another network: say so in the changelog.
    [Fact]
    public void A_seed_gives_the_same_bytes_everywhere()
    {
        ChaosTraining seven = new() { Seed = 7 };
        Assert.Equal("c5eb17b2b34f", seven.Fit(LearningRules.Parity, 8).Hash[..12]);
        Assert.Equal("6b35eb8d2b8c", seven.Fit(LocalRule.Elementary(110), 8).Hash[..12]);
        Assert.Equal("17d7db00f2f7", seven.Fit(LearningRules.CarrySave, 16).Hash[..12]);
        Assert.Equal("cbec06d67bb3", (seven with { Coding = SymbolCode.OneHot }).Fit(LearningRules.DecimalCarrySave, 3).Hash[..12]);
        Assert.Equal("8dc9e6997d17", (ChaosTraining.Paper with { Seed = 7 }).Fit(LocalRule.Elementary(110), 8).Hash[..12]);
    }

    [Fact]
    public void Other_seeds_give_other_networks() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(seed => new ChaosTraining { Seed = (ulong)seed }.Fit(LocalRule.Elementary(110), 8).Hash).Distinct().Count());
}
