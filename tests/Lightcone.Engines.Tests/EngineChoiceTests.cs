using Lightcone.Engines.Additive;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

/// <summary>Which engine a run gets, by the rates of this machine and by those of every other.</summary>
public sealed class EngineChoiceTests
{
    /// <summary>The widths of vectors that rates are known for, each with code made at run time and without; without vectors none is made.</summary>
    public static TheoryData<int, bool> Machines => new() { { 512, true }, { 512, false }, { 256, true }, { 256, false }, { 128, true }, { 128, false }, { 0, false } };

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_cheapest_engine_is_picked_by_the_rates_of_any_machine(int bits, bool compiles) => CheckAll(MachineRates.Of(bits, compiles, true));

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void The_cheapest_engine_is_picked_by_the_rates_of_this_machine() => CheckAll(MachineRates.Present);

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void The_rates_of_this_machine_are_those_of_its_vectors()
    {
        int bits = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 512 : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 256 : System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated ? 128 : 0;
        Assert.Equal((bits, Lightcone.Engines.Emit.WordEmitter.IsAvailable), (MachineRates.Present.Bits, MachineRates.Present.Compiles));
        Assert.Equal(Lightcone.Engines.Bytes.CompiledBytePass.IsAvailable, MachineRates.Present.Compiles && MachineRates.Present.PermutesBytes);
        Assert.Same(MachineRates.Present, LocalRule.Elementary(110).Compile().Forms.Rates);
    }

    [Fact]
    public void Four_widths_have_four_sets_of_rates()
    {
        MachineRates[] sets = [.. Machines.Select(static machine => MachineRates.Of(machine.Data.Item1, machine.Data.Item2, true))];
        Assert.Equal(sets.Length, sets.Distinct().Count());
        // Also where the bits and what is made at run time are left out of account.
        Assert.Equal(4, sets.Select(static set => set with { Bits = 0, Compiles = false, PermutesBytes = false }).Distinct().Count());
        // What has to be done in more parts costs more, and what is interpreted costs more than what the processor does.
        MachineRates[] wide = [MachineRates.Of(512, true, true), MachineRates.Of(256, true, true), MachineRates.Of(128, true, true), MachineRates.Of(0, true, true)];
        LocalRule four = Random(new RandomStream(65, "widths"), 4, Neighborhood.Radius(1));
        LocalRule life = LocalRule.LifeLike("B3/S23");
        foreach ((LocalRule rule, Engine engine) in ((LocalRule, Engine)[])[(LocalRule.Elementary(110), Engine.Wavefront), (four, Engine.Wavefront), (life, Engine.Grid), (life, Engine.Tiles), (four, Engine.Bits)])
        {
            double[] costs = [.. wide.Select(set => Update(rule, engine, set))];
            Assert.Equal(costs.Order(), costs);
            Assert.All(wide[..3], set => Assert.True(engine == Engine.Bits || Update(rule, engine, set) < Update(rule, engine, set with { Compiles = false })));
        }

        Assert.False(wide[3].Compiles);
        Assert.All(wide[1..], static set => Assert.False(set.PermutesBytes));

        static double Update(LocalRule rule, Engine engine, MachineRates rates) => engine.Kind!.Rate(new RuleForms(rule, rates)).Update;
    }

    [Theory]
    [InlineData(512, true, "additive bytes bits wavefront bytes bytes bytes grid grid scan")]
    [InlineData(512, false, "additive bits bits bits bits table table bits bits scan")]
    [InlineData(256, true, "additive wavefront bits wavefront wavefront table table bits grid scan")]
    [InlineData(256, false, "additive bits bits bits bits table table bits bits scan")]
    [InlineData(128, true, "additive bits bits wavefront wavefront bits bits bits grid scan")]
    [InlineData(128, false, "additive bits bits bits bits bits bits bits bits scan")]
    [InlineData(0, false, "additive bits bits bits bits table table bits bits scan")]
    public void Each_width_of_vectors_gets_its_engines(int bits, bool compiles, string expected)
    {
        RandomStream stream = new(62, "widths");
        LocalRule four = Random(stream, 4, Neighborhood.Radius(1));
        LocalRule nine = Random(stream, 9, Neighborhood.Radius(1));
        LocalRule carry = LocalRule.FromFunction(new Signature(Alphabet.Digits(3), Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)), static n => (byte)(n[0] + n[1] >= 2 ? 1 : 0));
        (LocalRule Rule, Shape Shape, Until Until)[] runs =
        [
            (LocalRule.Elementary(90), Shape.Row(1_000), Until.Steps(1_000_000_000_000)),
            (LocalRule.Elementary(110), Shape.Row(1_000), Until.Steps(100_000_000)),
            (LocalRule.Elementary(110), Shape.Row(1_000_000), Until.Steps(10)),
            (LocalRule.Elementary(110), Shape.Row(1_000_000), Until.Steps(1_000_000)),
            (four, Shape.Row(100_000), Until.Steps(100_000)),
            (nine, Shape.Row(100_000), Until.Steps(100_000)),
            (nine, Shape.Row(100_000), Until.FixedPoint()),
            (LocalRule.LifeLike("B3/S23"), Shape.Grid(32, 32), Until.Steps(1_000_000)),
            (LocalRule.LifeLike("B3/S23"), Shape.Grid(1_000, 1_000), Until.Steps(1_000_000)),
            (carry, Shape.Row(1_000_000), Until.FixedPoint()),
        ];
        string picked = string.Join(' ', runs.Select(run => new CompiledRule(run.Rule, Engine.Auto, rates: MachineRates.Of(bits, compiles, true)).Plan(Start(run.Rule, run.Shape), run.Until).Engine));
        Assert.True(expected == picked, picked);

        Lattice Start(LocalRule rule, Shape shape) => rule.Frozen is null ? Lattice.Filled(rule.State, shape, Boundary.Periodic) : Lattice.Filled(rule.State, shape, Boundary.Fixed()).WithInput(Lattice.Filled(rule.Frozen, shape, Boundary.Fixed()));
    }

    // What runs take was once measured by hand: seconds must not become hours, whatever the machine.
    [Theory]
    [InlineData(512, true, 60, 1_200, 0.1, 10)]
    [InlineData(256, true, 60, 1_200, 0.1, 20)]
    [InlineData(128, true, 600, 7_200, 1, 40)]
    [InlineData(0, false, 600, 7_200, 600, 7_200)]
    public void The_longest_chain_takes_what_it_takes(int bits, bool compiles, double leastTable, double mostTable, double leastBits, double mostBits)
    {
        LocalRule carry = LocalRule.FromFunction(new Signature(Alphabet.Digits(3), Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)), static n => (byte)(n[0] + n[1] >= 2 ? 1 : 0));
        Lattice start = Lattice.Filled(Alphabet.Binary, Shape.Row(1_000_000), Boundary.Fixed()).WithInput(Lattice.Filled(Alphabet.Digits(3), Shape.Row(1_000_000), Boundary.Fixed(), 1));
        CompiledRule compiled = new(carry, Engine.Table, rates: MachineRates.Of(bits, compiles, true));
        RunPlan plan = compiled.Plan(start, Until.FixedPoint());
        Assert.Equal(Engine.Scan, plan.Cheaper);
        Assert.InRange(plan.Seconds, leastTable, mostTable);
        Assert.InRange(plan.CheaperSeconds!.Value, 0.001, 0.1);
        Assert.InRange(compiled.Costs(start, Until.FixedPoint()).Single(static cost => cost.Engine == Engine.Wavefront).Seconds!.Value, leastBits, mostBits);
        // For a single step nothing is cheaper than to do it.
        Assert.Null(compiled.Plan(start, Until.Steps(1)).Cheaper);
    }

    private static void CheckAll(MachineRates rates)
    {
        HashSet<Engine> picked = [];
        for (int i = 0; i < Round.Count(12, 12, 24); i++)
        {
            RandomStream stream = new(64, "choice", (ulong)i);
            LocalRule rule = Draw(stream, i);
            foreach (int size in (int[])[100, 600, 5_000, 40_000])
            {
                Lattice start = Lattice.Random(rule.State, rule.Dimensions == 1 ? Shape.Row(size) : Shape.Grid(size / 10, 10), Boundary.Periodic, stream);
                foreach (long steps in (long[])[1, 20, 255, 256, 5_000, 1_000_000, 1_000_000_000])
                    picked.Add(CheckSteps(new CompiledRule(rule, Engine.Auto, rates: rates), start, steps));
                picked.Add(CheckSettling(new CompiledRule(rule, Engine.Auto, rates: rates), start));
            }
        }

        // Code that is interpreted is never worth a search.
        Assert.True(picked.Count >= (rates.Compiles ? 4 : 3), $"only {string.Join(", ", picked)} were ever picked");
    }

    /// <summary>For a number of steps: of all engines that search nothing the cheapest, and of all engines where the run is long enough for a search.</summary>
    private static Engine CheckSteps(CompiledRule compiled, Lattice start, long steps)
    {
        Engine engine = compiled.Plan(start, Until.Steps(steps)).Engine;
        string name = $"{compiled.Rule.Signature} on {start.Shape}, {steps} steps by {compiled.Forms.Rates.Bits} bits: {engine}";
        double cost = compiled.Choice.Seconds(engine, start, steps);
        Assert.True(steps >= AdditiveEngine.LeapSteps || engine != Engine.Additive, name);
        Engine[] able = [.. ((Engine[])[Engine.Table, Engine.Bits, Engine.Bytes, Engine.Wavefront, Engine.Grid, Engine.Additive])
            .Where(other => other.Kind!.Refusal(compiled.Forms, start) is null && (other != Engine.Additive || steps >= AdditiveEngine.LeapSteps))];
        if (start.Count <= EngineKind.SmallLattice)
            able = [.. able.Where(static other => other == Engine.Table || other == Engine.Additive)];
        Assert.Contains(engine, able);
        bool isLong = able.Where(static other => other == Engine.Table || other == Engine.Bits || other == Engine.Additive).Min(other => compiled.Choice.Seconds(other, start, steps)) > EngineChoice.WorthASearch;
        if (isLong)
            Assert.All(able, other => Assert.True(cost <= compiled.Choice.Seconds(other, start, steps), $"{name}, but {other} is cheaper"));
        else if (engine != Engine.Additive)
            CheckSingle(compiled, start, engine, name);
        return engine;
    }

    /// <summary>Towards a fixed point: the cheapest step.</summary>
    private static Engine CheckSettling(CompiledRule compiled, Lattice start)
    {
        RunPlan plan = compiled.Plan(start, Until.FixedPoint());
        Assert.Equal(start.Count > EngineKind.SmallLattice ? Engine.ActiveCells : null, plan.GivesWayTo);
        CheckSingle(compiled, start, plan.Engine, $"{compiled.Rule.Signature} on {start.Shape} to rest by {compiled.Forms.Rates.Bits} bits: {plan.Engine}");
        return plan.Engine;
    }

    private static void CheckSingle(CompiledRule compiled, Lattice start, Engine engine, string name)
    {
        bool mayBeBytes = start.Shape.Dimensions == 1 && start.Count >= BytesEngine.LongRow;
        foreach (Engine other in start.Count <= EngineKind.SmallLattice ? [Engine.Table] : (Engine[])[Engine.Table, Engine.Bits, Engine.Bytes])
            if ((other != Engine.Bytes || mayBeBytes) && other.Kind!.Refusal(compiled.Forms, start) is null)
                Assert.True(engine.Kind!.StepTime(compiled.Forms, start.Count) <= other.Kind!.StepTime(compiled.Forms, start.Count), $"{name}, but a step of {other} is cheaper");
    }

    private static LocalRule Draw(RandomStream stream, int number) => (number % 6) switch
    {
        0 => LocalRule.Elementary(stream.NextInt32(256)),
        1 => LocalRule.Elementary(number % 4 == 1 ? 90 : 150),
        2 => Random(stream, 2, Neighborhood.Radius(2)),
        3 => Random(stream, 3 + stream.NextInt32(3), Neighborhood.Radius(1)),
        4 => Random(stream, 6 + stream.NextInt32(8), Neighborhood.Radius(1)),
        _ => LocalRule.LifeLike(number % 4 == 1 ? "B3/S23" : "B36/S125"),
    };

    private static LocalRule Random(RandomStream stream, int states, Neighborhood read)
    {
        Signature signature = new(null, Neighborhood.None, Alphabet.Digits(states), read);
        return LocalRule.FromTable(signature, [.. Enumerable.Range(0, signature.DomainSize).Select(_ => (byte)stream.NextInt32(states))]);
    }
}
