using System.CommandLine;
using System.Globalization;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Input;
using Lightcone.SpacetimeDiagrams;

namespace Lightcone.Cli.Verbs;

/// <summary>Draws the space-time diagram of a run, with the light cone of a flipped cell if asked.</summary>
internal static class DrawVerb
{
    /// <summary>Steps that are drawn when the rule does not settle and none were asked for.</summary>
    private const int UsualSteps = 256;

    /// <summary>The most pictures of an animation.</summary>
    private const int MostFrames = 1_000;

    /// <summary>So many cells take some seconds to draw, which is said before.</summary>
    private const double Announced = 2e7;

    public static Command Create()
    {
        RunInputOptions input = new();
        Option<string?> steps = new("--steps") { Description = "Steps to draw; left out, as many as the run needs to settle, or 256.", HelpName = "N" };
        Option<string?> stride = new("--stride") { Description = "Record only every Nth step.", HelpName = "N" };
        Option<string?> zoom = new("--zoom") { Description = "Pixels a cell; left out, what makes the picture large enough to see.", HelpName = "N" };
        Option<string?> cone = new("--cone") { Description = "Flip this cell (counted from 0), tint what changes, outline what could, and measure how fast the fronts travel (least squares through the later half of the steps).", HelpName = "CELL" };
        Option<bool> errors = new("--errors") { Description = "Tint the cells that still differ from the fixed point." };
        Option<bool> animate = new("--animate") { Description = "Of a grid, write all recorded steps as an animated PNG instead of the last one." };
        Option<string?> file = new("--out") { Description = "Write a PNG to this file, or an SVG.", HelpName = "FILE.png" };
        Option<bool> bare = new("--bare") { Description = "The cells alone, a whole number of pixels each, without axes and caption." };
        Option<bool> ansi = new("--ansi") { Description = "Draw in the terminal." };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "draw", "Draw the space-time diagram of a run, and the light cone of a flipped cell.",
            "lightcone draw rule110 --random 400 --steps 300 --seed 1 --out rule110.png", "lightcone draw addition --worst 40 --ansi", "lightcone draw parity --random 200 --seed 1 --errors --out wave.png", "lightcone draw life --random 64x48 --steps 100 --seed 1 --animate --out life.png", "lightcone draw W30 --random 300 --steps 140 --seed 1 --cone 150 --out cone.png", "lightcone draw network digits.safetensors --out network.png", "lightcone draw training digits.safetensors --out training.png", "lightcone draw raster digits.safetensors --sample 7 --out raster.png");
        foreach (Verb each in DrawNetwork.All())
            verb.Add(each);
        input.AddTo(verb);
        foreach (Option option in new Option[] { steps, stride, zoom, cone, errors, animate, bare, file, ansi, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            string? path = parse.GetValue(file);
            bool inTerminal = parse.GetValue(ansi);
            if (path is null && !inTerminal)
                throw new InputException("nowhere to draw. Give --out FILE.png, or --ansi for the terminal.");
            bool isBare = parse.GetValue(bare) || parse.GetValue(animate);
            if (isBare)
                OutputFile.RequirePicture(path);
            else
                OutputFile.RequireChart(path);
            RuleSource subject = RuleSource.Find(parse.GetValue(input.Subject)!);
            RunInput problem = input.Read(parse, subject, terminal, parse.GetValue(steps) is { } most ? Count.Parse(most, "--steps", 0) : UsualSteps);
            using InterruptSignal interruption = new();
            using Heartbeat heartbeat = new(terminal, $"drawing {subject.Name}");
            CompiledRule compiled = subject.Automaton.Rule.Compile();
            int count = parse.GetValue(steps) is { } wanted ? (int)Math.Min(Count.Parse(wanted, "--steps", 0), int.MaxValue) : Settling(compiled, problem, interruption.Token);
            int every = parse.GetValue(stride) is { } text ? (int)Math.Min(Count.Parse(text, "--stride", 1), int.MaxValue) : 1;
            int? pixels = parse.GetValue(zoom) is { } size ? (int)Math.Min(Count.Parse(size, "--zoom", 1), 64) : null;
            Shape shape = problem.Initial.Shape;
            if (path is not null && LargeDrawing.Suits(compiled, problem.Initial, count) && !parse.GetValue(animate) && !inTerminal && !parse.GetValue(errors) && parse.GetValue(cone) is null && parse.GetValue(stride) is null)
                return LargeDrawing.Draw(compiled, problem, (subject.Name, count, pixels, subject.Automaton.Colors, isBare), path, terminal, heartbeat, parse.GetValue(json), interruption.Token);
            if ((((double)count / every) + 1) * shape.Count > SpacetimeDiagram.MaxBytes)
                throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"{((double)count / every) + 1:0} configurations of {shape} cells are more than a diagram holds ({SpacetimeDiagram.MaxBytes >> 30} GiB). Use fewer --steps or a larger --stride."));
            SpacetimeDiagram diagram = SpacetimeDiagram.Record(compiled, problem.Initial, count, every, interruption.Token);
            LightCone? measured = parse.GetValue(cone) is { } cell ? Measure(compiled, problem.Initial, cell, Math.Max(1, count), interruption.Token) : null;
            Lattice? truth = parse.GetValue(errors) ? Truth(compiled, problem.Initial, measured is not null, interruption.Token) : null;
            interruption.Token.ThrowIfCancellationRequested();
            if (path is not null && (double)diagram.Count * shape.Count > Announced)
            {
                heartbeat.Clear();
                terminal.Say($"{EditDistance.Count(diagram.Count, "configuration")} of {shape} cells are being drawn. Ctrl-C ends it, and leaves no file.");
            }

            Palette? palette = subject.Automaton.Colors is { } colors ? Palette.From(colors) : null;
            SpacetimePicture picture = new() { Zoom = pixels, Cone = measured, Truth = truth, Palette = palette };
            if (parse.GetValue(animate))
                Frames(diagram, problem.Plane, picture, path, interruption.Token).SavePng(path!, interruption.Token);
            else if (path is not null && isBare)
                Picture(diagram, problem.Plane, picture).SavePng(path, interruption.Token);
            else if (path is not null)
                DiagramInAxes.Draw(subject.Name, diagram, problem, picture).Save(path, interruption.Token);
            heartbeat.Dispose();
            if (inTerminal)
                terminal.Out.Write(Terminal(diagram, problem.Plane, new TerminalPicture { HasColor = terminal.HasColor, Cone = measured, Palette = palette }));
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    writer.WriteString("task", subject.Name);
                    writer.WriteString("file", path);
                    writer.WriteString("shape", shape.ToString());
                    writer.WriteNumber("steps", count);
                    writer.WriteNumber("stride", every);
                    if (diagram.ConvergedAt is { } settled)
                        writer.WriteNumber("convergedAt", settled);
                    if (measured is not null)
                    {
                        writer.WriteNumber("cone", measured.Cell);
                        // Damage that vanished has no speed.
                        JsonNumbers.Number(writer, "leftSpeed", measured.HealedAt is null ? measured.LeftSpeed : (double?)null);
                        JsonNumbers.Number(writer, "rightSpeed", measured.HealedAt is null ? measured.RightSpeed : (double?)null);
                        JsonNumbers.Number(writer, "vanishedAt", measured.HealedAt);
                        writer.WriteNumber("frontSteps", measured.FrontSteps);
                    }

                    if (problem.Seed is { } seed)
                        writer.WriteNumber("seed", seed);
                });
            else
            {
                if (measured is not null)
                    terminal.Say(measured.ToString());
                terminal.Say($"{subject.Name}: {diagram}{(path is null ? "" : $", drawn to {path}")}");
            }

            return ExitCode.Done;
        });
    }

    private static int Settling(CompiledRule compiled, RunInput problem, CancellationToken cancellation)
    {
        // On the endless plane there is room for so many steps and no more.
        long most = Math.Min(4 * UsualSteps, problem.Plane?.Steps ?? long.MaxValue);
        Evolution run = compiled.Evolve(problem.Initial, Until.FixedPoint(most), null, cancellation);
        return run.Converged ? (int)run.Steps : UsualSteps;
    }

    private static LightCone Measure(CompiledRule compiled, Lattice initial, string text, int steps, CancellationToken cancellation)
    {
        long cell = Count.Parse(text, "--cone", 0);
        if (cell >= initial.Count)
            throw new InputException($"--cone {text}: there are {initial.Count} cells, counted from 0. Give 0 to {initial.Count - 1}.");
        return LightCone.Measure(compiled, initial, (int)cell, steps, cancellation: cancellation);
    }

    /// <exception cref="InputException">There is no fixed point to compare with.</exception>
    private static Lattice Truth(CompiledRule compiled, Lattice initial, bool hasCone, CancellationToken cancellation)
    {
        if (hasCone)
            throw new InputException("--cone and --errors contradict each other: the tints would mix. Leave one out.");
        Evolution run = compiled.Evolve(initial, Until.FixedPoint(), null, cancellation);
        return run.Converged ? run.Final : throw new InputException($"--errors needs a fixed point to compare with, and this run did not settle within {EditDistance.Count(run.Steps, "step")}. Leave --errors out, or start from an input that settles.");
    }

    internal static Image Picture(SpacetimeDiagram diagram, EndlessPlane? plane, SpacetimePicture picture)
    {
        if (diagram.Shape.Dimensions == 1)
            return picture.Render(diagram);
        return IsCut(plane, picture.Cone, picture.Truth) ? picture.Render(plane!.Cut(diagram.At(diagram.Count - 1)).Part) : picture.Render(diagram, diagram.Count - 1);
    }

    /// <summary>Of the endless plane only what shows something is drawn; a cone and errors are measured on all of it.</summary>
    internal static bool IsCut(EndlessPlane? plane, LightCone? cone, Lattice? truth) => plane is not null && cone is null && truth is null;

    /// <exception cref="InputException">The rule runs on a row, there is no file, or there are too many pictures.</exception>
    private static Animation Frames(SpacetimeDiagram diagram, EndlessPlane? plane, SpacetimePicture picture, string? path, CancellationToken cancellation)
    {
        if (diagram.Shape.Dimensions == 1)
            throw new InputException("--animate is for grids: the diagram of a row shows all its time at once.");
        if (path is null)
            throw new InputException("--animate writes a file. Give --out FILE.png.");
        if (diagram.Count > MostFrames)
            throw new InputException($"{diagram.Count} pictures are more than an animation takes here ({MostFrames}). Use fewer --steps or a larger --stride.");
        bool isCut = IsCut(plane, picture.Cone, picture.Truth);
        (int left, int top, int width, int height) = isCut ? plane!.Rectangle(Enumerable.Range(0, diagram.Count).Select(diagram.At)) : default;
        return new Animation([.. Enumerable.Range(0, diagram.Count).Select(index =>
        {
            cancellation.ThrowIfCancellationRequested();
            return isCut ? picture.Render(EndlessPlane.Part(diagram.At(index), left, top, width, height)) : picture.Render(diagram, index);
        })]);
    }

    private static string Terminal(SpacetimeDiagram diagram, EndlessPlane? plane, TerminalPicture picture)
    {
        if (diagram.Shape.Dimensions == 1)
            return picture.Render(diagram);
        Lattice last = diagram.At(diagram.Count - 1);
        return picture.Render(IsCut(plane, picture.Cone, null) ? plane!.Cut(last).Part : last);
    }
}
