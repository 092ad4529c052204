using System.CommandLine;
using Lightcone.Engines.Scan;
using Lightcone.Formats;
using Lightcone.Learning;
using Lightcone.Proofs;
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
        ExhaustiveOption exhaustive = new();
        Option<string?> file = new("--out") { Description = "Write the certificate to this file.", HelpName = "FILE" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("certify", "Prove a rule for every neighborhood and, where possible, for every length.", "lightcone certify addition", "lightcone certify adder.json --out adder.certificate.json", "lightcone certify rule.json --against rule110 --json", "lightcone certify addition --exhaustive 16");
        verb.Add(name);
        verb.Add(against);
        training.AddTo(verb);
        exhaustive.AddTo(verb);
        verb.Add(file);
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            training.Check(parse);
            exhaustive.Check(parse);
            OutputFile.RequireRule(parse.GetValue(file));
            Verdict verdict = Examine(parse, terminal, exhaustive.Name(parse, parse.GetValue(name)!), parse.GetValue(against), training);
            string? path = parse.GetValue(file);
            if (path is not null && verdict is Certificate certificate)
                certificate.Save(path);
            (ExhaustiveAddition Result, double Seconds)? pairs = exhaustive.Run(parse, verdict.Automaton);
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    VerdictJson.Write(writer, verdict, verdict is Certificate ? path : null);
                    if (pairs is { } found)
                        ExhaustiveOption.WriteJson(writer, found.Result, found.Seconds);
                });
            else
                VerdictText.Write(terminal, verdict, path);
            if (pairs is { } all && !parse.GetValue(json))
                ExhaustiveOption.WriteText(terminal.Out, all.Result, all.Seconds);
            return verdict is Certificate && pairs is not { Result.Wrong: > 0 } ? ExitCode.Done : ExitCode.ClaimFalse;
        });
    }

    private static Verdict Examine(ParseResult parse, Terminal terminal, string name, string? against, TrainingOptions training)
    {
        if (File.Exists(name) && IsCertificate(name))
        {
            Verdict again = Certificate.Load(name);
            return against is null || again is Refutation ? again : Verdict.Examine(again.Automaton, TaskCatalog.Find(against));
        }

        RuleSource subject = RuleSource.Find(name);
        LocalTask? claim = against is null ? subject.Task : TaskCatalog.Find(against);
        if (subject.File is not null)
            return claim is not null
                ? Verdict.Examine(subject.Automaton, claim)
                : Verdict.Examine(subject.Automaton, subject.Automaton.Rule);
        ulong seed = SeedOption.Value(parse, training.Seed, terminal);
        return Verdict.Examine(training.Learn(parse, terminal, subject.Task!, seed), claim!);
    }

    private static bool IsCertificate(string path)
    {
        using StreamReader reader = File.OpenText(path);
        char[] head = new char[256];
        return new string(head, 0, reader.ReadBlock(head)).Contains("lightcone-certificate", StringComparison.Ordinal);
    }
}
