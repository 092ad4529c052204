namespace Lightcone.Engines;

/// <summary>What a run may cost, told before it begins: the engine, the most work the aim can ask for, and a cheaper engine if there is one.</summary>
/// <remarks>The time is predicted from fixed rates of one core with vectors as wide as this machine's, not measured here: it tells seconds from hours. Most runs that may end earlier do.</remarks>
public sealed record RunPlan
{
    /// <summary>The engine that would run: what <see cref="Lightcone.Engines.Engine.Auto"/> picks is resolved.</summary>
    public required Engine Engine { get; init; }

    /// <summary>The engine that takes over while little changes, as active cells do on the way to a fixed point or cycle and tiles on grids; null when none does, and for an engine that was asked for.</summary>
    public Engine? GivesWayTo { get; init; }

    /// <summary>The most steps that the aim allows: the number asked for or the cap; for one-way rules behind a wall no more than there are cells.</summary>
    public required long Steps { get; init; }

    /// <summary>The most cell updates that the run may need; <see cref="long.MaxValue"/> stands for that many or more.</summary>
    public required long CellUpdates { get; init; }

    /// <summary>Predicted time for that many, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>An engine that gives the same result for less, or null.</summary>
    public Engine? Cheaper { get; init; }

    /// <summary>Predicted time of <see cref="Cheaper"/> in the worst case, in seconds; null without one. The time of active cells depends on how much happens and is not predicted: NaN.</summary>
    public double? CheaperSeconds { get; init; }

    /// <summary>Why this engine, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The cost and what can be done about it, as a sentence.</summary>
    public string Advice
    {
        get
        {
            if (Cheaper is null && Engine.Kind!.Proviso is { } proviso)
                return $"{Engine}: up to {CellUpdates:N0} cell updates, {proviso}.";
            string cost = $"{Engine}: up to {CellUpdates:N0} cell updates, {(Seconds < 0.001 ? "" : "about ")}{Span(Seconds)}.";
            if (Cheaper is not null)
                return double.IsNaN(CheaperSeconds!.Value)
                    ? $"{cost} {Cheaper} looks only at cells whose neighborhood changed, and is cheaper when few do."
                    : $"{cost} {Cheaper} gives the same result in about {Span(CheaperSeconds.Value)}.";
            return GivesWayTo is null ? cost : $"{cost} It gives way to {GivesWayTo} while little changes.";
        }
    }

    internal static RunPlan For(CompiledRule compiled, Lattice initial, Until until)
    {
        (Engine engine, Engine? partner) = compiled.Pick(initial, until);
        EngineChoice choice = compiled.Choice;
        long steps = MostSteps(compiled, initial, until);
        double seconds = choice.Seconds(engine, initial, steps);
        Engine? cheaper = Other(compiled, engine, partner, initial, until, steps, seconds);
        double? cheaperSeconds = cheaper is null ? null : cheaper.Kind!.FollowsChanges ? double.NaN : choice.Seconds(cheaper, initial, steps);
        if (cheaperSeconds >= seconds)
            (cheaper, cheaperSeconds) = (null, null);
        return new RunPlan
        {
            Engine = engine,
            GivesWayTo = partner,
            Steps = steps,
            CellUpdates = engine.Kind!.Updates(initial, steps),
            Seconds = seconds,
            Cheaper = cheaper,
            CheaperSeconds = cheaperSeconds,
            Reason = Why(compiled, engine, partner, until),
        };
    }

    /// <summary>The most steps that the aim allows: behind a wall a one-way rule comes to rest within as many as there are cells, and one more shows it.</summary>
    internal static long MostSteps(CompiledRule compiled, Lattice initial, Until until) =>
        compiled.Engines.Select(engine => engine.Kind!.MostSteps(compiled.Forms, initial)).Append(until.Limit(initial.Count)).Min();

    private static string Why(CompiledRule compiled, Engine engine, Engine? partner, Until until)
    {
        if (compiled.Engine.Kind is not null)
            return "it was asked for";
        if (partner is not null && until is not Until.StepCount)
            return $"towards a fixed point or cycle the fastest engine that needs no preparation begins, and gives way to {partner} while little changes";
        return engine.Kind!.Reason ?? (until is Until.StepCount ? "it is the fastest for this rule that needs no preparation, and the run is too short for one" : "it is the fastest for this rule that needs no preparation");
    }

    /// <summary>The engine that may give the same result for less: one that finds the fixed point at once where there is one, active cells towards a fixed point, else the cheapest of all; of a short run only those are asked that take no search.</summary>
    private static Engine? Other(CompiledRule compiled, Engine engine, Engine? partner, Lattice initial, Until until, long steps, double seconds)
    {
        EngineChoice choice = compiled.Choice;
        if (!engine.Kind!.FindsFixedPoint && choice.Solver(initial) is { } solver)
            return solver;
        if (partner is not null || engine.Kind.FindsFixedPoint || engine.Kind.Proviso is not null)
            return null;
        if (until is not Until.StepCount)
            return compiled.Engines.FirstOrDefault(static other => other.Kind!.FollowsChanges);
        return seconds < EngineChoice.WorthASearch ? choice.SingleSteps(initial) : choice.Costs(initial, steps)[0].Engine;
    }

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
    /// <param name="Seconds">Predicted seconds in the worst case; null for active cells, which take as long as things happen, and for an engine that cannot run this.</param>
    /// <param name="Refusal">Why it cannot run this; null when it can.</param>
    public sealed record EngineCost(Engine Engine, double? Seconds, string? Refusal);
}
