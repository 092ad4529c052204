using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Cycle navigation: where on a ring of five one stands after moves of 0, +1 and -1. The moves are frozen, the place travels.</summary>
public static class CycleNavigation
{
    /// <summary>The moves: stay, forward, back.</summary>
    public static Alphabet Moves { get; } = Alphabet.Of("0", "+", "-");

    private static readonly Alphabet Places = Alphabet.Digits(5);

    /// <summary>The rule: 15 neighborhoods (move, place before).</summary>
    public static LocalRule Rule { get; } = SignalTask.Rule(Moves, Places, static (place, move) => move == 1 ? (place + 1) % 5 : move == 2 ? (place + 4) % 5 : place);

    /// <summary>The task <c>cycle-navigation</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "cycle-navigation",
        Summary = "the place on a ring of five after moves 0, + and -",
        Benchmark = BenchmarkTask.CycleNavigation,
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(12, OneHot: true),
        InputIsFrozen = true,
        // Moves 0, 1, 2 squared are 0, 1, 4: stay, forward, and one back modulo 5.
        Specification = SignalTask.Visible(Moves, Places, static (place, move) => (place + (move * move)) % 5),
        Reference = static (initial, steps) => SignalTask.After(initial, steps, static word =>
        {
            long forward = 0;
            long back = 0;
            return [.. word.Select(move => { forward += move == 1 ? 1 : 0; back += move == 2 ? 1 : 0; return (byte)((((forward - back) % 5) + 5) % 5); })];
        }),
        StepLaw = SignalTask.SinceFirst,
        WorstCase = SignalTask.FirstOnly,
    };
}
