using System.CommandLine;
using System.Globalization;
using Lightcone.Formats.Blif;
using Lightcone.Formats.Golly;
using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Reads a rule, or cells, of another program into our own format.</summary>
internal static class ImportVerb
{
    private static readonly string Names = string.Join(", ", RuleFormats.All.Select(static format => format.Name));

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A rule of another format, or cells (.rle, .npy)." };
        Option<string?> format = new("--format") { Description = $"{Names}, rle or npy; left out, what the extension says.", HelpName = "NAME" };
        Option<string?> boundary = new("--boundary") { Description = "periodic, reflecting, fixed or fixed:SYMBOL, where the file does not say it; left out, periodic.", HelpName = "NAME" };
        Option<string?> like = new("--like") { Description = "A task or rule file with the alphabets and offsets that a foreign BLIF circuit does not say.", HelpName = "TASK|FILE" };
        Option<string> path = new("--out") { Description = "Write the rule to this file as JSON; cells as text, for --from and --input.", HelpName = "RULE.json", Required = true };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("import", "Read a rule or cells from another program's file.", "lightcone import wireworld.rule --out wireworld.json", "lightcone import table.csv --boundary fixed --out rule.json", "lightcone import glider.rle --out glider.txt");
        verb.Add(file);
        foreach (Option option in new Option[] { format, boundary, like, path, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            string source = parse.GetValue(file)!;
            string target = parse.GetValue(path)!;
            string? name = parse.GetValue(format);
            bool cells = name is "rle" or "npy" || (name is null && PatternFile.Claims(source));
            if (cells)
                OutputFile.RequireCells(target);
            else
                OutputFile.RequireRule(target);
            if (cells)
                return Cells(terminal, source, name, target, parse.GetValue(json));
            Automaton automaton = Read(source, name, parse.GetValue(like));
            if (parse.GetValue(boundary) is { } wall)
                automaton = automaton with { Boundary = Boundary.Parse(wall, automaton.Rule.State) };
            automaton.Save(target);
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    writer.WriteString("file", target);
                    writer.WriteNumber("neighborhoods", automaton.Rule.Signature.DomainSize);
                    writer.WriteString("boundary", automaton.Boundary.ToString());
                    writer.WriteNumber("parameters", automaton.Parameters);
                    writer.WriteString("hash", automaton.Rule.Hash);
                });
            else
                terminal.Out.WriteLine($"{automaton.Rule.Signature}, {automaton.Rule.Signature.DomainSize} neighborhoods, boundary {automaton.Boundary}; written to {target}");
            return ExitCode.Done;
        });
    }

    /// <summary>The format of a name.</summary>
    /// <exception cref="InputException">There is no such format.</exception>
    internal static FileFormat Find(string name) => RuleFormats.Find(name)
        ?? throw new InputException($"'{name}' is not a format.{(EditDistance.Nearest(name, RuleFormats.All.Select(static known => known.Name)) is { } near ? $" Did you mean {near}?" : "")} The formats are {Names}, rle and npy.");

    private static Automaton Read(string source, string? name, string? like)
    {
        FileFormat format = name is null ? FileFormat.OfPath(source) : Find(name);
        if (like is null)
            return format.Parse(File.ReadAllBytes(source), source);
        if (!format.Name.StartsWith("blif", StringComparison.Ordinal))
            throw new InputException($"--like says what a BLIF circuit cannot; {format} files say it themselves. Leave it out.");
        Automaton model = RuleSource.Find(like).Automaton;
        return new Automaton { Rule = BlifCircuit.Parse(File.ReadAllText(source), model.Rule.Signature, source), Boundary = model.Boundary };
    }

    private static int Cells(Terminal terminal, string source, string? name, string target, bool json)
    {
        RunLengthPattern pattern = PatternFile.Read(source, null, null, null, null, name is null ? null : $".{name}");
        Lattice lattice = pattern.Lattice;
        AtomicFile.WriteText(target, lattice + "\n");
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("file", target);
                writer.WriteString("shape", lattice.Shape.ToString());
                writer.WriteString("boundary", lattice.Boundary.ToString());
                writer.WriteString("rule", pattern.Rule);
                writer.WriteBoolean("endless", pattern.IsEndless);
                writer.WriteNumber("generation", pattern.Generation);
                writer.WriteString("hash", lattice.Hash);
            });
        else
            terminal.Out.WriteLine($"{lattice.Shape} cells of {lattice.Alphabet}, {(pattern.IsEndless ? "on the endless plane" : $"boundary {lattice.Boundary}")}{(pattern.Rule is null ? "" : $", rule {pattern.Rule}")}{(pattern.Generation == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", generation {pattern.Generation:N0}"))}; written to {target}");
        if (pattern.IsInverted)
            terminal.Say($"Golly's files hold the cells of {pattern.Rule} inverted{(pattern.Generation == 0 ? "" : " at this generation")}, since it has B0; these are as the rule means them.");
        return ExitCode.Done;
    }
}
