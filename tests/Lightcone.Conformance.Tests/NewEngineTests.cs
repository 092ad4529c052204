using System.Collections.Immutable;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Conformance.Tests;

/// <summary>An engine is one object and one line: a new one, listed beside the others, is chosen, explained, run and compared without a change to anything else.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class NewEngineTests
{
    private static readonly Engine Toy = new(new ToyEngine());

    private static readonly ImmutableArray<Engine> Engines = [.. Engine.All, Toy];

    [Fact]
    public void A_new_engine_is_chosen_where_it_says_that_it_is_cheaper()
    {
        CompiledRule rule = new(LocalRule.Elementary(110), Engine.Auto, engines: Engines);
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(700), Boundary.Periodic, new RandomStream(97, "new engine"));
        foreach (Until until in (Until[])[Until.Steps(20), Until.FixedPoint(20), Until.Cycle(20)])
        {
            Assert.Equal(Toy, rule.Plan(start, until).Engine);
            Evolution expected = LocalRule.Elementary(110).Compile(Engine.Table).Evolve(start, until);
            Evolution run = rule.Evolve(start, until);
            Assert.Equal((ToyEngine.ItsName, expected.Steps, expected.Outcome), (run.Engine, run.Steps, run.Outcome));
            Assert.Equal(expected.Final, run.Final);
        }

        // Of the list that everybody else reads it is no part.
        Assert.NotEqual(ToyEngine.ItsName, LocalRule.Elementary(110).Compile().Evolve(start, Until.Steps(20)).Engine);
    }

    [Fact]
    public void A_new_engine_explains_itself()
    {
        CompiledRule rule = new(LocalRule.Elementary(110), Engine.Auto, engines: Engines);
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(700), Boundary.Periodic, new RandomStream(97, "new engine"));
        RunPlan plan = rule.Plan(start, Until.Steps(20));
        Assert.Equal("it is a toy", plan.Reason);
        Assert.StartsWith("toy: up to 14,000 cell updates", plan.Advice, StringComparison.Ordinal);
        Assert.Equal(Toy, rule.Costs(start, Until.Steps(20))[0].Engine);
        Assert.StartsWith("toy (cell by cell): ", new CompiledRule(LocalRule.Elementary(110), Toy).ToString(), StringComparison.Ordinal);
        // Another rule is refused at compilation, another lattice before a run.
        CompiledRule other = new(LocalRule.Elementary(30), Engine.Auto, engines: Engines);
        Assert.Contains("Use the table engine", other.Costs(start, Until.Steps(20)).Single(static cost => cost.Engine == Toy).Refusal, StringComparison.Ordinal);
        Assert.Contains("Use the table engine", Assert.Throws<ArgumentException>(() => new CompiledRule(LocalRule.Elementary(30), Toy)).Message, StringComparison.Ordinal);
        Assert.Contains("Use the table engine", Assert.Throws<ArgumentException>(() => new CompiledRule(LocalRule.Elementary(110), Toy).Step(start.WithBoundary(Boundary.Reflecting))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_engine_is_compared_with_the_simplest_stepper()
    {
        using Suite suite = new(Engines);
        foreach (int length in Case.Lengths)
            foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Fixed(1), Boundary.Reflecting])
                suite.Run(new Case($"toy {length}", LocalRule.Elementary(110), Lattice.Random(Alphabet.Binary, Shape.Row(length), boundary, new RandomStream(98, "new engine", (ulong)length))));
        Assert.Equal(2 * Case.Lengths.Length, suite.Runs[Toy]);
        Assert.Equal(3 * Case.Lengths.Length, suite.Runs[Engine.Auto]);
    }

    /// <summary>Rule 110 on rings and between walls, cell by cell.</summary>
    private sealed class ToyEngine : EngineKind
    {
        public const string ItsName = "toy";

        public override string Name => ItsName;

        public override string Summary => "rule 110, cell by cell";

        public override string Reason => "it is a toy";

        public override string? RefusalOfRule(RuleForms rule) => rule.Rule.Equals(LocalRule.Elementary(110)) ? null : "The toy engine runs rule 110. Use the table engine.";

        public override string? RefusalOfLattice(RuleForms rule, Lattice start) =>
            start.Boundary is Boundary.ReflectingBoundary ? "The toy engine knows no mirrors. Use the table engine." : null;

        public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) => Lightcone.Engines.Stepping.Candidacy.AtOnce;

        public override EngineRate Rate(RuleForms rule) => new(1e-6, Preparation: 0);

        public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new ToyStepper(start);

        public override string? Describe(RuleForms rule) => "cell by cell";
    }

    private sealed class ToyStepper(Lattice start) : Stepper
    {
        private byte[] now = start.Cells.ToArray();
        private byte[] mark = [];

        public override bool Step()
        {
            byte[] next = new byte[now.Length];
            for (int i = 0; i < now.Length; i++)
                next[i] = (byte)((110 >> ((4 * At(i - 1)) + (2 * At(i)) + At(i + 1))) & 1);
            bool changed = !next.AsSpan().SequenceEqual(now);
            now = next;
            CellUpdates += now.Length;
            return changed;

            int At(int cell) => cell >= 0 && cell < now.Length ? now[cell] : start.Boundary is Boundary.FixedBoundary wall ? wall.Symbol : now[(cell + now.Length) % now.Length];
        }

        public override void CopyTo(Span<byte> cells) => now.CopyTo(cells);

        public override void Load(ReadOnlySpan<byte> cells) => now = cells.ToArray();

        public override void Mark() => mark = [.. now];

        public override bool IsAtMark() => mark.AsSpan().SequenceEqual(now);
    }
}
