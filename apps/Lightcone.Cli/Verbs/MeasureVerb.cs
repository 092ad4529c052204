using System.CommandLine;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Measures invariants of a dynamical system, each beside what is needed to doubt it.</summary>
internal static class MeasureVerb
{
    private static readonly string[] Kinds = ["lyapunov", "spectrum", "information", "dimension", .. DataMeasure.Kinds, "cone", "steps"];

    public static Command Create()
    {
        Argument<string> kind = new("MEASURE") { Description = string.Join(", ", Kinds) + "." };
        SystemOptions system = new();
        MeasureOptions options = new();
        RuleSurvey survey = new();
        DataMeasure data = new();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "measure", "Measure exponents, spectra, information or dimension of a system or a recording, or cones and steps of a rule.",
            "lightcone measure lyapunov --system lorenz --duration 200 --json", "lightcone measure lyapunov --system logistic --param r=4", "lightcone measure lyapunov --system rossler --duration 1000 --coverage 50", "lightcone measure spectrum --system mixed --param delta=0 --duration 40", "lightcone measure dimension --flow \"x' = s*(y-x); y' = x*(r-z)-y; z' = x*y-b*z; s = 10; r = 28; b = 8/3\"", "lightcone measure lyapunov --data laser.csv --column intensity --seed 1", "lightcone measure cone --task W30 --seed 1", "lightcone measure steps --task addition --lengths 16,256,4096 --seed 1");
        verb.Add(kind);
        system.AddTo(verb);
        options.AddTo(verb);
        data.AddTo(verb);
        verb.Add(json);
        survey.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            string name = parse.GetValue(kind)!;
            using Heartbeat heartbeat = new(terminal, $"measuring {name}");
            if (!Kinds.Contains(name))
                throw new InputException($"'{name}' is not a measure.{(EditDistance.Nearest(name, Kinds) is { } near ? $" Did you mean {near}?" : "")} The measures are {string.Join(", ", Kinds)}.");
            if (parse.GetValue(data.Data) is not null)
                return OfData(name, parse, terminal, heartbeat);
            if (GivenOption.First(parse, data.Options) is { } recorded)
                throw new InputException($"{recorded} goes with a recording. Give --data FILE.");
            if (DataMeasure.Kinds.Contains(name))
                throw new InputException($"measure {name} measures a recording. Give --data FILE, a CSV file or a .npy array.");
            bool ofRules = name is "cone" or "steps";
            Option[] foreign = ofRules ? [.. system.All, .. options.All] : [.. survey.All.Where(option => option != survey.Seed && (option != survey.Picture || name != "dimension"))];
            if (GivenOption.First(parse, foreign) is { } odd)
                throw new InputException($"{odd} does not go with measure {name}, which measures {(ofRules ? "a rule: give --task T" : GivenOption.First(parse, [.. system.All]) is null ? "a system: give --system NAME or --flow TEXT" : "a system")}. Leave it out.");
            if (ofRules)
                return survey.Run(name, parse, terminal, heartbeat, parse.GetValue(json));
            if (options.Unused(name, system.IsMap(parse), parse) is { } unused)
                throw new InputException($"{unused} does not go with measure {name}{(system.IsMap(parse) ? " of a map" : "")}. Leave it out.");
            string? picture = parse.GetValue(survey.Picture);
            OutputFile.RequireChart(picture);
            using InterruptSignal interruption = new();
            Measurement result = interruption.Await(() => name == "lyapunov"
                ? ExponentMeasure.Run(parse, system, options, terminal, interruption.Token)
                : SeriesMeasure.Run(name, parse, system, options, picture, terminal, interruption.Token));
            return Tell(result, parse, terminal, heartbeat);
        });

        int OfData(string name, ParseResult parse, Terminal terminal, Heartbeat heartbeat)
        {
            if (GivenOption.First(parse, [.. system.All, .. options.All.Where(option => option != options.Interval), .. survey.All.Where(option => option != survey.Seed)]) is { } odd)
                throw new InputException($"{odd} does not go with --data, which is measured as it was recorded. Leave it out.");
            using InterruptSignal interruption = new();
            Measurement result = interruption.Await(() => data.Run(name, parse, options, survey.Seed, terminal, interruption.Token));
            return Tell(result, parse, terminal, heartbeat);
        }

        int Tell(Measurement result, ParseResult parse, Terminal terminal, Heartbeat heartbeat)
        {
            heartbeat.Dispose();
            if (parse.GetValue(json))
                terminal.Json(result.Write);
            else
                terminal.Out.WriteLine(result.Text);
            return result.Code;
        }
    }
}
