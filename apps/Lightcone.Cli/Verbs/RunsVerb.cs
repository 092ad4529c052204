using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.RunIndex;

namespace Lightcone.Cli.Verbs;

/// <summary>Lists, shows and compares runs that are kept.</summary>
internal static class RunsVerb
{
    private const int Digits = 12;

    public static Command Create()
    {
        Verb verb = new("runs", "List, show and compare the runs that are kept.", "lightcone runs list", "lightcone runs show 3f9c", "lightcone runs compare 3f9c 77ab");
        verb.Add(List());
        verb.Add(Show());
        verb.Add(Compare());
        return verb;
    }

    private static Verb List()
    {
        Option<string> folder = RunFolder.ToRead();
        Option<string?> kind = new("--kind") { Description = "Only runs of this kind.", HelpName = "NAME" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("list", "List the runs that are kept.", "lightcone runs list --in runs", "lightcone runs list --kind exactness --json");
        foreach (Option option in new Option[] { folder, kind, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            RunStore store = RunStore.Open(parse.GetValue(folder)!);
            using InterruptSignal interruption = new();
            using Heartbeat heartbeat = new(terminal, "reading runs");
            using RunCatalog index = RunCatalog.Open(store, interruption.Token);
            ImmutableArray<RunIndexEntry> runs = index.List(parse.GetValue(kind));
            heartbeat.Dispose();
            foreach (string damaged in index.Damaged)
                terminal.Say($"warning: {damaged}");
            if (parse.GetValue(json))
            {
                terminal.Json(writer => JsonList.Objects(writer, "runs", runs, run =>
                {
                    writer.WriteString("hash", run.Hash);
                    writer.WriteString("kind", run.Kind);
                    writer.WriteNumber("kindVersion", run.Version);
                    writer.WritePropertyName("settings");
                    writer.WriteRawValue(run.Settings);
                    writer.WriteStartObject("numbers");
                    foreach ((string name, double value) in run.Numbers)
                        JsonNumbers.Number(writer, name, value);
                    writer.WriteEndObject();
                }));
                return ExitCode.Done;
            }

            foreach (RunIndexEntry run in runs)
                terminal.Out.WriteLine($"{run.Hash[..Digits]}  {run.Kind} {run.Version}  {run.Settings}  {Numbers(run.Numbers)}");
            terminal.Out.WriteLine($"{EditDistance.Count(runs.Length, "run")} in {store.Folder}");
            return ExitCode.Done;
        });
    }

    private static Verb Show()
    {
        Argument<string> hash = new("HASH") { Description = "The hash of a run, or its first digits." };
        Option<string> folder = RunFolder.ToRead();
        Verb verb = new("show", "Show a run: its settings, its numbers, its arrays and events, and the command that repeats it.", "lightcone runs show 3f9c --in runs");
        verb.Add(hash);
        verb.Add(folder);
        return verb.Does((parse, terminal) =>
        {
            StoredRun run = Read(parse, folder, parse.GetValue(hash)!);
            terminal.Out.WriteLine($"run       {run.Hash}");
            terminal.Out.WriteLine($"kind      {run.Kind} {run.Version}");
            terminal.Out.WriteLine($"settings  {run.Settings}");
            foreach ((string name, double value) in run.Result.Numbers)
                terminal.Out.WriteLine($"number    {name} {Text(value)}");
            foreach ((string name, NpyArray array) in run.Result.Arrays)
                terminal.Out.WriteLine($"array     {name}.npy {array.Type} {string.Join(" x ", array.Shape)}");
            terminal.Out.WriteLine($"events    {run.Result.Events.Length}");
            terminal.Out.WriteLine($"content   {run.ContentHash()}");
            terminal.Out.WriteLine($"command   {run.Command}");
            return ExitCode.Done;
        });
    }

    private static Verb Compare()
    {
        Argument<string> first = new("HASH") { Description = "The hash of a run, or its first digits." };
        Argument<string> second = new("OTHER") { Description = "Another one." };
        Option<string> folder = RunFolder.ToRead();
        Verb verb = new("compare", "Show two runs side by side: settings, numbers and arrays that differ.", "lightcone runs compare 3f9c 77ab --in runs");
        verb.Add(first);
        verb.Add(second);
        verb.Add(folder);
        return verb.Does((parse, terminal) =>
        {
            StoredRun one = Read(parse, folder, parse.GetValue(first)!), other = Read(parse, folder, parse.GetValue(second)!);
            terminal.Out.WriteLine($"{one.Hash[..Digits]}  {one.Kind} {one.Version}  {one.Settings}");
            terminal.Out.WriteLine($"{other.Hash[..Digits]}  {other.Kind} {other.Version}  {other.Settings}");
            foreach (string name in one.Result.Numbers.Keys.Union(other.Result.Numbers.Keys).Order(StringComparer.Ordinal))
                terminal.Out.WriteLine($"number    {name}: {Of(one, name)}, {Of(other, name)}");
            foreach (string name in one.Result.Arrays.Keys.Union(other.Result.Arrays.Keys).Order(StringComparer.Ordinal))
                terminal.Out.WriteLine($"array     {name}: {(one.Result.Arrays.TryGetValue(name, out NpyArray? a) && other.Result.Arrays.TryGetValue(name, out NpyArray? b) && a.ToFile().AsSpan().SequenceEqual(b.ToFile()) ? "the same bytes" : "different")}");
            terminal.Out.WriteLine($"events    {(one.Result.Events.SequenceEqual(other.Result.Events) ? "the same" : $"different, {one.Result.Events.Length} and {other.Result.Events.Length}")}");
            return ExitCode.Done;
        });

        static string Of(StoredRun run, string name) => run.Result.Numbers.TryGetValue(name, out double value) ? Text(value) : "none";
    }

    private static StoredRun Read(ParseResult parse, Option<string> folder, string beginning)
    {
        RunStore store = RunStore.Open(parse.GetValue(folder)!);
        return store.Read(store.Find(beginning));
    }

    private static string Numbers(ImmutableSortedDictionary<string, double> numbers) => string.Join(" ", numbers.Select(static number => $"{number.Key}={number.Value.ToString("G6", CultureInfo.InvariantCulture)}"));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
