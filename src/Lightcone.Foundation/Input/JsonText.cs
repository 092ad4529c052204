using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;

namespace Lightcone.Foundation.Input;

/// <summary>One value of a JSON document with its path, whose readers say exactly what was expected where.</summary>
internal sealed class JsonText(JsonElement element, string? file, string path)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> write) => Write(write, Options) + "\n";

    /// <summary>An object on a single line without a line break: how other formats carry ours in a comment.</summary>
    public static string WriteLine(Action<Utf8JsonWriter> members) => Write(
        writer =>
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        },
        OneLine);

    /// <summary>A string with its quotes.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private const string Damaged = "this is not JSON, or it was cut off here. Files of this project begin with {\"format\": \"lightcone-...\"}.";

    public static JsonDocument Parse(string text, string? file) => Parse(Encoding.UTF8.GetBytes(text), file);

    /// <summary>Parses UTF-8.</summary>
    public static JsonDocument Parse(ReadOnlySpan<byte> text, string? file)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = 32 });
            if (IsText(document.RootElement))
                return document;
            document.Dispose();
            throw new InputException("a string of this JSON holds bytes or escapes that are no text. The file was damaged.", new SourceLocation(file));
        }
        catch (JsonException exception)
        {
            throw new InputException(
                text.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..] ? Damaged : $"this is not JSON, which files of this project are: they begin with {{\"format\": \"lightcone-...\"}}.{(FileKind.Sentence(text) is { Length: > 0 } kind ? kind : " Rows of cells and lines of answers are learned from first.")}",
                new SourceLocation(file, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1));
        }
    }

    public InputException Error(string? member, string problem) => new($"{(member is null ? path : $"{path}.{member}")}: {problem}.", new SourceLocation(file));

    public void RequireFormat(string format, int version)
    {
        if (element.ValueKind != JsonValueKind.Object || !Has("format") || Text("format") != format)
            throw new InputException($"this is not a {format} file: it does not begin with \"format\": \"{format}\".", new SourceLocation(file));
        int found = Int32("version", 1, int.MaxValue);
        if (found > version)
            throw Error("version", $"this file has version {found}; this program reads up to version {version}. Use a newer Lightcone");
    }

    /// <summary>A list of strings as a member.</summary>
    public static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    /// <summary>Whole numbers in one string, as <see cref="Numbers"/> reads them.</summary>
    public static void WriteNumbers<T>(Utf8JsonWriter writer, string name, IEnumerable<T> values)
        where T : struct => writer.WriteString(name, string.Join(' ', values));

    /// <summary>Whether this is null.</summary>
    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    public bool Has(string member) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out _);

    public JsonText Member(string member)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out JsonElement value))
            throw Error(null, $"expected a member \"{member}\"");
        return new(value, file, $"{path}.{member}");
    }

    /// <summary>A member that may be missing.</summary>
    public JsonText? Find(string member) => Has(member) ? Member(member) : null;

    public string Text(string member) => Member(member).Text();

    public string Text() => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Error(null, "expected a string");

    public bool Boolean(string member) => Member(member).Boolean();

    public bool Boolean() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error(null, "expected true or false"),
    };

    public int Int32(string member, int low, int high) => Member(member).Int32(low, high);

    public int Int32(int low, int high) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) && value >= low && value <= high
            ? value
            : throw Error(null, $"expected a whole number from {low} to {high}");

    public long Int64(string member) => Member(member) is var value && value.Number(out long number) ? number : throw value.Error(null, "expected a whole number");

    public ulong UInt64(string member) => Member(member) is var value && value.Unsigned(out ulong number) ? number : throw value.Error(null, "expected a whole number, not negative");

    public double Double() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw Error(null, "expected a number");

    /// <summary>A number that may be none or infinite, as <see cref="WriteAnyDouble"/> writes it.</summary>
    public double AnyDouble() => element.ValueKind == JsonValueKind.String
        ? Text() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => throw Error(null, "expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"") }
        : Double();

    /// <summary>A number as a member; JSON has no number for NaN and infinity, so these are strings.</summary>
    public static void WriteAnyDouble(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    public double Double(string member) => Member(member).Double();

    public double[] Doubles(string member) => [.. Items(member).Select(static item => item.Double())];

    public int[] Int32s(string member, int low, int high) => [.. Items(member).Select(item => item.Int32(low, high))];

    /// <summary>Whole numbers in one string, one space between two.</summary>
    public ImmutableArray<long> Numbers(string member)
    {
        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>();
        foreach (string part in Text(member).Split(' '))
            numbers.Add(long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw Error(member, $"expected whole numbers with single spaces between them, found '{part}'"));
        return numbers.ToImmutable();
    }

    /// <summary>A list of whole numbers.</summary>
    public ImmutableArray<long> Int64s(string member) => [.. Items(member).Select(static item => item.Number(out long number) ? number : throw item.Error(null, "expected a whole number"))];

    public string[] Strings(string member) => [.. Items(member).Select(static item => item.Text())];

    public JsonText[] Items(string member) => Member(member).Items();

    public JsonText[] Items() =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select((item, index) => new JsonText(item, file, $"{path}[{index}]"))]
            : throw Error(null, "expected a list");

    /// <summary>The members of an object with their names; a name that occurs twice is refused.</summary>
    public (string Name, JsonText Value)[] Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Error(null, "expected an object");
        (string Name, JsonText Value)[] members = [.. element.EnumerateObject().Select(member => (member.Name, new JsonText(member.Value, file, $"{path}.{member.Name}")))];
        return members.DistinctBy(static member => member.Name).Count() == members.Length ? members : throw Error(null, "a member occurs twice");
    }

    /// <summary>Turns the refusal of a constructor into an error that names the place.</summary>
    public T Guard<T>(string? member, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception)
        {
            throw Error(member, InputException.SentenceOf(exception).TrimEnd('.'));
        }
    }

    /// <summary>Names the place of what a finished value complains about.</summary>
    public T Demand<T>(T value, Action require)
    {
        try
        {
            require();
            return value;
        }
        catch (InputException exception)
        {
            throw Error(null, exception.Problem.TrimEnd('.'));
        }
    }

    /// <summary>Whether every string and name decodes: the parser lets half a surrogate pair and damaged UTF-8 pass, and only reading them would fail.</summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value.EnumerateObject().All(static member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, options))
            write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private bool Number(out long value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out value);
    }

    private bool Unsigned(out ulong value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out value);
    }
}
