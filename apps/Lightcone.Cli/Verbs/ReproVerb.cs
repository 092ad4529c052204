using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;

namespace Lightcone.Cli.Verbs;

/// <summary>Computes a run again and compares every byte with the one that is kept.</summary>
internal static class ReproVerb
{
    public static Command Create()
    {
        Argument<string> run = new("RUN") { Description = "The hash of a run that is kept, or its first digits; or kind, version and settings of any run, as its command shows them." };
        Option<string> folder = RunFolder.ToRead();
        Verb verb = new(
            "repro", "Compute a run again and compare every byte with the one that is kept.",
            "lightcone repro 3f9c --in runs", """lightcone repro 'exactness 1 {"task":"parity","length":100,"inputs":4,"corrupted":false,"seed":1}'""");
        verb.Add(run);
        verb.Add(folder);
        return verb.Does((parse, terminal) =>
        {
            string text = parse.GetValue(run)!;
            bool isWhole = text.Contains(' ', StringComparison.Ordinal);
            StoredRun? kept = isWhole ? null : InputErrors.Translate(() => Kept(parse.GetValue(folder)!, text));
            RunSpec spec = kept?.Spec(RunKinds.All) ?? RunKind.Parse(text, RunKinds.All);
            // All that a whole run says is enough to compute it: only a folder that was named, or one of runs, is looked into.
            if (isWhole && (GivenOption.Is(parse, folder) ? Directory.Exists(parse.GetValue(folder)) : RunStore.Is(parse.GetValue(folder)!)) && RunStore.Open(parse.GetValue(folder)!) is var store && store.Has(spec.Hash))
                kept = store.Read(spec.Hash);
            terminal.Out.WriteLine(spec.Command);
            using InterruptSignal interruption = new();
            using Heartbeat heartbeat = new(terminal, "computing again");
            StoredRun again = StoredRun.Of(spec, spec.Compute(new(null, null, interruption.Token)));
            heartbeat.Dispose();
            if (kept is null)
            {
                foreach ((string name, double value) in again.Result.Numbers)
                    terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"number    {name} {value:R}"));
                terminal.Out.WriteLine($"run {spec.Hash}, content {again.ContentHash()}; nothing is kept to compare it with");
                return ExitCode.Done;
            }

            string[] different = [.. Different(kept.Files(), again.Files())];
            foreach (string name in kept.Result.Numbers.Keys.Union(again.Result.Numbers.Keys).Order(StringComparer.Ordinal))
                if (!kept.Result.Numbers.GetValueOrDefault(name).Equals(again.Result.Numbers.GetValueOrDefault(name)))
                    terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"number    {name}: {kept.Result.Numbers.GetValueOrDefault(name):R} is kept, {again.Result.Numbers.GetValueOrDefault(name):R} came out"));
            terminal.Out.WriteLine(different.Length == 0
                ? $"run {spec.Hash} came out the same, byte for byte, content {again.ContentHash()}"
                : $"run {spec.Hash} came out otherwise: {string.Join(", ", different)}");
            return different.Length == 0 ? ExitCode.Done : ExitCode.ClaimFalse;
        });
    }

    private static StoredRun Kept(string folder, string beginning)
    {
        RunStore store = RunStore.Open(folder);
        return store.Read(store.Find(beginning));
    }

    private static IEnumerable<string> Different(ImmutableSortedDictionary<string, byte[]> kept, ImmutableSortedDictionary<string, byte[]> again) =>
        kept.Keys.Union(again.Keys).Order(StringComparer.Ordinal).Where(name => !kept.TryGetValue(name, out byte[]? one) || !again.TryGetValue(name, out byte[]? other) || !one.AsSpan().SequenceEqual(other));
}
