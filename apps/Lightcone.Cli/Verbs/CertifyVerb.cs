using System.CommandLine;
using Lightcone.Engines.Scan;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
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
        Option<string?> answers = new("--answers") { Description = "Check the rule against questions and answers, one a line as for learn --answers; a wrong one is exit code 1.", HelpName = "FILE" };
        Option<int?> numberBase = new("--base") { Description = "With --answers: the base in which numbers are written, 2 to 10; left out, the one the rule was learned in, or 10.", HelpName = "B" };
        Option<string?> boundary = new("--boundary") { Description = "What lies beyond the ends: periodic, reflecting, fixed or fixed:SYMBOL; left out, the one in the file or of the task.", HelpName = "NAME" };
        Option<bool> ends = new("--ends") { Description = "Besides, show where each start comes to rest: the machines that write it, and the basins." };
        TrainingOptions training = new();
        ExhaustiveOption exhaustive = new();
        Option<string?> file = new("--out") { Description = "Write the certificate to this file.", HelpName = "FILE" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("certify", "Prove a rule for every neighborhood and, where possible, for every length.", "lightcone certify addition", "lightcone certify adder.json --out adder.certificate.json", "lightcone certify rule.json --against rule110 --json", "lightcone certify addition --exhaustive 16", "lightcone certify rule.json --answers more.txt", "lightcone certify W184 --boundary reflecting", "lightcone certify W13 --boundary fixed:0 --ends");
        verb.Add(name);
        verb.Add(against);
        verb.Add(answers);
        verb.Add(numberBase);
        verb.Add(boundary);
        verb.Add(ends);
        training.AddTo(verb);
        exhaustive.AddTo(verb);
        verb.Add(file);
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            training.Check(parse);
            exhaustive.Check(parse);
            OutputFile.RequireRule(parse.GetValue(file));
            if (parse.GetValue(numberBase) is { } digits && digits is < 2 or > 10)
                throw new InputException($"--base {parse.GetValue(numberBase)}: expected 2 to 10.");
            AnswerCheck? check = null;
            Verdict verdict = Examine(parse, terminal, exhaustive.Name(parse, parse.GetValue(name)!), parse.GetValue(against), training, automaton =>
            {
                if (parse.GetValue(boundary) is { } beyond)
                    automaton = automaton with { Boundary = Boundary.Parse(beyond, automaton.Rule.State) };
                check = parse.GetValue(answers) is { } asked ? AnswerCheck.Run(automaton, asked, parse.GetValue(numberBase)) : null;
                return check is null ? automaton : automaton with { Check = check.Check };
            });
            string? path = parse.GetValue(file);
            if (path is not null && verdict is Certificate certificate)
                certificate.Save(path);
            (ExhaustiveAddition Result, double Seconds)? pairs = exhaustive.Run(parse, verdict.Automaton);
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    VerdictJson.Write(writer, verdict, verdict is Certificate ? path : null);
                    JsonList.Whole(writer, "wrongLines", check?.WrongLines ?? []);
                    if (parse.GetValue(ends))
                        EndReport.WriteJson(writer, verdict as Certificate);
                    if (pairs is { } found)
                        ExhaustiveOption.WriteJson(writer, found.Result, found.Seconds);
                });
            else
                VerdictText.Write(terminal, verdict, path);
            if (check is not null && !parse.GetValue(json))
                terminal.Out.WriteLine($"answers      {check}");
            if (pairs is { } all && !parse.GetValue(json))
                ExhaustiveOption.WriteText(terminal.Out, all.Result, all.Seconds);
            if (parse.GetValue(ends) && !parse.GetValue(json) && verdict is Certificate proved)
                EndReport.WriteText(terminal.Out, proved);
            return verdict is Certificate && check is not { Check.IsPassed: false } && pairs is not { Result.Wrong: > 0 } ? ExitCode.Done : ExitCode.ClaimFalse;
        });
    }

    private static Verdict Examine(ParseResult parse, Terminal terminal, string name, string? against, TrainingOptions training, Func<Automaton, Automaton> prepare)
    {
        if (File.Exists(name) && IsCertificate(name))
        {
            Verdict again = Certificate.Load(name);
            Automaton proved = prepare(again.Automaton);
            if (again is Refutation || (against is null && ReferenceEquals(proved, again.Automaton)))
                return again;
            return (against ?? again.Claim) is var claimed && TaskCatalog.Claims(claimed) ? Verdict.Examine(proved, TaskCatalog.Find(claimed)) : Verdict.Examine(proved, proved.Rule);
        }

        RuleSource subject = RuleSource.Find(name);
        LocalTask? claim = against is null ? subject.Task : TaskCatalog.Find(against);
        if (subject.File is not null)
        {
            Automaton held = prepare(subject.Automaton);
            return claim is not null ? Verdict.Examine(held, claim) : Verdict.Examine(held, held.Rule);
        }

        ulong seed = SeedOption.Value(parse, training.Seed, terminal);
        return Verdict.Examine(prepare(training.Learn(parse, terminal, subject.Task!, seed)), claim!);
    }

    private static bool IsCertificate(string path)
    {
        using StreamReader reader = File.OpenText(path);
        char[] head = new char[256];
        return new string(head, 0, reader.ReadBlock(head)).Contains("lightcone-certificate", StringComparison.Ordinal);
    }
}
