using System.CommandLine;
using Lightcone.Formats.Blif;
using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Reads a rule, or cells, of another program into our own format.</summary>
internal static class ImportVerb
{
    private static readonly string Names = string.Join(", ", RuleFormats.All.Select(static format => format.Name));

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A rule of another format, or cells (.rle, .mc, .lif, .mcl, packed or not, .npy)." };
        Option<string?> format = new("--format") { Description = $"{Names}; of cells {PatternFile.Names}; left out, what the extension says.", HelpName = "NAME" };
        Option<string?> boundary = new("--boundary") { Description = "periodic, reflecting, fixed or fixed:SYMBOL, where the file does not say it; left out, periodic.", HelpName = "NAME" };
        Option<string?> like = new("--like") { Description = "A task or rule file with the alphabets and offsets that a foreign BLIF circuit does not say.", HelpName = "TASK|FILE" };
        Option<string?> path = new("--out") { Description = "Write the rule to this file as JSON; cells as text, for --from and --input, or where the name ends so as another pattern file. Left out, what the file holds is told.", HelpName = "RULE.json" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("import", "Read a rule or cells from another program's file.", "lightcone import wireworld.rule --out wireworld.json", "lightcone import table.csv --boundary fixed --out rule.json", "lightcone import glider.rle --out glider.txt", "lightcone import primes.mc", "lightcone import primes.mc --out primes.rle.gz");
        verb.Add(file);
        foreach (Option option in new Option[] { format, boundary, like, path, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            string source = parse.GetValue(file)!;
            string? target = parse.GetValue(path);
            string? name = parse.GetValue(format);
            if (name is null ? PatternFile.Claims(source) : PatternFile.IsFormat(name))
                return ImportedCells.Run(terminal, source, name, target, parse.GetValue(json));
            OutputFile.RequireRule(target);
            Automaton automaton = Read(source, name, parse.GetValue(like));
            if (parse.GetValue(boundary) is { } wall)
                automaton = automaton with { Boundary = Boundary.Parse(wall, automaton.Rule.State) };
            if (target is not null)
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
                terminal.Out.WriteLine($"{automaton.Rule.Signature}, {automaton.Rule.Signature.DomainSize} neighborhoods, boundary {automaton.Boundary}{(target is null ? "" : $"; written to {target}")}");
            return ExitCode.Done;
        });
    }

    /// <summary>The format of a name.</summary>
    /// <exception cref="InputException">There is no such format.</exception>
    internal static FileFormat Find(string name) => RuleFormats.Find(name)
        ?? throw new InputException($"'{name}' is not a format.{(EditDistance.Nearest(name, RuleFormats.All.Select(static known => known.Name)) is { } near ? $" Did you mean {near}?" : "")} The formats are {Names}; of cells {PatternFile.Names}.");

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
}
