using System.Collections.Immutable;

namespace Lightcone.Flows;

/// <summary>The coefficients of an explicit Runge-Kutta method (a Butcher tableau). A method is data; one loop steps them all.</summary>
public sealed class Tableau
{
    /// <summary>Euler's method, order 1.</summary>
    public static readonly Tableau Euler = new("euler", 1, [0], [[]], [1]);

    /// <summary>The classical method of order 4 (Kutta, 1901).</summary>
    public static readonly Tableau RungeKutta4 = new(
        "rk4", 4, [0, 0.5, 0.5, 1], [[], [0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]);

    /// <summary>
    /// Order 5 with an error estimate of order 4 and an interpolant of order 4 (Dormand and Prince, J. Comp. Appl. Math. 6, 19 (1980);
    /// the interpolant is Shampine's, Math. Comp. 46, 135 (1986)).
    /// </summary>
    public static readonly Tableau DormandPrince54 = new(
        "dp5",
        5,
        [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1],
        [
            [],
            [1.0 / 5],
            [3.0 / 40, 9.0 / 40],
            [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
            [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        ],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0])
    {
        // Order 5 weights minus order 4 weights.
        Error = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40],
        Dense =
        [
            -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072,
            701980252875.0 / 199316789632, -1453857185.0 / 822651844, 69997945.0 / 29380423,
        ],
    };

    /// <summary>A method from its coefficients.</summary>
    /// <param name="name">Its short name.</param>
    /// <param name="order">Its order of convergence, which the user of the tableau vouches for.</param>
    /// <param name="nodes">The times of the stages as fractions of a step; one each.</param>
    /// <param name="stages">For each stage the weights of the stages before it.</param>
    /// <param name="weights">The weights of all stages in the result.</param>
    /// <exception cref="ArgumentException">The counts do not fit, the weights do not sum to 1, or a stage's weights do not sum to its node.</exception>
    public Tableau(string name, int order, ImmutableArray<double> nodes, ImmutableArray<ImmutableArray<double>> stages, ImmutableArray<double> weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        if (nodes.Length == 0 || stages.Length != nodes.Length || weights.Length != nodes.Length)
            throw new ArgumentException($"{name}: nodes, stages and weights must be equally many, at least one.", nameof(stages));
        if (Math.Abs(weights.Sum() - 1) > 1e-12)
            throw new ArgumentException($"{name}: the weights sum to {weights.Sum()}, not to 1.", nameof(weights));
        for (int s = 0; s < stages.Length; s++)
            if (stages[s].Length > s || Math.Abs(stages[s].Sum() - nodes[s]) > 1e-12)
                throw new ArgumentException($"{name}: stage {s} must weigh earlier stages only, and its weights must sum to its node {nodes[s]}.", nameof(stages));
        (Name, Order, Nodes, Stages, Weights) = (name, order, nodes, stages, weights);
        StageTerms = [.. stages.Select(Terms)];
        WeightTerms = Terms(weights);
    }

    /// <summary>The method's short name: euler, rk4, dp5.</summary>
    public string Name { get; }

    /// <summary>Order of convergence: halving the step divides the error by 2 to this power.</summary>
    public int Order { get; }

    /// <summary>The times of the stages as fractions of a step.</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>For each stage the weights of the stages before it.</summary>
    public ImmutableArray<ImmutableArray<double>> Stages { get; }

    /// <summary>The weights of all stages in the result.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>Weights of the error estimate, the difference of two methods; empty for methods without step control.</summary>
    public ImmutableArray<double> Error { get; init; } = [];

    /// <summary>Weights of the quartic term of the interpolant; empty when it is the cubic through both ends and their slopes.</summary>
    public ImmutableArray<double> Dense { get; init; } = [];

    /// <summary>The terms of each stage that are not zero.</summary>
    internal Term[][] StageTerms { get; }

    /// <summary>The terms of the result that are not zero.</summary>
    internal Term[] WeightTerms { get; }

    /// <summary>Whether each stage looks at the one before it only and every stage counts in the result, as in the classical method: then a step needs no more than state, stage and sum.</summary>
    internal bool IsChain => WeightTerms.Length == Nodes.Length && StageTerms.Skip(1).Index().All(static each => each.Item is [var term] && term.Stage == each.Index);

    /// <summary>Whether the last stage is the derivative at the end of the step, so that the next step need not compute it.</summary>
    internal bool FirstSameAsLast => Stages.Length > 1 && Nodes[^1] == 1 && Stages[^1].AsSpan().SequenceEqual(Weights.AsSpan()[..^1]) && Weights[^1] == 0;

    private static Term[] Terms(ImmutableArray<double> weights) =>
        [.. weights.Select(static (weight, stage) => new Term(stage, weight)).Where(static t => t.Weight != 0)];

    /// <summary>A stage and its weight.</summary>
    internal readonly record struct Term(int Stage, double Weight);
}
