using Lightcone.Engines;

namespace Lightcone.Conformance.Tests;

/// <summary>The scan engine computes the number of synchronous steps without performing them; here they are performed.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class OneWayTests
{
    [Fact]
    public void The_pass_counts_the_steps_that_synchronous_updating_takes()
    {
        int longRuns = 0;
        for (int i = 0; i < 400; i++)
        {
            Case drawn = Case.DrawOneWay(1_000 + i);
            List<byte[]> states = Oracle.Trajectory(drawn.Rule, drawn.Initial, drawn.Initial.Count + 1);
            Oracle.Expected expected = Oracle.Run(states, Until.FixedPoint());
            Assert.Equal(Outcome.FixedPoint, expected.Outcome);
            foreach (Engine engine in (Engine[])[Engine.Scan, Engine.ActiveCells])
            {
                if (!IsOneWay(drawn.Rule) && engine == Engine.Scan)
                    continue;
                Evolution run = drawn.Rule.Compile(engine).Evolve(drawn.Initial, Until.FixedPoint());
                Assert.Equal((drawn.Name, expected.Steps, expected.Outcome), (drawn.Name, run.Steps, run.Outcome));
                Assert.Equal(expected.Final, run.Final.Cells.ToArray());
            }

            longRuns += expected.Steps > 60 ? 1 : 0;
        }

        Assert.True(longRuns > 40, $"only {longRuns} runs took more than 60 steps");
    }

    [Fact]
    public void Any_number_of_steps_is_computed_without_performing_them()
    {
        for (int i = 0; i < 100; i++)
        {
            Case drawn = Case.DrawOneWay(2_000 + i);
            if (!IsOneWay(drawn.Rule))
                continue;
            List<byte[]> states = Oracle.Trajectory(drawn.Rule, drawn.Initial, drawn.Initial.Count + 1);
            CompiledRule compiled = drawn.Rule.Compile(Engine.Scan);
            for (int steps = 0; steps < states.Count - 1; steps += 1 + (steps / 3))
            {
                Evolution run = compiled.Evolve(drawn.Initial, Until.Steps(steps));
                Assert.Equal((drawn.Name, (long)steps, Outcome.StepsDone), (drawn.Name, run.Steps, run.Outcome));
                Assert.Equal(states[steps], run.Final.Cells.ToArray());
            }
        }
    }

    /// <summary>A random table may happen to ignore the one cell that it reads; then nothing is left to travel.</summary>
    private static bool IsOneWay(LocalRule rule)
    {
        byte[] symbols = new byte[rule.Signature.Positions];
        for (int i = 0; i < rule.Table.Length; i++)
        {
            rule.Signature.Unpack(i, symbols);
            for (int p = 2; p < symbols.Length; p++)
            {
                byte own = symbols[p];
                symbols[p] = 0;
                if (rule.Apply(symbols) != rule.Table[i])
                    return true;
                symbols[p] = own;
            }
        }

        return false;
    }
}
