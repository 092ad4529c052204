using Lightcone.Engines;
using Lightcone.Engines.Additive;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>Leaps of affine rules against the simplest stepper: rings, walls and mirrors, constants and frozen fields, and what theory says about numbers of steps that no stepper can take.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class AdditiveTests
{
    [Fact]
    public void Sixteen_elementary_rules_are_affine()
    {
        // Sums of any of three cells, or their complements: eight sets of cells, two constants.
        int[] found = [.. Enumerable.Range(0, 256).Where(static number => AdditiveForm.Of(new RuleForms(LocalRule.Elementary(number))) is not null)];
        Assert.Equal([0, 15, 51, 60, 85, 90, 102, 105, 150, 153, 165, 170, 195, 204, 240, 255], found);
    }

    [Fact]
    public void Leaps_give_what_single_steps_give()
    {
        int refused = 0;
        for (int i = 0; i < 200; i++)
        {
            RandomStream stream = new(80, "affine", (ulong)i);
            (LocalRule rule, Lattice start) = Draw(i, stream);
            CompiledRule compiled = rule.Compile(Engine.Additive);
            if (Engine.Additive.Kind!.Refusal(compiled.Forms, start) is not null)
            {
                refused++;
                continue;
            }

            List<byte[]> states = Oracle.Trajectory(rule, start, 150);
            foreach (int steps in (int[])[1, 2, 3, 8, 63, 64, 149])
            {
                Oracle.Expected expected = Oracle.Run(states, Until.Steps(steps));
                Evolution run = compiled.Evolve(start, Until.Steps(steps));
                Assert.Equal((i, steps, expected.Steps, expected.Outcome), (i, steps, run.Steps, run.Outcome));
                Assert.True(expected.Final.AsSpan().SequenceEqual(run.Final.Cells), $"{i}: {rule} {start.Boundary} {start.Count} after {steps}");
            }
        }

        Assert.InRange(refused, 10, 120);
    }

    [Fact]
    public void Rule_90_grows_the_triangle_of_Sierpinski()
    {
        // After t steps from one cell, cell k is the binomial coefficient t over (t + k) / 2 modulo 2: after 2^k steps only the two ends are left (Lucas 1878).
        byte[] cells = new byte[5_001];
        cells[2_500] = 1;
        Lattice start = Lattice.FromCells(Alphabet.Binary, Shape.Row(cells.Length), Boundary.Periodic, cells);
        Evolution run = LocalRule.Elementary(90).Compile(Engine.Additive).Evolve(start, Until.Steps(2_048));
        Assert.Equal([2_500 - 2_048, 2_500 + 2_048], Enumerable.Range(0, cells.Length).Where(i => run.Final[i] == 1));
        // On a ring of 2^k - 1 cells rule 150 comes home after 2^j steps for some j: x^-1 + 1 + x to the power 2^j is the same with exponents multiplied, and 2^k is 1 modulo the length.
        Lattice ring = Lattice.Random(Alphabet.Binary, Shape.Row(127), Boundary.Periodic, new RandomStream(81, "affine"));
        CompiledRule compiled = LocalRule.Elementary(150).Compile(Engine.Additive);
        Assert.Equal(compiled.Step(ring), compiled.Evolve(ring, Until.Steps(128)).Final);
    }

    [Fact]
    public void Auto_leaps_when_there_are_many_steps()
    {
        Lattice ring = Lattice.Random(Alphabet.Binary, Shape.Row(1 << 14), Boundary.Periodic, new RandomStream(82, "affine"));
        Evolution run = LocalRule.Elementary(90).Compile().Evolve(ring, Until.Steps(1L << 40));
        Assert.Equal((Engine.Additive.Name, 1L << 13, Outcome.FixedPoint), (run.Engine, run.Steps, run.Outcome));
        Assert.Equal(-1, run.Final.Cells.IndexOfAnyExcept((byte)0));
    }

    private static (LocalRule Rule, Lattice Start) Draw(int number, RandomStream stream)
    {
        int[][] reads = [[-1, 1], [-1, 0, 1], [-1], [-1, 0], [0, 1], [1, 3], [-5, -2, 0], [-3, 3], [-2, -1, 0, 1, 2], [-4, 7], [0]];
        int[] read = reads[number % reads.Length];
        int frozen = stream.NextInt32(3);
        byte[] constants = [(byte)stream.NextInt32(2), 1, 0];
        LocalRule rule = LocalRule.FromFunction(
            new Signature(frozen == 0 ? null : Alphabet.Digits(3), frozen == 0 ? Neighborhood.None : Neighborhood.Of(0, 1), Alphabet.Binary, Neighborhood.Of(read)),
            n =>
            {
                int sum = frozen == 0 ? constants[0] : constants[n[0]] ^ constants[n[1]];
                for (int k = frozen == 0 ? 0 : 2; k < n.Length; k++)
                    sum ^= n[k];
                return (byte)sum;
            });
        int length = number < 70 ? 1 + number : 1 + stream.NextInt32(400);
        Boundary boundary = stream.NextInt32(4) switch { 0 or 1 => Boundary.Periodic, 2 => Boundary.Reflecting, _ => Boundary.Fixed((byte)stream.NextInt32(2)) };
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(length), boundary, stream);
        return (rule, frozen == 0 ? start : start.WithInput(Lattice.Random(rule.Frozen!, Shape.Row(length), Boundary.Periodic, stream)));
    }
}
