using System.Globalization;
using System.Text.RegularExpressions;

namespace Lightcone.Proofs.Tests;

/// <summary>The first page of the library says what must be read in order to trust a certificate; it must be true.</summary>
public sealed partial class TrustedBaseTests
{
    /// <summary>What searches, brings search and check together, or is shown only: everything else of the library stands on the page.</summary>
    private static readonly string[] NotTrusted = ["Search/", "Examination.cs", "Certification.cs", "CertificateText.cs", "OrderIndependence.cs", "ConvergenceSurvey.cs", "EndMapDiscovery.cs"];

    private const string Library = "src/Lightcone.Proofs/";

    private static readonly string Root = FindRoot();

    private static (string File, int Lines)[] Named { get; } =
        [.. Row().Matches(File.ReadAllText(Path.Combine(Root, Library, "README.md"))).Select(static row => (row.Groups["file"].Value, int.Parse(row.Groups["lines"].Value, CultureInfo.InvariantCulture)))];

    [Fact]
    public void Line_counts_are_those_of_the_files()
    {
        Assert.InRange(Named.Length, 50, 200);
        Assert.Empty(Named.Where(static named => named.Lines != Lines(named.File)).Select(static named => $"{named.File} has {Lines(named.File)} lines, the page says {named.Lines}"));
    }

    /// <summary>Each heading names the sum of the lines below it.</summary>
    [Fact]
    public void Headings_name_the_sums_of_their_files()
    {
        string[] parts = File.ReadAllText(Path.Combine(Root, Library, "README.md")).Split("\n## ");
        (string Heading, int Sum)[] sums = [.. parts.Select(static part => (part.Split('\n')[0], Row().Matches(part).Sum(static row => int.Parse(row.Groups["lines"].Value, CultureInfo.InvariantCulture)))).Where(static sum => sum.Item2 > 0)];
        Assert.Equal(4, sums.Length);
        Assert.All(sums, static sum => Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $": {sum.Sum:N0} lines"), sum.Heading, StringComparison.Ordinal));
        string page = string.Join(' ', parts[0].Split('\n'));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {sums[..3].Sum(static sum => sum.Sum):N0} lines of this library and {sums[3].Sum:N0} of the model "), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_the_library_is_named_or_need_not_be_trusted()
    {
        string folder = Path.Combine(Root, Library);
        string[] files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Where(static file => !Built().IsMatch(file))];
        Assert.Empty(files.Where(static file => !NotTrusted.Any(other => file.StartsWith(other, StringComparison.Ordinal))).Except(Named.Select(static named => named.File.Replace(Library, "", StringComparison.Ordinal))));
        Assert.All(NotTrusted, other => Assert.Contains(files, file => file.StartsWith(other, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_file_of_the_trusted_base_is_unsafe_or_emits_code() =>
        Assert.Empty(Named.Where(static named => Dangerous().IsMatch(Read(named.File))).Select(static named => named.File));

    [Fact]
    public void What_checks_names_nothing_that_searches()
    {
        string[] searching = [.. typeof(Search.ProofSearch).Assembly.GetTypes().Where(static type => type.Namespace == typeof(Search.ProofSearch).Namespace && !type.IsNested).Select(static type => type.Name)];
        Assert.Contains("PotentialSearch", searching);
        Regex names = new($@"\b({string.Join('|', searching.Append(@"Lightcone\.Proofs\.Search").Append("LinearProgram"))})\b");
        Assert.Empty(Named.Where(named => names.IsMatch(Read(named.File))).Select(static named => named.File));
    }

    /// <summary>References of the assembly: the model, its ground and the base library.</summary>
    [Fact]
    public void The_library_references_the_model_and_its_ground_only() =>
        Assert.Equal(["Lightcone", "Lightcone.Foundation"], typeof(Certificate).Assembly.GetReferencedAssemblies().Select(static name => name.Name!).Where(static name => !name.StartsWith("System.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static int Lines(string file) => File.Exists(Path.Combine(Root, file)) ? File.ReadAllLines(Path.Combine(Root, file)).Length : -1;

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"^\| (?<file>src/\S+\.cs) \| (?<lines>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(bin|obj)/", RegexOptions.ExplicitCapture)]
    private static partial Regex Built();

    [GeneratedRegex(@"\bunsafe\b|Reflection\.Emit|\bUnsafe\.|\bMemoryMarshal\b|DllImport|LibraryImport", RegexOptions.ExplicitCapture)]
    private static partial Regex Dangerous();
}
