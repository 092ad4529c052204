using System.CommandLine;
using Lightcone.Cli.Verbs;

namespace Lightcone.Cli.Entry;

/// <summary>The verbs, in the order in which the help lists them. A new verb is a file in Verbs/ and a line here.</summary>
internal static class Catalog
{
    public static Command[] Verbs() =>
    [
        DemoVerb.Create(),
        TasksVerb.Create(),
        LearnVerb.Create(),
        CertifyVerb.Create(),
        RunVerb.Create(),
        DrawVerb.Create(),
        SweepVerb.Create(),
        EncodeVerb.Create(),
        MeasureVerb.Create(),
        TrainVerb.Create(),
        BenchVerb.Create(),
        ImportVerb.Create(),
        ExportVerb.Create(),
        DoctorVerb.Create(),
        CompletionVerb.Create(),
        CiteVerb.Create(),
    ];
}
