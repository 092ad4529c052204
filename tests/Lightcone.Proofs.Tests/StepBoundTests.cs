using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Tests;

/// <summary>Bounds as values: the formula that people read, and the number that it stands for.</summary>
public sealed class StepBoundTests
{
    public static TheoryData<string, int, int> Rows => new()
    {
        { "n", 7, 7 },
        { "3ceil(n/2)", 7, 12 },
        { "(n+1)", 7, 8 },
        { "floor(5(n+1)/3)", 7, 13 },
        { "4floor(n^2/4)", 7, 48 },
        { "floor(3floor(n^2/4)/2)", 7, 18 },
        { "4", 7, 4 },
        { "0", 7, 0 },
        { "2^n", 7, 128 },
        { "(5*3^n-n+2)", 3, 134 },
        { "floor((7*2^n+3n-4)/9)", 7, 101 },
    };

    private static StepBound[] Bounds { get; } =
    [
        new() { Size = new(N: 1) },
        new() { Size = new(N: 1), Divisor = 2, RoundsUp = true, Factor = 3 },
        new() { Size = new(One: 1, N: 1) },
        new() { Size = new(One: 1, N: 1), Factor = 5, Last = 3 },
        new() { Size = new(NSquared: 1), Divisor = 4, Factor = 4 },
        new() { Size = new(NSquared: 1), Divisor = 4, Factor = 3, Last = 2 },
        StepBound.Constant(4),
        StepBound.Constant(0),
        new() { Size = default, Power = new(1, 2) },
        new() { Size = new(One: 2, N: -1), Power = new(5, 3) },
        new() { Size = new(One: -4, N: 3), Power = new(7, 2), Last = 9 },
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_bound_on_rows_reads_and_counts(string formula, int cells, int steps) =>
        Assert.Equal(steps, Assert.Single(Bounds, bound => bound.ToString() == formula).Evaluate(cells));

    [Theory]
    [InlineData(1, 1, 1, 1, "w+h-1", 8)]
    [InlineData(0, 1, 1, 1, "h", 4)]
    [InlineData(0, 2, 1, 3, "3(2h-1)", 21)]
    [InlineData(1, 1, 3, 1, "floor((w+h-2)/3)+1", 3)]
    [InlineData(1, 0, 2, 5, "5(floor((w-1)/2)+1)", 15)]
    public void A_bound_on_grids_reads_and_counts(int x, int y, int slowest, int times, string formula, int steps)
    {
        StepBound bound = new() { Size = new(One: (slowest == 1 ? 1 : 0) - x - y, W: x, H: y), Divisor = slowest, Plus = slowest == 1 ? 0 : 1, Factor = times };
        Assert.Equal(formula, bound.ToString());
        Assert.Equal(steps, bound.Evaluate(Shape.Grid(5, 4)));
    }

    [Fact]
    public void An_order_of_the_symbols_counts_all_cells() =>
        Assert.Equal(("2wh", "n"), ($"{new ConvergenceArgument.SymbolOrder(2, 2).StepBound}", $"{new ConvergenceArgument.SymbolOrder(1, 1).StepBound}"));
}
