using System.Xml.Linq;

namespace Lightcone.Packages.Tests;

public sealed class BundleTests
{
    /// <summary>A library that references a package brings files of others, native ones among them; every other one is in the bundle.</summary>
    [Fact]
    public void The_bundle_holds_every_library_that_needs_no_package()
    {
        string[] libraries = [.. Directory.GetFiles(Path.Combine(PackageFixture.Repository, "src"), "*.csproj", SearchOption.AllDirectories).Where(static file => Elements(file, "PackageReference").Length == 0).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        string[] bundled = [.. Elements(Path.Combine(PackageFixture.Repository, "packages", "Lightcone.Bundle", "Lightcone.Bundle.csproj"), "ProjectReference").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(libraries, bundled);
    }

    private static string[] Elements(string project, string name) => [.. XDocument.Load(project).Descendants(name).Select(static element => (string?)element.Attribute("Include") ?? "")];
}
