using System.Collections.Immutable;
using System.Text;
using Lightcone.Formats.Archives;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Life105;
using Lightcone.Formats.Life106;
using Lightcone.Formats.Macrocell;
using Lightcone.Formats.MCell;
using Lightcone.Formats.Patterns;
using Lightcone.Formats.Plaintext;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats;

/// <summary>A file format for patterns: cells that name their rule. What each can and cannot say is told in docs/rule-files.md.</summary>
public sealed class PatternFormat
{
    /// <summary>How many bytes a packed file may unpack to, 2^28.</summary>
    public const long MostUnpacked = 1L << 28;

    private readonly Func<string, string?, Pattern> read;
    private readonly Func<Pattern, string> write;
    private readonly ImmutableArray<string> extensions;
    private readonly string begin;

    private PatternFormat(string name, ImmutableArray<string> extensions, string begin, string summary, Func<string, string?, Pattern> read, Func<Pattern, string> write) =>
        (Name, this.extensions, this.begin, Summary, this.read, this.write) = (name, extensions, begin, summary, read, write);

    /// <summary>All formats of patterns.</summary>
    public static ImmutableArray<PatternFormat> All { get; } =
    [
        new("rle", [".rle"], "x", "run lengths, as Golly has them", RunLengthText.Parse, RunLengthText.Format),
        new("macrocell", [".mc"], "[M2]", "a quadtree, for patterns of any size", MacrocellPattern.Parse, MacrocellPattern.Format),
        new("life105", [".lif", ".life"], "#Life", "blocks of dots and asterisks", Life105Pattern.Parse, Life105Pattern.Format),
        new("life106", [".lif", ".life"], "#Life 1.06", "coordinates of living cells", Life106Pattern.Parse, Life106Pattern.Format),
        new("mcell", [".mcl"], "#MCell", "run lengths, as MCell has them", MCellPattern.Parse, MCellPattern.Format),
        new("plaintext", [".cells"], "!Name:", "rows of dots and Os, as LifeWiki has them", PlaintextPattern.Parse, PlaintextPattern.Format),
    ];

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>The usual extension, with its dot.</summary>
    public string Extension => extensions[0];

    /// <summary>What it holds, in a few words.</summary>
    public string Summary { get; }

    /// <summary>The format of a name, or null.</summary>
    public static PatternFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format that a path's extension says, .gz and .zip aside; null where it says none.</summary>
    public static PatternFormat? OfPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Packing.NameWithin(path);
        return All.FirstOrDefault(format => format.extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether a path has the extension of a pattern, packed or not, or of an archive, .zip or .gz, in which there may be one.</summary>
    public static bool Claims(string path) => OfPath(path) is not null || Packing.IsGzip(path) || Packing.IsZip(path);

    /// <summary>Reads a pattern from a file's bytes: unpacked first where they are packed with gzip or zip, in the format that the text begins like, else in that of the extension, else as RLE.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">Its name, for the extension and for error messages.</param>
    /// <param name="mostUnpacked">How many bytes may be unpacked in all.</param>
    /// <exception cref="InputException">The bytes are no such file, an archive does not hold exactly one pattern, or more would be unpacked than is allowed.</exception>
    public static Pattern Read(byte[] content, string? file = null, long mostUnpacked = MostUnpacked) => Read(null, content, file, mostUnpacked);

    /// <summary>Reads a pattern of this format from a file's bytes, unpacked first where they are packed.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">Its name, for error messages.</param>
    /// <exception cref="InputException">The bytes are no such file; the message says where and why.</exception>
    public Pattern Parse(byte[] content, string? file = null) => Read(this, content, file, MostUnpacked);

    /// <summary>Writes a pattern that lies on a lattice.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="path">Where the bytes are going to be written: packed where it ends in .gz or .zip. Left out, they are not.</param>
    /// <exception cref="InputException">The format cannot say it; the message says what.</exception>
    public byte[] Format(RunLengthPattern pattern, string path = "")
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Name == "rle" ? Pack(pattern.Format(), path) : Format(pattern.ToPattern(), path);
    }

    /// <summary>Writes a pattern as a file's bytes.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="path">Where they are going to be written: packed where it ends in .gz or .zip. Left out, they are not.</param>
    /// <exception cref="InputException">The format cannot say it; the message says what.</exception>
    public byte[] Format(Pattern pattern, string path = "") => Pack(write(pattern), path);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private byte[] Pack(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string within = Path.GetFileName(Packing.NameWithin(path));
        return Packing.Pack(Encoding.UTF8.GetBytes(text), path, OfPath(within) is null ? within + Extension : within);
    }

    private static Pattern Read(PatternFormat? format, byte[] content, string? file, long most)
    {
        ArgumentNullException.ThrowIfNull(content);
        PackedFile packed = Unpacking.Open(content, file, most, static name => OfPath(name) is not null, static name => name.EndsWith(".rule", StringComparison.OrdinalIgnoreCase));
        // Messages name the file that the user gave; in an archive, the member too.
        string? shown = packed.Name is null || file is null || !Packing.IsZip(file) ? file : $"{file}/{packed.Name}";
        string text = PatternText.Decode(packed.Content);
        if (text.TrimStart().StartsWith("@RULE", StringComparison.Ordinal))
            throw new InputException($"this file holds a rule, not a pattern.{(packed.Content == content ? " Let its name end in .rule." : " Rules are not read packed: unpack it first.")}", new SourceLocation(shown));
        Pattern pattern = (format ?? Like(text) ?? OfPath(packed.Name ?? "") ?? All[0]).read(text, shown);
        return pattern.RuleText is null && packed.Beside.TryGetValue($"{pattern.Rule}.rule", out byte[]? rule) ? pattern with { RuleText = PatternText.Decode(rule) } : pattern;
    }

    /// <summary>The format whose files begin as the text does; null for RLE and for what begins like none. The longest beginning decides.</summary>
    private static PatternFormat? Like(string text)
    {
        string head = text.TrimStart();
        return All.Where(format => format.begin.Length > 1 && head.StartsWith(format.begin, StringComparison.OrdinalIgnoreCase)).MaxBy(static format => format.begin.Length) ?? (IsPlain(text) ? Find("plaintext") : null);
    }

    // Rows of dots and Os and nothing else, comments aside: RLE would end in an exclamation mark.
    private static bool IsPlain(string text)
    {
        bool hasRow = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            if (!line.StartsWith('!') && line.ContainsAnyExcept(".O* "))
                return false;
            else
                hasRow |= !line.StartsWith('!') && line.ContainsAny(".O*");
        return hasRow;
    }
}
