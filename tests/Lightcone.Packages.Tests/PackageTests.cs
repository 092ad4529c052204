using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Lightcone.Shared.Tests;

namespace Lightcone.Packages.Tests;

/// <summary>What is packed is what a user installs: from a local folder into an empty project.</summary>
[Collection(Packed.Name)]
[Trait(Round.Trait, Round.Long)]
public sealed partial class PackageTests(PackageFixture packages)
{
    private const string Version = "0.1.0";

    private static readonly string[] Assemblies = ["Lightcone", "Lightcone.Engines", "Lightcone.Experiments", "Lightcone.Flows", "Lightcone.Foundation", "Lightcone.Networks", "Lightcone.Proofs"];

    [Fact]
    public void The_library_is_one_package_of_all_assemblies_without_a_native_part()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Packages, $"Lightcone.{Version}.nupkg"));
        string[] files = [.. package.Entries.Select(static entry => entry.FullName)];
        Assert.Equal(Assemblies.SelectMany(static name => new[] { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }).Order(StringComparer.Ordinal), files.Where(static file => file.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(files, static file => file.StartsWith("runtimes/", StringComparison.Ordinal));
        Assert.Contains("README.md", files);
        XElement metadata = Metadata(package, "Lightcone");
        Assert.Equal(["MIT", "README.md"], [Value(metadata, "license"), Value(metadata, "readme")]);
        Assert.Contains("cellular-automata", Value(metadata, "tags"), StringComparison.Ordinal);
        Assert.DoesNotContain(metadata.Descendants(), static element => element.Name.LocalName == "dependency");
    }

    [Theory]
    [InlineData("Lightcone", "lib/net10.0/Lightcone.Engines.pdb")]
    [InlineData("Lightcone.Cli", "tools/net10.0/any/Lightcone.Cli.pdb")]
    public void Symbols_are_a_package_beside_it(string id, string file)
    {
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(packages.Packages, $"{id}.{Version}.snupkg"));
        Assert.Contains(symbols.Entries, entry => entry.FullName == file);
    }

    [Fact]
    public void The_README_s_program_runs_against_the_installed_package()
    {
        Match block = CSharpBlock().Match(File.ReadAllText(Path.Combine(PackageFixture.Repository, "README.md")));
        Assert.True(block.Success);
        string usings = string.Concat(new[] { "System.Numerics", "Lightcone", "Lightcone.Engines", "Lightcone.Learning", "Lightcone.Proofs", "Lightcone.Tasks" }.Select(static name => $"using {name};\n"));
        string folder = packages.Project("Readme", $"{usings}{block.Groups["text"].Value}return 0;\n", "");
        PackageFixture.Dotnet(folder, "build", "-c", "Release", "-v", "quiet");
        Assert.Contains("4000 steps, exact: True", PackageFixture.Dotnet(folder, Path.Combine(folder, "bin", "Release", "net10.0", "Readme.dll")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_is_a_tool()
    {
        string tools = packages.Folder("tools");
        PackageFixture.Dotnet(tools, "tool", "install", "Lightcone.Cli", "--version", Version, "--tool-path", tools, "--source", packages.Packages);
        string program = Path.Combine(tools, OperatingSystem.IsWindows() ? "lightcone.exe" : "lightcone");
        Assert.Equal(Version, PackageFixture.Run(program, tools, "--version").Trim());
        Assert.Contains("3", PackageFixture.Run(program, tools, "run", "addition", "--add", "1", "2"), StringComparison.Ordinal);
    }

    private static XElement Metadata(ZipArchive package, string id)
    {
        using Stream stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().First();
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().First(element => element.Name.LocalName == name).Value;

    [GeneratedRegex("```csharp\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CSharpBlock();
}
