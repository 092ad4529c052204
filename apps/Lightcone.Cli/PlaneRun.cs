using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Engines.Plane;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Cli;

/// <summary>A run with HashLife on the plane itself, any number of steps.</summary>
internal sealed class PlaneRun
{
    /// <summary>Cell updates of a dense run beyond which the plane is run with HashLife unasked.</summary>
    private const double MostUpdates = 1L << 36;

    /// <summary>Cells of a rectangle that is printed.</summary>
    private const int MostPrinted = 1 << 24;

    private readonly RuleSource subject;
    private readonly RunLengthPattern pattern;
    private readonly Terminal terminal;
    private readonly CompiledRule rule;

    /// <param name="subject">The rule.</param>
    /// <param name="pattern">The start.</param>
    /// <param name="terminal">Where it is told.</param>
    public PlaneRun(RuleSource subject, RunLengthPattern pattern, Terminal terminal)
    {
        (this.subject, this.pattern, this.terminal) = (subject, pattern, terminal);
        rule = subject.Automaton.Rule.Compile();
    }

    /// <summary>The cells, where no lattice holds them; null for those of the pattern.</summary>
    public Quadtree? Tree { get; init; }

    /// <summary>How many steps; null until it comes back.</summary>
    public BigInteger? Steps { get; init; }

    /// <summary>After how many steps it is given up, where none are named; null for as many as are usual.</summary>
    public BigInteger? Most { get; init; }

    /// <summary>What is printed.</summary>
    public required string Form { get; init; }

    /// <summary>Whether windows are computed again.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether it is said how it went.</summary>
    public bool IsExplained { get; init; }

    /// <summary>Whether the result is one document.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether a pattern runs so: because that was asked for, or because a lattice with room for its steps would be too large or take too long.</summary>
    /// <exception cref="InputException">It was asked for and the rule cannot.</exception>
    public static bool Suits(RunLengthPattern pattern, RuleSource subject, Engine engine, BigInteger? steps)
    {
        LocalRule rule = subject.Automaton.Rule;
        bool isAsked = engine == Engine.HashLife;
        if (rule.Dimensions != 2 || !pattern.IsEndlessAcross || !pattern.IsEndlessDown || !(isAsked || (engine == Engine.Auto && steps is not null)))
            return false;
        double updates = steps is { } count ? ((2 * (double)count) + pattern.Lattice.Shape.Width) * ((2 * (double)count) + pattern.Lattice.Shape.Height) * (double)count : 0;
        if (!isAsked && updates <= MostUpdates)
            return false;
        if (Universe.Refusal(rule.Compile()) is not { } refusal)
            return true;
        return isAsked ? throw new InputException(refusal) : false;
    }

    /// <summary>Runs and tells; the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        terminal.Say("the pattern has no grid: it runs on the endless plane, with HashLife.");
        using Universe plane = InputErrors.Translate(Start);
        long begin = Stopwatch.GetTimestamp();
        Recurrence? met = null;
        using (new Heartbeat(terminal, "running on the plane"))
        {
            try
            {
                if (Steps is { } steps)
                    InputErrors.Translate(() => Advanced(plane, steps, cancellation));
                else
                    met = plane.FindRecurrence((int)BigInteger.Min(Most ?? EndlessPlane.UsualSteps, int.MaxValue), cancellation: cancellation);
            }
            catch (OperationCanceledException exception)
            {
                throw new OperationCanceledException(FormattableString.Invariant($"interrupted after {plane.Generation:N0} steps; nothing was written."), exception);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Shown shown = Shown.Of(plane, pattern);
        using Heartbeat heartbeat = new(terminal, IsChecked ? "comparing with the plain definition" : "looking whether the pattern comes back");
        bool? equal = IsChecked ? PlaneCheck.IsRight(rule, Start, plane.Generation, plane, cancellation) : null;
        (BigInteger generation, byte background) = (plane.Generation, plane.Background);
        long memory = plane.MemoryUsed;
        PlaneMotion motion = Steps is null ? new(plane.Population, (int)generation, met) : PlaneMotion.Of(plane, cancellation);
        heartbeat.Dispose();
        bool isSettled = motion.Recurrence is { Moves: false, Period: 1 };
        if (IsJson)
            terminal.Json(writer => WriteJson(writer, shown, motion, generation, background, isSettled, equal, seconds));
        else
            WriteText(shown, motion, generation, background, isSettled, equal, seconds);
        if (IsExplained && !IsJson)
            terminal.Say(FormattableString.Invariant($"HashLife ran: it was asked for, or a lattice with room for all steps would be too large. It took {memory / 1e6:0.0} MB{(plane.Collections == 0 ? "" : $" and forgot squares {EditDistance.Count(plane.Collections, "time")}")}."));
        return equal == false ? ExitCode.ClaimFalse : Steps is null && !isSettled ? ExitCode.NotSettled : ExitCode.Done;
    }

    private Universe Start() => Tree is null ? Universe.Start(rule, pattern.Lattice, background: pattern.Background) : Universe.Start(rule, Tree);

    private static bool Advanced(Universe plane, BigInteger steps, CancellationToken cancellation)
    {
        plane.Advance(steps, cancellation);
        return true;
    }

    private void WriteJson(Utf8JsonWriter writer, Shown shown, PlaneMotion motion, BigInteger steps, byte background, bool isSettled, bool? equal, double seconds)
    {
        writer.WriteString("task", subject.Name);
        writer.WriteString("engine", Engine.HashLife.Name);
        PlaneMotion.Write(writer, "length", shown.Box.Width * shown.Box.Height);
        PlaneMotion.Write(writer, "steps", steps);
        writer.WriteBoolean("settled", isSettled);
        writer.WriteString("result", Form == "none" ? null : shown.Text(pattern, subject, steps));
        if (equal is { } isEqual)
            writer.WriteBoolean("equal", isEqual);
        else
            writer.WriteNull("equal");
        writer.WriteNumber("seconds", seconds);
        writer.WriteString("hash", shown.Cells?.Hash);
        motion.WriteJson(writer);
        PlaneMotion.Write(writer, "generation", pattern.Generation + steps);
        PlaneMotion.Write(writer, "left", shown.Box.Left);
        PlaneMotion.Write(writer, "top", shown.Box.Top);
        PlaneMotion.Write(writer, "width", shown.Box.Width);
        PlaneMotion.Write(writer, "height", shown.Box.Height);
        writer.WriteString("outside", rule.Rule.State.Names[background]);
        writer.WriteString("rule", rule.Rule.Hash);
    }

    private void WriteText(Shown shown, PlaneMotion motion, BigInteger steps, byte background, bool isSettled, bool? equal, double seconds)
    {
        if (Form != "none" && shown.Text(pattern, subject, steps) is { } text)
            terminal.Out.WriteLine(text);
        string outside = rule.Rule.State.Names[background];
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{(shown.Cells is null ? "too large to be printed" : "shown")}: {shown.Box.Width}x{shown.Box.Height} cell{(shown.Box.Width == 1 && shown.Box.Height == 1 ? "" : "s")} from column {shown.Box.Left}, row {shown.Box.Top} of the pattern on; all around them is {EndlessPlane.Named(outside)}."));
        terminal.Say($"{motion}");
        if (pattern.Generation > 0)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"generation {pattern.Generation + steps:N0}"));
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}: {steps:N0} {(steps.IsOne ? "step" : "steps")}{(isSettled ? ", settled" : "")}, {Engine.HashLife.Name} engine, {seconds:0.000} s{(shown.Cells is { } cells ? $", hash {cells.Hash[..16]}" : "")}"));
        if (equal is { } isEqual)
            terminal.Say(isEqual ? "checked: random windows are what the plain definition gives." : "CHECK FAILED: the plain definition gives another result in some window.");
    }

    /// <summary>The rectangle that shows something.</summary>
    /// <param name="Box">Where it is, counted from the pattern's first cell.</param>
    /// <param name="Cells">Its cells; null when it is too large.</param>
    private sealed record Shown(CellBox Box, Lattice? Cells)
    {
        public static Shown Of(Universe plane, RunLengthPattern pattern)
        {
            CellBox box = plane.Bounds ?? new CellBox(0, 0, pattern.Lattice.Shape.Width, pattern.Lattice.Shape.Height);
            return new Shown(box, box.Width * box.Height <= MostPrinted ? plane.Read(box.Left, box.Top, (int)box.Width, (int)box.Height) : null);
        }

        public string? Text(RunLengthPattern start, RuleSource subject, BigInteger steps)
        {
            if (Cells is null)
                return null;
            BigInteger generation = start.Generation + steps;
            (int X, int Y) corner = start.Corner ?? (0, 0);
            bool isNear = Box.Left + corner.X is var x && Box.Top + corner.Y is var y && BigInteger.Abs(x) <= int.MaxValue && BigInteger.Abs(y) <= int.MaxValue;
            RunLengthPattern later = start with
            {
                Lattice = Cells,
                Rule = start.Rule ?? subject.Name,
                Background = ((Boundary.FixedBoundary)Cells.Boundary).Symbol,
                Corner = isNear ? ((int)(Box.Left + corner.X), (int)(Box.Top + corner.Y)) : null,
                Generation = generation <= long.MaxValue ? (long)generation : 0,
            };
            // Of rules with B0 the generation says whether cells are written inverted.
            return (generation <= long.MaxValue ? GridText.RunLengths(later) : null) ?? Cells.ToString();
        }
    }
}
