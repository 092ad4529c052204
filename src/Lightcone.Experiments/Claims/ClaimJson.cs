using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>The one place where records are written and read.</summary>
internal static class ClaimJson
{
    private const string Format = "lightcone-claims";
    private const int Version = 1;

    public static string Write(IEnumerable<ClaimRecord> records) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteStartArray("records");
        foreach (ClaimRecord record in records)
        {
            writer.WriteStartObject();
            WriteMembers(writer, record);
            writer.WriteNumber("seconds", record.Seconds);
            writer.WriteString("hash", record.Hash);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Every member but seconds and hash, in the order that the hash takes them.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, ClaimRecord record)
    {
        writer.WriteString("id", record.Id);
        writer.WriteStartObject("source");
        writer.WriteString("paper", record.Source.Paper);
        writer.WriteString("place", record.Source.Place);
        writer.WriteEndObject();
        writer.WriteString("title", record.Title);
        writer.WriteString("sentence", record.Sentence);
        writer.WriteString("command", record.Command);
        writer.WriteStartObject("paper");
        Numbers(writer, "value", record.Published.Value);
        if (!record.Published.Deviation.IsEmpty)
            Numbers(writer, "sd", record.Published.Deviation);
        if (record.Published.Runs is { } runs)
            writer.WriteNumber("n", runs);
        writer.WriteString("unit", record.Published.Unit);
        writer.WriteEndObject();
        writer.WriteNumber("tolerance", record.Tolerance);
        Write(writer, record.Ours, record.Effect);
        writer.WriteString("reproduced", ClaimWords.Of(record.Reproduced));
        writer.WriteStartObject("control");
        writer.WriteString("title", record.Control.Title);
        writer.WriteString("sentence", record.Control.Sentence);
        writer.WriteString("why", record.Control.Why);
        writer.WriteString("expects", ClaimWords.Of(record.Control.Expects));
        Write(writer, record.Control.Ours, record.Control.Effect);
        writer.WriteString("verdict", ClaimWords.Of(record.Control.Verdict));
        writer.WriteEndObject();
        writer.WriteString("wouldRefute", record.WouldRefute);
        if (record.AddedAfter is not null)
            writer.WriteString("addedAfter", record.AddedAfter);
        if (record.Untestable is not null)
            writer.WriteString("untestable", record.Untestable);
        writer.WriteString("budget", record.Budget);
    }

    public static ImmutableArray<ClaimRecord> Parse(string text, string? file)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText root = new(document.RootElement, file, "$");
        root.RequireFormat(Format, Version);
        JsonText[] items = root.Items("records");
        return [.. items.Select((item, i) =>
        {
            ClaimRecord record = item.Guard(null, () => Read(item));
            string expected = item.Text("hash");
            return expected == HashOf(document.RootElement.GetProperty("records")[i]) ? record : throw item.Error("hash", "the record is not the one that was written: its members give another hash. Compute it again");
        })];
    }

    /// <summary>The hash of a record as its text stands, whoever wrote it.</summary>
    public static string HashOf(JsonElement record) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.WriteLine(writer =>
    {
        foreach (JsonProperty member in record.EnumerateObject())
            if (member.Name is not ("seconds" or "hash"))
                member.WriteTo(writer);
    }))));

    private static ClaimRecord Read(JsonText item)
    {
        JsonText paper = item.Member("paper"), control = item.Member("control");
        return new()
        {
            Id = item.Text("id"),
            Source = new(item.Member("source").Text("paper"), item.Member("source").Text("place")),
            Title = item.Text("title"),
            Sentence = item.Text("sentence"),
            Command = item.Text("command"),
            Published = new() { Value = [.. paper.Doubles("value")], Deviation = paper.Has("sd") ? [.. paper.Doubles("sd")] : [], Runs = paper.Find("n")?.Int32(1, int.MaxValue), Unit = paper.Text("unit") },
            Tolerance = item.Double("tolerance"),
            Ours = Arms(item),
            Effect = ReadEffect(item),
            Reproduced = Word(item, "reproduced", ClaimWords.Reproductions),
            Control = new()
            {
                Title = control.Text("title"),
                Sentence = control.Text("sentence"),
                Why = control.Text("why"),
                Expects = Word(control, "expects", ClaimWords.Expectations),
                Ours = Arms(control),
                Effect = ReadEffect(control),
                Verdict = Word(control, "verdict", ClaimWords.Verdicts),
            },
            WouldRefute = item.Text("wouldRefute"),
            AddedAfter = item.Find("addedAfter")?.Text(),
            Untestable = item.Find("untestable")?.Text(),
            Budget = item.Text("budget"),
            Seconds = item.Double("seconds"),
        };
    }

    private static void Write(Utf8JsonWriter writer, ArmSummary? ours, Effect? effect)
    {
        if (ours is null || effect is null)
            return;
        writer.WriteStartObject("ours");
        Numbers(writer, "value", ours.Value);
        writer.WriteStartArray("interval95");
        foreach (ConfidenceInterval interval in ours.Interval95)
            Interval(writer, interval);
        writer.WriteEndArray();
        writer.WriteNumber("n", ours.Seeds);
        Numbers(writer, "min", ours.Min);
        Numbers(writer, "max", ours.Max);
        JsonText.WriteStrings(writer, "runs", ours.Runs);
        writer.WriteEndObject();
        writer.WriteStartObject("effect");
        writer.WriteString("name", effect.Name);
        writer.WriteNumber("value", effect.Value);
        writer.WritePropertyName("interval95");
        Interval(writer, effect.Interval95);
        if (effect.CliffsDelta is { } delta)
            writer.WriteNumber("cliffsDelta", delta);
        if (effect.MannWhitneyP is { } p)
            writer.WriteNumber("mannWhitneyP", p);
        writer.WriteEndObject();
    }

    private static ArmSummary? Arms(JsonText item) => item.Find("ours") is not { } ours
        ? null
        : new([.. ours.Doubles("value")], [.. ours.Items("interval95").Select(ReadInterval)], ours.Int32("n", 1, int.MaxValue), [.. ours.Doubles("min")], [.. ours.Doubles("max")], [.. ours.Strings("runs")]);

    private static Effect? ReadEffect(JsonText item) => item.Find("effect") is not { } effect
        ? null
        : new(effect.Text("name"), effect.Double("value"), ReadInterval(effect.Member("interval95")), effect.Find("cliffsDelta")?.Double(), effect.Find("mannWhitneyP")?.Double());

    private static ConfidenceInterval ReadInterval(JsonText interval) => interval.Items() is [var low, var high] ? new(low.Double(), high.Double()) : throw interval.Error(null, "expected two numbers");

    private static T Word<T>(JsonText item, string member, (T Value, string Word)[] words)
    {
        string text = item.Text(member);
        int at = Array.FindIndex(words, word => word.Word == text);
        return at >= 0 ? words[at].Value : throw item.Error(member, $"'{text}' is none of {string.Join(", ", words.Select(static word => word.Word))}");
    }

    private static void Numbers(Utf8JsonWriter writer, string name, ImmutableArray<double> values)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    private static void Interval(Utf8JsonWriter writer, ConfidenceInterval interval)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(interval.Low);
        writer.WriteNumberValue(interval.High);
        writer.WriteEndArray();
    }
}
