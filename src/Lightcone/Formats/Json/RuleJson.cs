using System.Text.Json;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Json;

/// <summary>The project's own text of a rule: versioned JSON that any program can read (docs/rule-files.md).</summary>
internal static class RuleJson
{
    public const string FormatName = "lightcone-rule";
    public const int Version = 1;

    public static string Format(LocalRule rule) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", FormatName);
        writer.WriteNumber("version", Version);
        WriteBody(writer, rule);
        writer.WriteEndObject();
    });

    public static LocalRule Parse(string text, string? file)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText json = new(document.RootElement, file, "$");
        json.RequireFormat(FormatName, Version);
        return ReadBody(json);
    }

    /// <summary>The members of a rule, inside an object that the caller opened.</summary>
    public static void WriteBody(Utf8JsonWriter writer, LocalRule rule)
    {
        SignatureJson.Write(writer, rule.Signature);
        writer.WriteString("table", FormatTable(rule.Table, rule.Signature.Output.Size));
        writer.WriteString("hash", rule.Hash);
    }

    public static LocalRule ReadBody(JsonText json)
    {
        Signature signature = SignatureJson.Read(json);
        byte[] table = ParseTable(json.Text("table"), signature, json);
        LocalRule rule = LocalRule.FromTable(signature, table);
        if (json.Text("hash") != rule.Hash)
            throw json.Error("hash", "the hash does not belong to this table: the file was changed. Restore it, or learn the rule again");
        return rule;
    }

    /// <summary>One digit an entry up to 36 symbols, else two hexadecimal digits.</summary>
    private static string FormatTable(ReadOnlySpan<byte> table, int size)
    {
        StringBuilder text = new(table.Length);
        foreach (byte entry in table)
            text.Append(size <= 36 ? $"{"0123456789abcdefghijklmnopqrstuvwxyz"[entry]}" : $"{entry:x2}");
        return text.ToString();
    }

    private static byte[] ParseTable(string text, Signature signature, JsonText json)
    {
        int width = signature.Output.Size <= 36 ? 1 : 2;
        if (text.Length != (long)signature.DomainSize * width)
            throw json.Error("table", $"expected {(long)signature.DomainSize * width} characters for {signature.DomainSize} neighborhoods, found {text.Length}");
        byte[] table = new byte[signature.DomainSize];
        for (int i = 0; i < table.Length; i++)
        {
            int value = width == 1 ? Digit(text[i]) : (Digit(text[2 * i]) is >= 0 and < 16 and int high && Digit(text[(2 * i) + 1]) is >= 0 and < 16 and int low ? (16 * high) + low : -1);
            if (value < 0 || value >= signature.Output.Size)
                throw json.Error("table", $"character {(i * width) + 1} ('{text[i * width]}') is no symbol of {signature.Output}");
            table[i] = (byte)value;
        }

        return table;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        _ => -1,
    };
}
