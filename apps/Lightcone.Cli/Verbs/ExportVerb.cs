using System.CommandLine;
using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>Writes a rule, or cells, in the format of another program.</summary>
internal static class ExportVerb
{
    public static Command Create()
    {
        RunInputOptions input = new();
        Option<string> formatName = new("--format") { Description = $"{string.Join(", ", RuleFormats.All.Select(static known => known.Name))}; for cells {PatternFile.Names}; for a network in time {string.Join(", ", NetworkExport.Formats)}.", HelpName = "NAME", Required = true };
        Option<string?> part = new("--part") { Description = "rule or readout, where a format holds one function; state or input, where it holds one field of cells.", HelpName = "NAME" };
        Option<bool> table = new("--table") { Description = "Leave the networks out: an ONNX model then looks results up." };
        Option<string?> steps = new("--steps") { Description = "For cells: do so many steps first.", HelpName = "N" };
        Option<string> path = new("--out") { Description = "Write to this file; its name without extension names the rule, model or class.", HelpName = "FILE", Required = true };
        Option<string?> architecture = new NetworkSource().Architecture;
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "export", "Write a rule, cells or a network for another program.",
            "lightcone export rule110 --format golly --out rule110.rule", "lightcone export adder.json --format onnx-loop --out adder.onnx",
            "lightcone export addition --format blif --part readout --out sum.blif", "lightcone export life --random 64 --seed 1 --steps 100 --format rle --out soup.rle", "lightcone export digits.safetensors --format nir --out digits.nir", "lightcone export digits.safetensors --format onnx --out digits.onnx");
        input.AddTo(verb);
        foreach (Option option in new Option[] { formatName, part, table, steps, architecture, path, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            string name = parse.GetValue(formatName)!;
            string target = parse.GetValue(path)!;
            if (parse.GetValue(architecture) is not null || NetworkExport.Claims(parse.GetValue(input.Subject)!))
                return NetworkExport.Run(parse.GetValue(input.Subject)!, parse.GetValue(architecture), name, target, parse.GetValue(json), terminal);
            RuleSource subject = RuleSource.Find(parse.GetValue(input.Subject)!);
            byte[] content;
            string what;
            if (PatternFile.IsFormat(name))
            {
                using InterruptSignal interruption = new();
                (Lattice cells, RunLengthPattern pattern) = Cells(parse, terminal, subject, input, parse.GetValue(part), parse.GetValue(steps), interruption.Token);
                content = PatternFormat.Find(name) is { } format ? Written(pattern, format, target) : LatticeArray.Format(cells);
                if (name != PatternFile.Array && cells.Shape.Dimensions == 1 && pattern.Rule is ['W', .. var digits] && digits.All(char.IsAsciiDigit))
                    terminal.Say($"Golly draws the history of {pattern.Rule} downward from the row; under {TableName(pattern.Rule)}.rule, exported as golly, it steps the row in place.");
                if (name != PatternFile.Array && pattern.IsInverted)
                    terminal.Say($"{pattern.Rule} has B0: the file holds the cells inverted, as Golly keeps them.");
                what = $"{cells.Shape} cells, hash {cells.Hash[..16]}";
            }
            else
            {
                if (input.Given(parse) > 0 || parse.GetValue(steps) is not null)
                    throw new InputException($"{name} holds a rule, not cells. Leave --input, --random and --steps out, or use a format of cells: {PatternFile.Names}.");
                Automaton automaton = Part(subject.Automaton, parse.GetValue(part));
                if (parse.GetValue(table))
                    automaton = automaton with { Network = null, ReadoutNetwork = null };
                content = ImportVerb.Find(name).Format(automaton, Stem(target));
                what = $"{automaton.Rule.Signature}, hash {automaton.Rule.Hash[..16]}";
            }

            AtomicFile.Write(target, stream => stream.Write(content));
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    writer.WriteString("file", target);
                    writer.WriteString("format", name);
                    writer.WriteNumber("bytes", content.Length);
                    writer.WriteString("rule", subject.Automaton.Rule.Hash);
                });
            else
                terminal.Out.WriteLine($"{subject.Name}: {what}; {content.Length:N0} bytes written to {target}");
            return ExitCode.Done;
        });
    }

    private static Automaton Part(Automaton automaton, string? part) => part switch
    {
        null => automaton,
        "rule" => automaton with { Readout = null, ReadoutNetwork = null },
        "readout" when automaton.Readout is { } readout => new Automaton { Rule = readout, Boundary = automaton.Boundary, Network = automaton.ReadoutNetwork },
        "readout" => throw new InputException("this automaton has no readout: its state is the answer. Leave --part out."),
        _ => throw new InputException($"--part {part}: a rule has the parts rule and readout."),
    };

    /// <summary>The cells after the steps, and as a pattern under the rule's name.</summary>
    private static (Lattice Cells, RunLengthPattern Pattern) Cells(ParseResult parse, Terminal terminal, RuleSource subject, RunInputOptions input, string? part, string? steps, CancellationToken cancellation)
    {
        long count = steps is null ? 0 : Count.Parse(steps, "--steps", 0);
        RunInput problem = input.Read(parse, subject, terminal, count);
        Lattice cells = problem.Initial;
        if (count > 0)
            cells = subject.Automaton.Rule.Compile().Evolve(cells, Until.Steps(count), null, cancellation).Final;
        string rule = NameIn(subject);
        if (problem.Plane?.Pattern(cells, count) is { } plane)
            return (plane.Lattice, plane with { Rule = rule });
        cells = part switch
        {
            null => cells,
            "state" => cells.WithInput(null),
            "input" when cells.Input is { } frozen => frozen,
            "input" => throw new InputException($"{subject.Name} has no frozen input. Leave --part out."),
            _ => throw new InputException($"--part {part}: cells have the parts state and input."),
        };
        return (cells, new RunLengthPattern { Lattice = cells, Rule = rule, Generation = (problem.Pattern?.Generation ?? 0) + count, Comments = problem.Pattern?.Comments ?? "" });
    }

    /// <exception cref="InputException">The format cannot say it; the message ends in what can be done here.</exception>
    private static byte[] Written(RunLengthPattern pattern, PatternFormat format, string target)
    {
        try
        {
            return format.Format(pattern, target);
        }
        catch (InputException exception) when (exception.Problem.Contains("a Golly table", StringComparison.Ordinal))
        {
            string table = TableName(pattern.Rule!);
            throw new InputException($"{exception.Problem} Here: lightcone export {pattern.Rule} --format golly --out {table}.rule, then export cells under {table}.rule.");
        }
    }

    /// <summary>A name for the table of a rule that Golly does not know by its own.</summary>
    private static string TableName(string rule) => string.Concat(rule.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-')) + "-table";

    /// <summary>What a pattern calls the rule: the name of its rule file, as Golly finds it; else its notation; else the task's or the file's name.</summary>
    private static string NameIn(RuleSource subject) =>
        subject.File is { } file && file.EndsWith(".rule", StringComparison.OrdinalIgnoreCase) ? Stem(file)
        : RuleNotation.NameOf(subject.Automaton.Rule) ?? (subject.Task == Wireworld.Task ? "WireWorld" : subject.File is { } other ? Stem(other) : subject.Name);

    /// <summary>The file's name without folder and extension, or a plain word where nothing is left.</summary>
    private static string Stem(string path) => Path.GetFileName(path).Split('.')[0] is { Length: > 0 } stem ? stem : "rule";
}
