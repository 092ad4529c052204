using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lightcone.Certification;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>Proves what a rule is and what it computes, or says where it is wrong.</summary>
internal static class CertifyVerb
{
    public static Command Create()
    {
        Argument<string> name = new("TASK|FILE") { Description = "A task, which is learned first; a rule file; or a certificate, which is proved again." };
        Option<string?> against = new("--against") { Description = "The task that the rule should be; left out, the one named in the file.", HelpName = "TASK" };
        TrainingOptions training = new();
        Option<string?> file = new("--out") { Description = "Write the certificate to this file.", HelpName = "FILE" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("certify", "Prove a rule for every neighborhood and, where possible, for every length.", "lightcone certify addition", "lightcone certify adder.json --out adder.certificate.json", "lightcone certify rule.json --against rule110 --json");
        verb.Add(name);
        verb.Add(against);
        training.AddTo(verb);
        verb.Add(file);
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            training.Check(parse);
            Verdict verdict = Examine(parse, terminal, parse.GetValue(name)!, parse.GetValue(against), training);
            string? path = parse.GetValue(file);
            if (path is not null && verdict is Certificate certificate)
                certificate.Save(path);
            if (parse.GetValue(json))
                terminal.Json(writer => WriteJson(writer, verdict, verdict is Certificate ? path : null));
            else
                WriteText(terminal, verdict, path);
            return verdict is Certificate ? ExitCode.Done : ExitCode.ClaimFalse;
        });
    }

    private static Verdict Examine(ParseResult parse, Terminal terminal, string name, string? against, TrainingOptions training)
    {
        if (File.Exists(name) && IsCertificate(name))
        {
            Verdict again = Certificate.Load(name);
            return against is null || again is Refutation ? again : Verdict.Of(again.Automaton, TaskCatalog.Find(against));
        }

        Subject subject = Subject.Find(name);
        LocalTask? claim = against is null ? subject.Task : TaskCatalog.Find(against);
        if (subject.File is not null)
            return claim is not null
                ? Verdict.Of(subject.Automaton, claim)
                : Verdict.Of(subject.Automaton, subject.Automaton.Rule);
        ulong seed = SeedOption.Value(parse, training.Seed, terminal);
        return Verdict.Of(training.Learn(parse, subject.Task!, seed), claim!);
    }

    private static bool IsCertificate(string path)
    {
        using StreamReader reader = File.OpenText(path);
        char[] head = new char[256];
        return new string(head, 0, reader.ReadBlock(head)).Contains("lightcone-certificate", StringComparison.Ordinal);
    }

    private static void WriteJson(Utf8JsonWriter writer, Verdict verdict, string? file)
    {
        Certificate? certificate = verdict as Certificate;
        Refutation? refutation = verdict as Refutation;
        writer.WriteString("verdict", certificate is null ? "refuted" : "certified");
        writer.WriteString("task", verdict.Claim);
        writer.WriteNumber("neighborhoods", verdict.Rule.Signature.DomainSize);
        Number(writer, "margin", Smallest(certificate));
        if (certificate?.Coverage is { } coverage)
        {
            writer.WriteStartObject("coverage");
            writer.WriteNumber("seen", coverage.Seen);
            writer.WriteNumber("total", coverage.Total);
            Strings(writer, "guessed", coverage.Guessed);
            writer.WriteEndObject();
        }
        else
            writer.WriteNull("coverage");
        Strings(writer, "essential", certificate?.Essential.Names ?? EssentialInputs.Of(verdict.Rule).Names);
        if (certificate is null)
        {
            writer.WriteNull("convergence");
            writer.WriteNull("function");
        }
        else
        {
            Level(writer, "convergence", certificate.Convergence.Status, certificate.Convergence.Statement, certificate.Convergence.CheckedLength, extra =>
            {
                extra.WriteString("stepBound", certificate.Convergence.StepBound);
                extra.WriteBoolean("unique", certificate.Convergence.IsUnique);
            });
            Level(writer, "function", certificate.Function.Status, certificate.Function.Statement, certificate.Function.CheckedLength, extra => Number(extra, "productStates", certificate.Function.ProductStates));
            writer.WriteString("healing", certificate.Healing.Statement);
            writer.WriteString("arithmetic", certificate.Table.Arithmetic);
        }

        writer.WriteStartArray("counterexamples");
        foreach (Counterexample each in refutation?.Counterexamples ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("part", each.Part);
            writer.WriteString("neighborhood", each.Neighborhood);
            writer.WriteString("found", each.Found);
            writer.WriteString("expected", each.Expected);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (refutation is not null)
        {
            writer.WriteString("reason", refutation.Reason);
            writer.WriteString("smallestFailingInput", refutation.SmallestFailingInput);
        }

        writer.WriteNumber("parameters", verdict.Automaton.Parameters);
        writer.WriteString("hash", verdict.Rule.Hash);
        writer.WriteString("file", file);
    }

    private static double? Smallest(Certificate? certificate) =>
        certificate?.Table.SmallestMargin is { } margin ? Math.Min(margin, certificate.Readout?.SmallestMargin ?? margin) : null;

    private static void WriteText(Terminal terminal, Verdict verdict, string? path)
    {
        TextWriter output = terminal.Out;
        if (verdict is not Certificate certificate)
        {
            output.WriteLine(verdict.ToString());
            Refutation refutation = (Refutation)verdict;
            if (refutation.Counterexamples.Length > 1)
                output.WriteLine($"{refutation.Counterexamples.Length} neighborhoods are wrong: {string.Join(", ", refutation.Counterexamples.Take(12).Select(static each => $"{each.Neighborhood} {each.Found} for {each.Expected}"))}{(refutation.Counterexamples.Length > 12 ? ", ..." : "")}");
            if (path is not null)
                terminal.Say("no certificate was written.");
            return;
        }

        output.WriteLine($"certified: {certificate.Claim}");
        output.WriteLine($"table        proved: {Exactness(certificate.Table)}");
        if (certificate.Readout is { } readout)
            output.WriteLine($"readout      proved: {Exactness(readout)}");
        if (certificate.Coverage is { } coverage)
            output.WriteLine($"coverage     {coverage}");
        output.WriteLine($"essential    {string.Join(' ', certificate.Essential.Names)}");
        output.WriteLine($"convergence  {Name(certificate.Convergence.Status, certificate.Convergence.CheckedLength)}: {certificate.Convergence.Statement}");
        output.WriteLine($"function     {Name(certificate.Function.Status, certificate.Function.CheckedLength)}: {certificate.Function.Statement}");
        output.WriteLine($"healing      {certificate.Healing.Statement}");
        if (path is not null)
            output.WriteLine($"written to {path}; prove it again with: lightcone certify {path}");
    }

    private static string Exactness(TableExactness table) => table.SmallestMargin is { } margin
        ? string.Create(CultureInfo.InvariantCulture, $"all {table.Neighborhoods} neighborhoods, smallest margin {margin:0.##} at {table.Tightest}, {table.Arithmetic}.")
        : $"all {table.Neighborhoods} neighborhoods, given as a table.";

    private static string Name(ProofStatus status, int? length) => status switch
    {
        ProofStatus.Proved => "proved",
        ProofStatus.CheckedUpTo => $"checked up to {length}",
        _ => "not proved",
    };

    private static void Level(Utf8JsonWriter writer, string name, ProofStatus status, string statement, int? length, Action<Utf8JsonWriter> extra)
    {
        writer.WriteStartObject(name);
        writer.WriteString("level", Name(status, length));
        writer.WriteString("statement", statement);
        Number(writer, "checkedUpTo", length);
        extra(writer);
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
