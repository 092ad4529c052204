using System.Text.RegularExpressions;

namespace Lightcone.Architecture.Tests;

public sealed partial class FileTests
{
    [Theory]
    [InlineData("src", 400)]
    [InlineData("apps", 400)]
    [InlineData("tests", 600)]
    public void Files_are_short(string room, int longest)
    {
        (string File, int Lines)[] sizes = [.. Repository.Sources(room).Select(static file => (file, Repository.Lines(file).Length)).OrderBy(static size => size.Length)];
        Offenders.None(sizes.Where(size => size.Lines > longest));
        if (room != "src")
            return;
        Assert.InRange(sizes[sizes.Length / 2].Lines, 1, 99);
        int index = (int)Math.Ceiling(0.9 * sizes.Length) - 1;
        Assert.True(sizes[index].Lines <= 250, $"nine files in ten have at most 250 lines; {string.Join(", ", sizes.Where(static size => size.Lines > 250))} are too many");
    }

    [Fact]
    public void A_namespace_is_a_folder() =>
        Offenders.None(
            from product in Product.All
            from file in Repository.Sources(product.Folder)
            where Path.GetFileName(file) != "Program.cs"
            let expected = (product.Name + Path.GetDirectoryName(file)![product.Folder.Length..]).Replace('/', '.').Replace('\\', '.')
            let found = Declaration().Match(Repository.Read(file)).Groups["name"].Value
            where found != expected
            select $"{file} declares {(found.Length == 0 ? "no namespace" : found)}, its folder is {expected}");

    [Fact]
    public void Nothing_is_left_for_later() =>
        Offenders.None(Places(Repository.Sources("src").Concat(Repository.Sources("apps")), Unfinished()));

    // The command that repeats it is part of a run's record and of a claim, as its source is; messages are nowhere near.
    private static readonly string[] Commands = ["src/Lightcone.Experiments/Claims/Claim.cs", "src/Lightcone.Experiments/Claims/ClaimPage.cs", "src/Lightcone.Experiments/Runs/RunSpec.cs"];

    /// <summary>A library does not know which program shows its messages: options are the program's own words (see Setting).</summary>
    [Fact]
    public void Messages_of_libraries_name_no_option_of_the_command_line() =>
        Offenders.None(Places(Repository.Sources("src").Except(Commands), OptionInText()).Where(static place => !place.Contains(": ///", StringComparison.Ordinal)));

    /// <summary>A mark that nobody reads runs nothing: whichever project marks tests that depend on vectors has the class that runs them under each instruction set.</summary>
    [Fact]
    public void Tests_that_depend_on_vectors_run_under_each_instruction_set()
    {
        string[] marked = [.. Repository.Sources("tests").Where(static file => !file.StartsWith("tests/Shared/", StringComparison.Ordinal) && Repository.Read(file).Contains("InstructionSet." + "Vectors)]", StringComparison.Ordinal)).Select(ProjectOf).Distinct()];
        Assert.True(marked.Length >= 7, "the marks were not found");
        Offenders.None(marked.Except(Repository.Sources("tests").Where(static file => Repository.Read(file).Contains(" : VectorTests", StringComparison.Ordinal)).Select(ProjectOf)));
        // Spelled otherwise a mark would not be seen here.
        Offenders.None(Repository.Sources("tests").Where(static file => Repository.Read(file).Contains("Trait(\"" + "Depends\"", StringComparison.Ordinal)));

        static string ProjectOf(string file) => file.Split('/')[1];
    }

    /// <summary>A page names files and folders of the project as they are; a name with Your or Name in it stands for the reader's own. Old names have a page of their own, and changes tell of what was.</summary>
    [Fact]
    public void Every_path_that_a_page_names_is_here() =>
        Offenders.None(
            from page in Repository.TextFiles
            where page.EndsWith(".md", StringComparison.Ordinal) && page is not ("docs/names.md" or "CHANGELOG.md")
            from path in ProjectPath().Matches(Repository.Read(page)).Select(static match => match.Value).Distinct()
            where !path.Contains("Your", StringComparison.Ordinal) && !path.Contains("Name", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Repository.Root, path))
            select $"{page}: {path}");

    /// <summary>A page can be read in a terminal: its sentences have at most 120 columns. Rows of tables, pictures and what commands print are as wide as they are.</summary>
    [Fact]
    public void Sentences_of_pages_have_at_most_120_columns() =>
        Offenders.None(
            from page in Repository.TextFiles
            where page.EndsWith(".md", StringComparison.Ordinal)
            from line in Sentences(Repository.Lines(page))
            where line.Text.Length > 120
            select $"{page}:{line.Number}: {line.Text.Length} columns");

    private static IEnumerable<(int Number, string Text)> Sentences(string[] lines)
    {
        bool isCode = false;
        foreach ((int index, string line) in lines.Index())
        {
            isCode ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isCode && !line.TrimStart().StartsWith('|') && !line.StartsWith("![", StringComparison.Ordinal))
                yield return (index + 1, line);
        }
    }

    /// <summary>Whoever reads of a page wants to open it: every page that a source file names is in the repository.</summary>
    [Fact]
    public void Every_page_that_is_cited_is_here()
    {
        string[] here = [.. Repository.Files.Select(static file => Path.GetFileName(file)!)];
        Offenders.None(
            from file in Repository.Files
            where file.EndsWith(".cs", StringComparison.Ordinal)
            from Match page in Page().Matches(Repository.Read(file))
            where !here.Contains(page.Value)
            select $"{file}: {page.Value}");
    }

    // This file must not find itself, so the words are put together here.
    [Fact]
    public void Nothing_names_a_machine_or_a_package_host()
    {
        string[] words =
        [
            "/root" + "/", "/home" + "/[a-z]", "/Users" + "/[A-Za-z]", @"[A-Z]:\\+Users" + @"\\", "/work" + "/(trees|main|shared)", "nuget" + @"\.org", "npmjs" + @"\.(org|com)",
            "pypi" + @"\.org", "artifactory" + @"[./]", "\"resolved\": \"" + "http", "<packageSources" + ">",
        ];
        Offenders.None(Places(Repository.TextFiles, new Regex(string.Join('|', words))));
    }

    [Fact]
    public void Every_project_has_its_lock_file() =>
        Offenders.None(Repository.Files.Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(static file => !Repository.Files.Contains(Path.GetDirectoryName(file)!.Replace('\\', '/') + "/packages.lock.json")));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Offenders.None(Repository.Files.Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal) && !Repository.Read("Lightcone.slnx").Contains($"\"{file}\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("lightcone")]
    [InlineData("test")]
    [InlineData(".ci/run")]
    public void Scripts_can_be_executed(string script)
    {
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Path.Combine(Repository.Root, script)).HasFlag(UnixFileMode.UserExecute));
        Assert.DoesNotContain("\r", Repository.Read(script), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Places(IEnumerable<string> files, Regex pattern) =>
        from file in files
        from line in Repository.Lines(file).Index()
        where pattern.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![\w/.-])(src|apps|tests|benchmarks|samples|docs|data|packages|findings)/[\w./-]*[\w/]", RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"\b[\w-]+\.md\b")]
    private static partial Regex Page();

    [GeneratedRegex("\"[^\"]*( --[a-z]+|lightcone [a-z]+ )", RegexOptions.ExplicitCapture)]
    private static partial Regex OptionInText();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Unfinished();
}
