namespace Lightcone.Engines;

/// <summary>What a run may cost, told before it begins: the engine, the most work the aim can ask for, and a cheaper engine if there is one.</summary>
/// <remarks>The time is predicted from fixed rates of one core with vectors as wide as this machine's, not measured here: it tells seconds from hours. Most runs that may end earlier do.</remarks>
public sealed record RunPlan
{
    /// <summary>The engine that would run: what <see cref="Lightcone.Engines.Engine.Auto"/> picks is resolved.</summary>
    public required Engine Engine { get; init; }

    /// <summary>Whether that engine gives way to the frontier while few cells change, as runs of <see cref="Lightcone.Engines.Engine.Auto"/> to a fixed point or cycle do.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>The most steps that the aim allows: the number asked for or the cap; for one-way rules behind a wall no more than there are cells.</summary>
    public required long Steps { get; init; }

    /// <summary>The most cell updates that the run may need; <see cref="long.MaxValue"/> stands for that many or more.</summary>
    public required long CellUpdates { get; init; }

    /// <summary>Predicted time for that many, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>An engine that gives the same result for less, or null.</summary>
    public Engine? Cheaper { get; init; }

    /// <summary>Predicted time of <see cref="Cheaper"/> in the worst case, in seconds; null without one. The frontier's time depends on how much happens and is not predicted: NaN.</summary>
    public double? CheaperSeconds { get; init; }

    /// <summary>Why this engine, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The cost and what can be done about it, as a sentence.</summary>
    public string Advice
    {
        get
        {
            string cost = $"{Engine}: up to {CellUpdates:N0} cell updates, {(Seconds < 0.001 ? "" : "about ")}{Span(Seconds)}.";
            return Cheaper switch
            {
                null when Engine == Engine.ActiveCells => $"{Engine}: up to {CellUpdates:N0} cell updates, but only of cells whose neighborhood changed.",
                null when Engine == Engine.HashLife => $"{Engine}: up to {CellUpdates:N0} cell updates, but of parts that repeat themselves only once.",
                null when IsAdaptive => $"{cost} It gives way to the frontier while few cells change.",
                null => cost,
                Engine.ActiveCells => $"{cost} {Engine.ActiveCells} looks only at cells whose neighborhood changed, and is cheaper when few do.",
                _ => $"{cost} {Cheaper} gives the same result in about {Span(CheaperSeconds!.Value)}.",
            };
        }
    }

    internal static RunPlan For(CompiledRule kernel, Lattice initial, Until until)
    {
        (Engine engine, bool adaptive) = EngineChoice.Pick(kernel, initial, until);
        long steps = MostSteps(kernel, initial, until);
        long updates = engine switch { Engine.Scan => initial.Count, Engine.Additive => EngineCosts.MostLeaps(steps) * initial.Count, _ => Product(steps, initial.Count) };
        double seconds = EngineCosts.Seconds(kernel, engine, initial.Count, steps);
        Engine? cheaper = Other(kernel, engine, adaptive, initial, until, steps, seconds);
        double? cheaperSeconds = cheaper switch
        {
            null => null,
            Engine.ActiveCells => double.NaN,
            _ => EngineCosts.Seconds(kernel, cheaper.Value, initial.Count, steps),
        };
        if (cheaperSeconds >= seconds)
            (cheaper, cheaperSeconds) = (null, null);
        return new RunPlan { Engine = engine, IsAdaptive = adaptive, Steps = steps, CellUpdates = updates, Seconds = seconds, Cheaper = cheaper, CheaperSeconds = cheaperSeconds, Reason = Why(kernel, engine, adaptive, until) };
    }

    /// <summary>The most steps that the aim allows: behind a wall a one-way rule settles within as many as there are cells, and one more shows it.</summary>
    internal static long MostSteps(CompiledRule kernel, Lattice initial, Until until) =>
        EngineChoice.SweepFits(kernel, initial) ? Math.Min(until.Limit(initial.Count), initial.Count + 1L) : until.Limit(initial.Count);

    private static string Why(CompiledRule kernel, Engine engine, bool adaptive, Until until) => engine switch
    {
        _ when kernel.Engine != Engine.Auto => "it was asked for",
        Engine.Scan => "the rule depends on its state at one other cell and the lattice has a wall there: one sweep gives the fixed point and counts the steps to it",
        _ when adaptive => "towards a fixed point or cycle the fastest engine that needs no preparation begins, and gives way to the frontier while few cells change",
        Engine.Additive => "the rule adds states modulo 2, and 2^k of its steps are one pass",
        Engine.Wavefront or Engine.Bytes => "what this kernel runs is long enough for passes made for this rule to pay",
        Engine.Table => "the lattice is small, or nothing faster fits the rule",
        _ => until is Until.StepCount ? "it is the fastest for this rule that needs no preparation, and the run is too short for one" : "it is the fastest for this rule that needs no preparation",
    };

    /// <summary>The engine that may give the same result for less: one sweep where that is all it takes, the frontier towards a fixed point, else the cheapest of all; of a short run only those are asked that take no search.</summary>
    private static Engine? Other(CompiledRule kernel, Engine engine, bool adaptive, Lattice initial, Until until, long steps, double seconds)
    {
        if (engine != Engine.Scan && EngineChoice.SweepFits(kernel, initial))
            return Engine.Scan;
        if (adaptive || engine is Engine.ActiveCells or Engine.Scan or Engine.HashLife)
            return null;
        if (until is not Until.StepCount)
            return Engine.ActiveCells;
        return seconds < EngineChoice.WorthASearch ? EngineChoice.Dense(kernel) : EngineCosts.All(kernel, initial, steps, false)[0].Engine;
    }

    private static long Product(long a, long b) => (Int128)a * b > long.MaxValue ? long.MaxValue : a * b;

    private static string Span(double seconds) => seconds switch
    {
        < 0.001 => "less than a millisecond",
        < 1 => $"{seconds * 1_000:N0} ms",
        < 120 => $"{seconds:N0} s",
        < 7_200 => $"{seconds / 60:N0} minutes",
        < 172_800 => $"{seconds / 3_600:N0} hours",
        _ => $"{seconds / 86_400:N0} days",
    };

    /// <summary>What one engine would take.</summary>
    /// <param name="Engine">The engine.</param>
    /// <param name="Seconds">Predicted seconds in the worst case; null for the frontier, which takes as long as things happen, and for an engine that cannot run this.</param>
    /// <param name="Refusal">Why it cannot run this; null when it can.</param>
    public sealed record EngineCost(Engine Engine, double? Seconds, string? Refusal);
}
