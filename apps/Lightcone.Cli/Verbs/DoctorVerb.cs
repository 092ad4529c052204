using System.CommandLine;

namespace Lightcone.Cli.Verbs;

/// <summary>What this machine offers: runtime, processor, vector widths, and the programs against which results can be judged.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("doctor", "Show runtime, processor, vector widths, and which independent judges are installed.", "lightcone doctor", "lightcone doctor --json");
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            (string Name, string Value)[] facts = [.. HostInfo.Facts()];
            Judge[] judges = Judge.All();
            if (parse.GetValue(json))
                WriteJson(terminal, facts, judges);
            else
                WriteText(terminal.Out, facts, judges);
            return ExitCode.Done;
        });
    }

    private static void WriteJson(Terminal terminal, (string Name, string Value)[] facts, Judge[] judges) => terminal.Json(writer =>
    {
        foreach ((string name, string value) in facts)
            writer.WriteString(name, value);
        JsonList.Objects(writer, "judges", judges, judge =>
        {
            writer.WriteString("name", judge.Name);
            writer.WriteString("purpose", judge.Purpose);
            writer.WriteBoolean("installed", judge.IsInstalled);
            writer.WriteString("install", judge.Install);
        });
    });

    private static void WriteText(TextWriter output, (string Name, string Value)[] facts, Judge[] judges)
    {
        foreach ((string name, string value) in facts)
            output.WriteLine($"{name,-12} {value}");
        output.WriteLine();
        output.WriteLine("Independent judges (none is needed to run Lightcone):");
        foreach (Judge judge in judges)
            output.WriteLine($"  {judge.Name,-14} {(judge.IsInstalled ? "installed" : "missing  ")}  {judge.Purpose}{(judge.IsInstalled ? "" : $"; install: {judge.Install}")}");
    }
}
