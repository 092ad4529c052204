using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Tests.Tasks;

/// <summary>Laws that every task with a frozen row obeys; a new one in the catalog is tested without further work.</summary>
public sealed class SignalTaskTests
{
    private static readonly string[] Families = ["mod-5", "mod-7", "mod-8", "multiply-by-7", "multiply-by-10"];

    public static TheoryData<string> Names => [.. TaskCatalog.All.OfType<LatticeTask>().Where(static task => task.InputIsFrozen).Select(static task => task.Name).Concat(Families)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_words_settle_in_the_steps_of_the_law_at_the_state_of_the_reference(string name)
    {
        LatticeTask task = (LatticeTask)TaskCatalog.Find(name);
        CompiledRule compiled = task.Rule.Compile(Engine.Table);
        for (ulong i = 0; i < 60; i++)
        {
            RandomStream stream = new(8, name, i);
            Lattice start = task.Encode(Lattice.Random(task.InputAlphabet, Shape.Row(1 + stream.NextInt32(80)), task.Boundary, stream));
            Evolution run = compiled.Evolve(start, Until.FixedPoint());
            Assert.True(run.Converged);
            Assert.Equal(task.StepLaw!(start), run.Steps);
            Assert.Equal(task.Reference(start, null), run.Final);
            for (int t = 0; t < 6; t++)
                Assert.Equal(task.Reference(start, t), compiled.Evolve(start, Until.Steps(t)).Final);
            byte[] answer = (task.Readout?.Map(run.Final) ?? run.Final).Cells.ToArray();
            Assert.Equal(task.Specification!.Run(start.Input!.Cells), answer);
            if (task.ReferenceAnswer is { } reference)
                Assert.Equal(reference(run.Final), answer);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_function_is_proved_for_every_length_and_heals(string name)
    {
        LocalTask task = TaskCatalog.Find(name);
        Certificate certificate = Assert.IsType<Certificate>(Automaton.Of(task).Certify(task));
        Assert.Equal(ProofStatus.Proved, certificate.Function.Status);
        Assert.Equal(ProofStatus.Proved, certificate.Convergence.Status);
        Assert.True(certificate.Healing.Heals);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_worst_case_takes_as_many_steps_as_it_has_cells(string name)
    {
        LatticeTask task = (LatticeTask)TaskCatalog.Find(name);
        if (task.WorstCase is null || name == "mod-8")
            return;
        foreach (int length in new[] { 1, 2, 17, 64 })
        {
            Lattice start = task.Encode(Lattice.FromCells(task.InputAlphabet, Shape.Row(length), task.Boundary, task.WorstCase(length)));
            Assert.Equal(length, task.Rule.Compile(Engine.Table).Evolve(start, Until.FixedPoint()).Steps);
        }
    }

    [Theory]
    [InlineData("even-pairs", "aabba", "even even odd odd even")]
    [InlineData("cycle-navigation", "++-+++", "121234")]
    [InlineData("modular-arithmetic", "3*4-2+1", "3321011")]
    [InlineData("mod-3", "1101", "1001")]
    [InlineData("gray-code", "1011", "1101")]
    [InlineData("bracket-depth", "((())))(", "12321001")]
    [InlineData("multiply-by-3", "10100", "11110")]
    public void Small_words_read_as_expected(string name, string word, string expected)
    {
        LatticeTask task = (LatticeTask)TaskCatalog.Find(name);
        Lattice final = task.Rule.Compile().Evolve(task.Encode(Lattice.Parse(task.InputAlphabet, word, task.Boundary)), Until.FixedPoint()).Final;
        Assert.Equal(expected, (task.Readout?.Map(final) ?? final).ToString());
    }

    [Fact]
    public void Benchmark_levels_are_those_of_the_paper()
    {
        Dictionary<string, string> levels = TaskCatalog.All.Where(static task => task.Benchmark is not null).ToDictionary(static task => task.Benchmark!.Name, static task => task.Benchmark!.Level);
        Assert.Equal(8, levels.Count);
        foreach (string regular in new[] { "parity check", "even pairs", "cycle navigation", "modular arithmetic (simple)" })
            Assert.Equal("regular", levels[regular]);
        Assert.Equal("deterministic context-free", levels["reverse string"]);
        foreach (string sensitive in new[] { "binary addition", "binary multiplication", "bucket sort" })
            Assert.Equal("context-sensitive", levels[sensitive]);
    }
}
