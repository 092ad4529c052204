using System.Numerics;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Multiplication on the grid of the outer product, for every number of digits.</summary>
public sealed class OuterProductTests
{
    [Fact]
    public void The_product_is_proved_for_every_number_of_digits()
    {
        Certificate certificate = Assert.IsType<Certificate>(Automaton.Of(Multiplication.Task).Certify(Multiplication.Task));
        Assert.Equal((ProofStatus.Proved, "h", true), (certificate.Convergence.Status, $"{certificate.Convergence.StepBound}", certificate.Convergence.IsUnique));
        Assert.Equal((ProofStatus.Proved, null), (certificate.Function.Status, certificate.Function.CheckedLength));
        Assert.IsType<Certificate>(Certificate.Verify(certificate.ToJson()));
    }

    [Fact]
    public void No_wrong_table_is_proved()
    {
        Certificate right = Assert.IsType<Certificate>(Automaton.Of(Multiplication.Task).Certify(Multiplication.Task));
        Assert.NotNull(OuterProductProof.Of(right.Automaton, Multiplication.Task, right.Convergence));
        Assert.Null(OuterProductProof.Of(right.Automaton, Multiplication.Task, new Convergence(new ConvergenceArgument.Undecided(Obstacle.BothWays))));
        Assert.Null(OuterProductProof.Of(right.Automaton, Multiplication.Task, new Convergence(new ConvergenceArgument.OneWay(new Offset(0, 1), 2, true, 1, false, right.Convergence.StepBound!))));
        for (int entry = 0; entry < Multiplication.Rule.Table.Length; entry++)
            for (int shift = 1; shift < 4; shift++)
            {
                byte[] table = Multiplication.Rule.Table.ToArray();
                table[entry] = (byte)((table[entry] + shift) % 4);
                Automaton wrong = right.Automaton with { Rule = LocalRule.FromTable(Multiplication.Rule.Signature, table) };
                Assert.Null(OuterProductProof.Of(wrong, Multiplication.Task, right.Convergence));
            }
    }

    /// <summary>A rule that does not read the digit above hands on all that it is given, and loses the rows above; so does one without the carry.</summary>
    [Fact]
    public void A_rule_that_leaves_out_a_part_is_not_proved()
    {
        Certificate right = Assert.IsType<Certificate>(Automaton.Of(Multiplication.Task).Certify(Multiplication.Task));
        foreach (Offset only in (Offset[])[new(0, -1), new(-1, -1)])
        {
            Signature part = new(Alphabet.Binary, Neighborhood.OfGrid(new Offset(0)), Multiplication.SumAndCarry, Neighborhood.OfGrid(only));
            // Symbol 2 d + c holds digit d and carry c.
            LocalRule rule = LocalRule.FromFunction(part, n => (byte)((n[0] + (only.X == 0 ? n[1] >> 1 : n[1] & 1)) switch { 0 => 0, 1 => 2, _ => 1 }));
            Assert.Null(OuterProductProof.Of(right.Automaton with { Rule = rule }, Multiplication.Task, right.Convergence));
        }
    }

    /// <summary>What the proof says of each row, looked at: it stands for the first factor times the digits of the second down to that row, and no carry is left of its front.</summary>
    [Fact]
    public void Each_row_stands_for_a_part_of_the_product_and_carries_leave_each_column()
    {
        OuterProductCode code = Multiplication.Task.Grid!;
        for (ulong i = 0; i < 30; i++)
        {
            (Natural a, Natural b) = Multiplication.Task.Random(1 + (int)(i % 12), new RandomStream(i, "product"));
            Lattice rest = RowSweep.FixedPoint(Multiplication.Rule, Multiplication.Task.Encode(a, b));
            int side = rest.Shape.Width;
            for (int r = 0; r < side; r++)
            {
                BigInteger stands = 0;
                for (int x = 0; x < side; x++)
                {
                    byte cell = rest[(r * side) + x];
                    stands += (BigInteger)(code.Digits[cell] + (2 * code.Carries[cell])) << x;
                    Assert.True(x >= r || code.Carries[cell] == 0);
                }

                Assert.Equal(a.ToBigInteger() * (b.ToBigInteger() & ((BigInteger.One << (r + 1)) - 1)), stands);
            }
        }
    }
}
