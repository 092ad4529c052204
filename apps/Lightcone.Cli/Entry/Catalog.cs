using System.CommandLine;
using Lightcone.Cli.Verbs;

namespace Lightcone.Cli.Entry;

/// <summary>The verbs, in the order in which the help lists them. A new verb is a file in Verbs/, its name and a line here.</summary>
internal static class Catalog
{
    private static readonly (string Name, Func<Command> Create)[] All =
    [
        ("demo", DemoVerb.Create),
        ("tasks", TasksVerb.Create),
        ("learn", LearnVerb.Create),
        ("certify", CertifyVerb.Create),
        ("run", RunVerb.Create),
        ("draw", DrawVerb.Create),
        ("sweep", SweepVerb.Create),
        ("landscape", LandscapeVerb.Create),
        ("fields", FieldsVerb.Create),
        ("transfer", TransferVerb.Create),
        ("generalize", GeneralizeVerb.Create),
        ("claims", ClaimsVerb.Create),
        ("runs", RunsVerb.Create),
        ("repro", ReproVerb.Create),
        ("encode", EncodeVerb.Create),
        ("measure", MeasureVerb.Create),
        ("survey", SurveyVerb.Create),
        ("train", TrainVerb.Create),
        ("evaluate", EvaluateVerb.Create),
        ("predict", PredictVerb.Create),
        ("lab", LabVerb.Create),
        ("bench", BenchVerb.Create),
        ("import", ImportVerb.Create),
        ("export", ExportVerb.Create),
        ("doctor", DoctorVerb.Create),
        ("completion", CompletionVerb.Create),
        ("cite", CiteVerb.Create),
    ];

    public static Command[] Verbs() => [.. All.Select(static verb => verb.Create())];

    /// <summary>The verbs that this command line can need: the one it begins with, or all. Building the options of every verb takes longer than most commands.</summary>
    public static Command[] For(string[] arguments) => arguments is [var first, ..] && Array.Find(All, verb => verb.Name == first) is { Create: { } create } ? [create()] : Verbs();
}
