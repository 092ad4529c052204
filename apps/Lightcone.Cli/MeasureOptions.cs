using System.CommandLine;
using Lightcone.Flows;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The options of <c>measure</c> that say how a system is followed: how long, from where, in which steps, and how often it is looked at.</summary>
internal sealed class MeasureOptions
{
    private static readonly string[] Solvers = ["dp5", "rk4", "euler", "verlet"];

    private readonly Option<string?> duration = new("--duration") { Description = "Time to measure over (steps, for a map).", HelpName = "T" };
    private readonly Option<string?> transient = new("--transient") { Description = "Time to wait first; 20 when left out, 100 steps for a map.", HelpName = "T" };
    private readonly Option<string?> start = new("--start") { Description = "The start, one number for each component.", HelpName = "x,y,z" };
    private readonly Option<string?> step = new("--step") { Description = "Step of a solver with fixed steps; 0.01 when left out. For dp5 the longest step.", HelpName = "H" };
    private readonly Option<string?> solver = new("--solver") { Description = $"For spectrum, information and dimension: {string.Join(", ", Solvers)}. When left out dp5, which controls its step; rk4 where --step is given. Exponents are taken with rk4.", HelpName = "NAME" };

    /// <summary>Time between two looks at a flow.</summary>
    public Option<string?> Interval { get; } = new("--interval") { Description = "For spectrum, information and dimension of a flow: time between two samples. When left out 0.05, and shorter where that is too long for a spectrum.", HelpName = "T" };

    /// <summary>Runs of a coverage table.</summary>
    public Option<int?> Coverage { get; } = new("--coverage") { Description = "For lyapunov, and for dimension of a map: measure from so many starts, and say how many of the intervals hold the value of all of them together.", HelpName = "N" };

    /// <summary>All of these options.</summary>
    public Option[] All => [duration, transient, start, step, solver, Interval, Coverage];

    public void AddTo(Command verb)
    {
        foreach (Option option in All)
            verb.Add(option);
    }

    public double? Duration(ParseResult parse) => parse.GetValue(duration) is { } text ? SystemOptions.Positive(text, "--duration") : null;

    public double Transient(ParseResult parse, bool isMap) => parse.GetValue(transient) is { } before
        ? SystemOptions.Numbers(before, "--transient") is [>= 0 and double first] ? first : throw new InputException($"--transient {before}: expected one number, not negative.")
        : isMap ? 100 : 20;

    public double[]? Start(ParseResult parse) => parse.GetValue(start) is { } numbers ? SystemOptions.Numbers(numbers, "--start") : null;

    public double? Step(ParseResult parse) => parse.GetValue(step) is { } text ? SystemOptions.Positive(text, "--step") : null;

    public double? SampleInterval(ParseResult parse) => parse.GetValue(Interval) is { } text ? SystemOptions.Positive(text, "--interval") : null;

    /// <summary>The step of the exponents.</summary>
    /// <exception cref="InputException">Another solver was asked for.</exception>
    public double ExponentStep(ParseResult parse) => parse.GetValue(solver) is null or "rk4"
        ? Step(parse) ?? 0.01
        : throw new InputException($"--solver {parse.GetValue(solver)}: exponents are taken with rk4, the classical Runge-Kutta method. Leave it out, and choose the step by --step.");

    /// <summary>The solver of a trajectory.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public Solver Trajectories(ParseResult parse)
    {
        double? length = Step(parse);
        string name = parse.GetValue(solver) ?? (length is null ? "dp5" : "rk4");
        return InputErrors.Translate(() => name switch
        {
            "dp5" => Solver.DormandPrince(maximumStep: length ?? 1e9).Within(200_000_000),
            "rk4" => Solver.RungeKutta4(length ?? 0.01),
            "euler" => Solver.Euler(length ?? 0.01),
            "verlet" => Solver.Verlet(length ?? 0.01),
            _ => throw new InputException($"--solver {name}: there is no such solver.{(EditDistance.Nearest(name, Solvers) is { } near ? $" Did you mean {near}?" : "")} Use one of {string.Join(", ", Solvers)}."),
        });
    }

    /// <summary>An option that was given although this measure has no use for it; null when there is none.</summary>
    public string? Unused(string kind, bool isMap, ParseResult parse)
    {
        List<Option> odd = kind is "spectrum" or "information" ? [Coverage] : [];
        if (isMap)
            odd.AddRange([Interval, step, solver]);
        else if (kind == "lyapunov")
            odd.Add(Interval);
        return GivenOption.First(parse, odd);
    }

    /// <summary>Steps of a map.</summary>
    /// <exception cref="ResourceLimitException">Too many.</exception>
    public static int MapSteps(double number) => number <= 1e9 ? (int)Math.Round(number) : throw new ResourceLimitException($"{number} steps are more than a measurement takes (1,000,000,000). Use fewer.");
}
