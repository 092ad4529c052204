using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>One step of an elementary cellular automaton, on a ring unless the user says otherwise; Rule 110 is the paper's third task (arXiv 2602.01651) and, with 3 -> 8 -> 1, has 41 parameters.</summary>
public static class ElementaryTask
{
    /// <summary>The task for Wolfram's number: <c>rule110</c> for 110, else <c>W30</c> and so on.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is outside 0 to 255.</exception>
    public static LatticeTask Of(int number) => new()
    {
        Name = number == 110 ? "rule110" : $"W{number}",
        Summary = $"elementary rule {number} on a ring",
        Rule = LocalRule.Elementary(number),
        Boundary = Boundary.Periodic,
        Shape = new NetworkShape(8),
        PublishedParameters = number == 110 ? 41 : null,
        InputIsFrozen = false,
        Reference = (initial, steps) => ElementaryBits.Evolve(initial, number, steps ?? throw new ArgumentException("An elementary rule need not settle: say how many steps.", nameof(steps))),
    };
}
