using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Cli.Verbs;

/// <summary>Which rules of a family come to rest: a proof, a cycle, or neither, beside what small lattices do.</summary>
internal static class SurveyVerb
{
    private static readonly string[] Boundaries = ["periodic", "fixed:0", "fixed:1", "reflecting"];

    public static Command Create()
    {
        Argument<string> kind = new("SURVEY") { Description = "convergence." };
        Option<string> rules = new("--rules") { Description = "elementary (256 rules), totalistic-3 (2,187 codes of three symbols), a rule's name, or a rule file.", HelpName = "FAMILY|FILE", DefaultValueFactory = static _ => "elementary" };
        Option<string> boundary = new("--boundary") { Description = "periodic, fixed:SYMBOL, reflecting, or all: rings, walls of each symbol, mirrors.", HelpName = "NAME", DefaultValueFactory = static _ => "all" };
        Option<int> limit = new("--limit") { Description = "The most cells of a lattice all of whose starts are followed beside the proofs, 1 to 20.", HelpName = "N", DefaultValueFactory = static _ => 12 };
        Option<bool> ends = new("--ends") { Description = $"Besides, look for the map from starts to ends of each rule that is proved to come to rest on rows with ends, with at most {EndMapDiscovery.MostStates} states from either side." };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "survey", "Prove or refute of each rule of a family that it comes to rest.",
            "lightcone survey convergence", "lightcone survey convergence --rules W184 --boundary reflecting", "lightcone survey convergence --rules totalistic-3 --boundary fixed:0 --limit 8 --json");
        verb.Add(kind);
        foreach (Option option in new Option[] { rules, boundary, limit, ends, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            if (parse.GetValue(kind) is var name && name != "convergence")
                throw new InputException($"'{name}' is not a survey. The survey is convergence.");
            if (parse.GetValue(limit) is var cells && cells is < 1 or > 20)
                throw new InputException($"--limit {cells}: expected 1 to 20.");
            SurveyFamily family = SurveyFamily.Find(parse.GetValue(rules)!);
            string[] walls = parse.GetValue(boundary) is var asked && asked != "all" ? [asked!] : family.Rules[0].Rule.State.Size == 2 ? Boundaries : ["periodic", .. family.Rules[0].Rule.State.Names.Select(static symbol => $"fixed:{symbol}"), "reflecting"];
            using Heartbeat heartbeat = new(terminal, $"surveying {EditDistance.Count(family.Rules.Length, "rule")}");
            using InterruptSignal interruption = new();
            SurveyLine[] lines = interruption.Await(() => Lines(family, walls, cells, parse.GetValue(ends), interruption.Token).ToArray());
            heartbeat.Dispose();
            if (parse.GetValue(json))
                terminal.Json(writer => JsonList.Objects(writer, "rows", lines, line => Write(writer, line)));
            else
                WriteText(terminal.Out, walls, lines, parse.GetValue(ends));
            return ExitCode.Done;
        });
    }

    private static IEnumerable<SurveyLine> Lines(SurveyFamily family, string[] walls, int cells, bool withEnds, CancellationToken cancellation)
    {
        foreach ((string name, LocalRule rule) in family.Rules)
            foreach (string wall in walls)
            {
                cancellation.ThrowIfCancellationRequested();
                ConvergenceSurvey row = ConvergenceSurvey.Examine(rule, Boundary.Parse(wall, rule.State), cells);
                yield return new(name, wall, family.ClassOf(rule, wall), row, withEnds ? EndMapDiscovery.Run(rule, row.Boundary, row.Convergence) : null);
            }
    }

    /// <summary>A line for each rule, and the sums.</summary>
    private static void WriteText(TextWriter output, string[] walls, SurveyLine[] lines, bool withEnds)
    {
        List<string[]> table = [["rule", .. walls]];
        foreach (SurveyLine[] row in lines.Chunk(walls.Length))
            table.Add([row[0].Rule, .. row.Select(static line => line.Text)]);
        TextTable.Write(output, table, words: true);
        output.WriteLine();
        List<string[]> sums = [["boundary", "proved", "tight", "refuted", "open", .. withEnds ? (string[])["ends regular", $"more than {EndMapDiscovery.MostStates} states"] : []]];
        foreach (string wall in walls)
        {
            SurveyLine[] column = [.. lines.Where(line => line.Boundary == wall)];
            sums.Add([wall, Count(column, static line => line.Verdict == "proved"), Count(column, static line => line.Row.Tight is not null), Count(column, static line => line.Verdict == "refuted"), Count(column, static line => line.Verdict == "open"),
                .. withEnds ? (string[])[Count(column, static line => line.Ends?.Map is not null), Count(column, static line => line.Ends is { IsExcluded: true })] : []]);
        }

        TextTable.Write(output, sums);

        static string Count(SurveyLine[] column, Func<SurveyLine, bool> which) => column.Count(which).ToString(CultureInfo.InvariantCulture);
    }

    private static void Write(Utf8JsonWriter writer, SurveyLine line)
    {
        ConvergenceSurvey row = line.Row;
        writer.WriteString("rule", line.Rule);
        writer.WriteString("boundary", line.Boundary);
        writer.WriteString("class", line.Class);
        writer.WriteString("verdict", line.Verdict);
        writer.WriteString("argument", line.Argument);
        writer.WriteString("bound", row.Convergence.StepBound?.ToString());
        writer.WriteStartArray("mostSteps");
        foreach (long steps in row.MostSteps)
            writer.WriteNumberValue(steps);
        writer.WriteEndArray();
        if (row.Tight is { } tight)
        {
            writer.WriteStartObject("tight");
            writer.WriteNumber("cells", tight.Count);
            writer.WriteString("start", tight.ToString());
            writer.WriteEndObject();
        }
        else
            writer.WriteNull("tight");
        if (row.Convergence.Argument is ConvergenceArgument.Cycle cycle)
        {
            writer.WriteStartObject("cycle");
            writer.WriteNumber("cells", cycle.State.Count);
            writer.WriteString("state", cycle.State.ToString());
            writer.WriteNumber("period", cycle.Period);
            writer.WriteEndObject();
        }
        else
            writer.WriteNull("cycle");
        if (line.Ends is { Map: var map } found)
        {
            writer.WriteStartObject("ends");
            writer.WriteString("level", map is null ? "not proved" : "proved");
            JsonNumbers.Number(writer, "firstStates", map?.FirstStates);
            JsonNumbers.Number(writer, "lastStates", map?.LastStates);
            writer.WriteBoolean("tooManyStates", found.IsExcluded);
            writer.WriteEndObject();
        }
        else
            writer.WriteNull("ends");
    }
}
