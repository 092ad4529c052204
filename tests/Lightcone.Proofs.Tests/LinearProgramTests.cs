using System.Numerics;
using Lightcone.Foundation.Exact;

namespace Lightcone.Proofs.Tests;

/// <summary>The exact linear programs behind the searches.</summary>
public sealed class LinearProgramTests
{
    /// <summary>Least y0 + y1 with 2 y0 + y1 at least 3 and y0 + 3 y1 at least 4: 1 and 1.</summary>
    private static LinearProgram Program => new([[2, 1], [1, 3]], [1, 1], [3, 4]);

    [Fact]
    public void The_smallest_sum_is_found()
    {
        (BigInteger[] numerators, BigInteger denominator) = Program.Solve()!.Value;
        Assert.Equal([denominator, denominator], numerators);
    }

    /// <summary>The limit counts multiplications, not time.</summary>
    [Fact]
    public void A_search_ends_at_its_limit_of_work()
    {
        long work = 1_000;
        Assert.NotNull(Program.Solve(ref work));
        long taken = 1_000 - work;
        Assert.InRange(taken, 4, 100);
        long enough = taken + 1;
        Assert.NotNull(Program.Solve(ref enough));
        long little = 1;
        Assert.Null(Program.Solve(ref little));
    }
}
