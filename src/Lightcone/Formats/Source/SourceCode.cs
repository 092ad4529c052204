using System.Text.Json;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Source;

/// <summary>Automata as C# source: one static class without dependencies, whose methods do a step, iterate to the fixed point and read the answer off (docs/rule-files.md).</summary>
public static class SourceCode
{
    /// <summary>Writes the class.</summary>
    /// <param name="automaton">The rule, its boundary, its readout. Networks are not written: the class looks results up.</param>
    /// <param name="className">The class's name; its words are joined, each with a capital: rule-110 becomes Rule110.</param>
    /// <exception cref="InputException">The domain has more than <see cref="MaxDomainSize"/> neighborhoods.</exception>
    public static string Format(Automaton automaton, string className)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        ArgumentException.ThrowIfNullOrEmpty(className);
        foreach (LocalRule? rule in (LocalRule?[])[automaton.Rule, automaton.Readout])
            if (rule?.Signature.DomainSize > MaxDomainSize)
                throw new InputException($"the table has {rule.Signature.DomainSize:N0} entries; as source code at most {MaxDomainSize:N0} are written. Export it as json or onnx.");
        return new SourceWriter(automaton with { Network = null, ReadoutNetwork = null }, SourceWriter.ClassName(className)).Write();
    }

    /// <summary>The largest table written as source code.</summary>
    public const int MaxDomainSize = 1 << 18;

    /// <summary>Reads a class written here: the automaton that it was made from, whose source must be this text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such class, or was changed: a program in general is no local rule.</exception>
    public static Automaton Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        string normal = text.ReplaceLineEndings("\n");
        int end = normal.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || !normal.StartsWith(SourceWriter.Mark, StringComparison.Ordinal))
            throw new InputException($"this source was not written by Lightcone: its first line does not begin with '{SourceWriter.Mark.Trim()}'. A program in general is no local rule.", new SourceLocation(file, 1));
        using JsonDocument document = JsonText.Parse(normal[SourceWriter.Mark.Length..end], file);
        JsonText json = new(document.RootElement, file, "$");
        json.RequireFormat(RuleJson.FormatName, RuleJson.Version);
        string name = json.Text("class");
        Automaton automaton = AutomatonJson.ReadBody(json);
        return automaton.Network is null && name.Length > 0 && Format(automaton, name) == normal
            ? automaton
            : throw new InputException("the source is not that of the rule in its first line: it was changed, or another version of Lightcone wrote it. Export it again.", new SourceLocation(file));
    }
}
