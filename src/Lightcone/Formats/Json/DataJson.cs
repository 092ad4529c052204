using System.Text.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Json;

/// <summary>What a rule's file says of the data behind it: what was checked with which outcome, and how answers stand in the cells.</summary>
internal static class DataJson
{
    private static readonly (string Name, AnswerForm Form)[] Forms = [("word", AnswerForm.Word), ("last symbol", AnswerForm.LastSymbol), ("number", AnswerForm.Number), ("operands", AnswerForm.Operands)];

    public static void Write(Utf8JsonWriter writer, DataCheck? check)
    {
        if (check is null)
            return;
        writer.WriteStartObject("check");
        writer.WriteString("cases", check.Cases);
        if (check.Source is not null)
            writer.WriteString("source", check.Source);
        writer.WriteNumber("right", check.Right);
        writer.WriteNumber("wrong", check.Wrong);
        if (check is { HeldOutRight: { } right, HeldOutWrong: { } wrong })
        {
            writer.WriteNumber("heldOutRight", right);
            writer.WriteNumber("heldOutWrong", wrong);
        }

        if (check.LeftOut > 0)
            writer.WriteNumber("leftOut", check.LeftOut);
        writer.WriteEndObject();
    }

    public static DataCheck ReadCheck(JsonText json)
    {
        bool heldOut = json.Has("heldOutRight");
        return new(json.Text("cases"), json.Find("source")?.Text(), Count(json, "right"), Count(json, "wrong"))
        {
            HeldOutRight = heldOut ? Count(json, "heldOutRight") : null,
            HeldOutWrong = heldOut ? Count(json, "heldOutWrong") : null,
            LeftOut = json.Has("leftOut") ? Count(json, "leftOut") : 0,
        };
    }

    public static void Write(Utf8JsonWriter writer, AnswerLayout? layout)
    {
        if (layout is null)
            return;
        writer.WriteStartObject("answers");
        writer.WriteString("form", Forms.First(form => form.Form == layout.Form).Name);
        if (layout.IsNumeric)
            writer.WriteNumber("base", layout.Base);
        if (layout.Form == AnswerForm.Operands)
            writer.WriteString("sign", $"{layout.Sign}");
        if (layout.IsNumeric)
            writer.WriteNumber("room", layout.Room);
        writer.WriteEndObject();
    }

    public static AnswerLayout ReadLayout(JsonText json)
    {
        string name = json.Text("form");
        int at = Array.FindIndex(Forms, form => form.Name == name);
        if (at < 0)
            throw json.Error("form", $"expected {string.Join(", ", Forms.Select(static form => $"\"{form.Name}\""))}, found \"{EditDistance.Excerpt(name)}\"");
        AnswerLayout layout = new(Forms[at].Form);
        if (!layout.IsNumeric)
            return layout;
        string sign = layout.Form == AnswerForm.Operands ? json.Text("sign") : "+";
        return sign is "+" or "-" or "*"
            ? layout with { Base = json.Int32("base", 2, 10), Sign = sign[0], Room = json.Int32("room", 1, 1 << 20) }
            : throw json.Error("sign", $"expected +, - or *, found \"{EditDistance.Excerpt(sign)}\"");
    }

    private static long Count(JsonText json, string name) => json.Int64(name) is >= 0 and var count ? count : throw json.Error(name, "expected a count, not negative");
}
