using System.Collections.Immutable;
using System.Text;
using Lightcone.Formats.Blif;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Json;
using Lightcone.Formats.Onnx;
using Lightcone.Formats.Source;
using Lightcone.Formats.TruthTables;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Formats;

/// <summary>A file format for rules: its name on the command line, its extension, and how it is read and written. What each can and cannot say is told in docs/rule-files.md.</summary>
public sealed class FileFormat
{
    private readonly Func<byte[], string?, Automaton> read;
    private readonly Func<Automaton, string, byte[]> write;

    private FileFormat(string name, string extension, string summary, Func<byte[], string?, Automaton> read, Func<Automaton, string, byte[]> write) =>
        (Name, Extension, Summary, this.read, this.write) = (name, extension, summary, read, write);

    /// <summary>Our own JSON: rule, readout, networks, boundary, task.</summary>
    public static FileFormat Json { get; } = new("json", ".json", "our own: rule, readout, networks, boundary", static (bytes, file) =>
    {
        ForeignFile.Refuse(bytes, file);
        return AutomatonJson.Parse(Text(bytes, file), file);
    }, static (automaton, _) => Bytes(AutomatonJson.Format(automaton)));

    /// <summary>All formats that hold a rule.</summary>
    public static ImmutableArray<FileFormat> All { get; } =
    [
        Json,
        new("golly", ".rule", "Golly's @TABLE (and @TREE, read only)", static (bytes, file) => GollyRule.Parse(Text(bytes, file), file), static (automaton, name) => Bytes(GollyRule.Format(automaton, name))),
        new("csv", ".csv", "a truth table of one function", static (bytes, file) => Bare(TruthTable.ParseCsv(Text(bytes, file), file)), static (automaton, _) => Bytes(TruthTable.FormatCsv(One(automaton, "a truth table")))),
        new("truth-json", ".table.json", "the same as JSON", static (bytes, file) => Bare(TruthTable.ParseJson(Text(bytes, file), file)), static (automaton, _) => Bytes(TruthTable.FormatJson(One(automaton, "a truth table")))),
        Circuit("blif", "a circuit: the table as covers", BlifCircuit.Format),
        new("onnx", ".onnx", "an ONNX model of one step", static (bytes, file) => OnnxModel.Parse(bytes, file), static (automaton, _) => OnnxModel.FormatStep(automaton)),
        new("onnx-loop", ".onnx", "an ONNX model that iterates to the fixed point", static (bytes, file) => OnnxModel.Parse(bytes, file), static (automaton, _) => OnnxModel.FormatLoop(automaton)),
        new("safetensors", ".safetensors", "the weights of the networks", static (bytes, file) => NetworkTensors.Parse(bytes, file), static (automaton, _) => NetworkTensors.Format(automaton)),
        new("csharp", ".cs", "a self-contained C# class", static (bytes, file) => SourceCode.Parse(Text(bytes, file), file), static (automaton, name) => Bytes(SourceCode.Format(automaton, name))),
    ];

    /// <summary>A format that writes one function as BLIF and reads any BLIF.</summary>
    internal static FileFormat Circuit(string name, string summary, Func<LocalRule, string, string> write) =>
        new(name, ".blif", summary, static (bytes, file) => Bare(BlifCircuit.Parse(Text(bytes, file), null, file)), (automaton, model) => Bytes(write(One(automaton, "a circuit"), model)));

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>The usual extension, with its dot.</summary>
    public string Extension { get; }

    /// <summary>What it holds, in a few words.</summary>
    public string Summary { get; }

    /// <summary>The format of a name, or null.</summary>
    public static FileFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format that a path's extension says; our own JSON where it says none.</summary>
    public static FileFormat OfPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return All.OrderByDescending(static format => format.Extension.Length).FirstOrDefault(format => path.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase)) ?? Json;
    }

    /// <summary>Reads a rule from a file's bytes. A format without a boundary gives a periodic one.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The bytes are no such file; the message says where and why.</exception>
    public Automaton Parse(byte[] content, string? file = null) => read(content, file);

    /// <summary>Writes a rule as a file's bytes.</summary>
    /// <param name="automaton">The rule.</param>
    /// <param name="name">A name, where the format wants one: a model's, a class's.</param>
    /// <exception cref="InputException">The format cannot say it; the message says what.</exception>
    public byte[] Format(Automaton automaton, string name) => write(automaton, name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static Automaton Bare(LocalRule rule) => new() { Rule = rule, Boundary = Boundary.Periodic };

    private static LocalRule One(Automaton automaton, string what) => automaton.Readout is null
        ? automaton.Rule
        : throw new InputException($"{what} holds one function, and this automaton has a rule and a readout. Choose one.", default, new Setting("part", "rule or readout"));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes, string? file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"the file is no text in UTF-8.{(FileKind.Sentence(bytes) is { Length: > 0 } kind ? kind : " Is it another kind of file? Then name its format.")}", new SourceLocation(file));
        }
    }
}
