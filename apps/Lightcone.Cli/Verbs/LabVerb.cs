using System.CommandLine;

namespace Lightcone.Cli.Verbs;

/// <summary>The lab is a program of its own, with a server in it: the command line only says where it is.</summary>
internal static class LabVerb
{
    public static Command Create()
    {
        Verb verb = new("lab", "Open the lab, a page on this machine: see it, break it, teach it (from a checkout: apps/Lightcone.Lab).", "lightcone lab --port 8080");
        verb.TreatUnmatchedTokensAsErrors = false;
        return verb.Does(static (_, terminal) =>
        {
            terminal.Say("lightcone lab: the lab is a program of its own; in a checkout of the repository, ./lightcone lab builds and starts it.");
            return ExitCode.BadInput;
        });
    }
}
