using Lightcone.Engines;

namespace Lightcone.Architecture.Tests;

public sealed class DirectionTests
{
    // Who may build on whom. An assembly that is not listed may not exist: say here what it is allowed to know.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Lightcone"] = [],
        ["Lightcone.Flows"] = ["Lightcone"],
        ["Lightcone.Networks"] = ["Lightcone", "Lightcone.Flows"],
        ["Lightcone.Experiments"] = ["Lightcone", "Lightcone.Flows", "Lightcone.Networks"],
        ["Lightcone.Cli"] = ["Lightcone", "Lightcone.Flows", "Lightcone.Networks", "Lightcone.Experiments"],
        ["Lightcone.Lab"] = ["Lightcone", "Lightcone.Flows", "Lightcone.Networks", "Lightcone.Experiments"],
    };

    [Fact]
    public void Every_assembly_has_its_place() =>
        Offenders.None(Product.All.Select(static product => product.Name).Except(Allowed.Keys));

    [Fact]
    public void Assemblies_know_only_what_comes_before_them() =>
        Offenders.None(
            from product in Product.All
            from reference in product.Assembly.GetReferencedAssemblies().Select(static name => name.Name!)
                .Concat(product.References("ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path)))
            where reference.StartsWith("Lightcone", StringComparison.Ordinal) && !Allowed[product.Name].Contains(reference)
            select $"{product.Name} -> {reference}");

    [Fact]
    public void The_library_uses_the_base_class_library_only()
    {
        Product library = Assert.Single(Product.All, static product => product.Name == "Lightcone");
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Offenders.None(library.Assembly.GetReferencedAssemblies().Where(name => !File.Exists(Path.Combine(framework, name.Name + ".dll"))).Select(static name => name.Name));
        Offenders.None(library.References("PackageReference"));
    }
}
