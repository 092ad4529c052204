using Lightcone.Foundation.Random;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Tests;

/// <summary>A rule as seen from an end of the row steps as the rule does, on every short row, behind every wall and mirror.</summary>
public sealed class EndRowTests
{
    private static readonly int[][] Shapes = [[-1, 0, 1], [-1, 0], [0, 1], [-2, 0], [0, 2], [-2, -1, 0, 1, 2], [-3, 1], [-1, 2], [3], [-3]];

    [Fact]
    public void Windows_step_as_the_rule_does()
    {
        int compared = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            RandomStream stream = new(seed, "ends");
            int size = 2 + stream.NextInt32(2);
            int[] offsets = Shapes[stream.NextInt32(Shapes.Length)];
            if (size == 3 && offsets.Length > 3)
                continue;
            LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(size), Neighborhood.Of(offsets), _ => (byte)stream.NextInt32(size));
            foreach (Boundary boundary in (Boundary[])[Boundary.Fixed(), Boundary.Fixed(1), Boundary.Reflecting])
                foreach (bool fromRight in (bool[])[false, true])
                {
                    if (EndRow.Of(rule, EssentialInputs.Of(rule), boundary, fromRight, 1 << 20) is not { } row)
                        continue;
                    for (int n = 1; n <= 5; n++)
                        for (int number = 0; number < (int)Math.Pow(size, n); number++)
                        {
                            byte[] cells = [.. Enumerable.Range(0, n).Select(i => (byte)(number / (int)Math.Pow(size, i) % size))];
                            byte[] expected = [.. Enumerable.Range(0, n).Select(i => rule.Apply([.. offsets.Select(offset => BruteForce.Seen(cells, i + offset, boundary))]))];
                            Assert.Equal(expected, Step(row, cells, fromRight));
                            compared++;
                        }
                }
        }

        Assert.InRange(compared, 10_000, int.MaxValue);
    }

    /// <summary>Nothing is claimed about rings, nor about inputs of other cells beside a mirror.</summary>
    [Fact]
    public void Rings_have_no_ends()
    {
        LocalRule rule = LocalRule.Elementary(110);
        Assert.Null(EndRow.Of(rule, EssentialInputs.Of(rule), Boundary.Periodic, fromRight: false, WallInductionCheck.MostWindows));
        LocalRule input = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Of(1), Alphabet.Binary, Neighborhood.Of(-1)), static n => (byte)(n[0] & n[1]));
        Assert.Null(EndRow.Of(input, EssentialInputs.Of(input), Boundary.Reflecting, fromRight: false, WallInductionCheck.MostWindows));
        Assert.NotNull(EndRow.Of(input, EssentialInputs.Of(input), Boundary.Fixed(), fromRight: false, WallInductionCheck.MostWindows));
    }

    private static byte[] Step(EndRow row, byte[] cells, bool fromRight)
    {
        int[] line = new int[row.Left + cells.Length + row.Right];
        Array.Fill(line, row.End);
        for (int i = 0; i < cells.Length; i++)
            line[row.Left + i] = cells[fromRight ? cells.Length - 1 - i : i];
        byte[] next = [.. Enumerable.Range(0, cells.Length).Select(i => (byte)row.Next(line.AsSpan(i, row.Left + 1 + row.Right)))];
        if (fromRight)
            Array.Reverse(next);
        return next;
    }
}
