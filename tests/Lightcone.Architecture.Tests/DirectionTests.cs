using System.Reflection;

namespace Lightcone.Architecture.Tests;

public sealed class DirectionTests
{
    private static readonly string[] Below = ["Lightcone.Foundation", "Lightcone", "Lightcone.Proofs", "Lightcone.Engines", "Lightcone.Flows", "Lightcone.Networks", "Lightcone.Experiments"];

    // Who may build on whom. An assembly that is not listed may not exist: say here what it is allowed to know.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Lightcone.Foundation"] = [],
        ["Lightcone"] = ["Lightcone.Foundation"],
        ["Lightcone.Proofs"] = ["Lightcone.Foundation", "Lightcone"],
        ["Lightcone.Engines"] = ["Lightcone.Foundation", "Lightcone"],
        ["Lightcone.Flows"] = ["Lightcone.Foundation"],
        ["Lightcone.Networks"] = ["Lightcone.Foundation"],
        ["Lightcone.Experiments"] = Below[..^1],
        ["Lightcone.Figures"] = Below,
        ["Lightcone.RunIndex"] = Below,
        ["Lightcone.Cli"] = [.. Below, "Lightcone.Figures", "Lightcone.RunIndex"],
        ["Lightcone.Lab"] = [.. Below, "Lightcone.Figures", "Lightcone.RunIndex"],
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
    public void Nothing_knows_the_programs() =>
        Offenders.None(
            from product in Product.Libraries
            from reference in product.Assembly.GetReferencedAssemblies()
            where reference.Name is "Lightcone.Cli" or "Lightcone.Lab"
            select $"{product.Name} -> {reference.Name}");

    /// <summary>Namespaces of one assembly have an order: each names only those before it. A pair of namespaces that reach each other is listed with the types that tie it.</summary>
    [Fact]
    public void Namespaces_go_in_no_circle() => Offenders.None(Product.All.SelectMany(static product => Circles(product.Assembly)));

    /// <summary>The root of the model is its glossary: words that everything else is said in, and that need nothing else to be said.</summary>
    [Fact]
    public void The_glossary_stands_alone() =>
        Offenders.None(
            from edge in NamespaceGraph.Types(typeof(LocalRule).Assembly)
            where NamespaceGraph.Namespace(edge.From) == "Lightcone" && NamespaceGraph.Namespace(edge.To) is var to && to != "Lightcone" && !to.StartsWith("Lightcone.Foundation", StringComparison.Ordinal)
            select $"{edge.From} -> {edge.To}");

    [Theory]
    [InlineData("Lightcone.Foundation")]
    [InlineData("Lightcone")]
    [InlineData("Lightcone.Proofs")]
    [InlineData("Lightcone.Engines")]
    [InlineData("Lightcone.Flows")]
    [InlineData("Lightcone.Networks")]
    public void Libraries_use_the_base_class_library_only(string name)
    {
        Product library = Product.All.Single(product => product.Name == name);
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Offenders.None(library.Assembly.GetReferencedAssemblies().Where(static reference => !reference.Name!.StartsWith("Lightcone", StringComparison.Ordinal))
            .Where(reference => !File.Exists(Path.Combine(framework, reference.Name + ".dll"))).Select(static reference => reference.Name));
        Offenders.None(library.References("PackageReference"));
    }

    /// <summary>What is proved rests on code that a person can check: no pointers, no code made at run time, no engine.</summary>
    [Theory]
    [InlineData("Lightcone.Foundation")]
    [InlineData("Lightcone")]
    [InlineData("Lightcone.Proofs")]
    public void Proofs_and_what_they_rest_on_are_safe(string name)
    {
        Product library = Product.All.Single(product => product.Name == name);
        Offenders.None(Repository.Sources(library.Folder).Where(static file => Repository.Lines(file).Any(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && (line.Contains("unsafe", StringComparison.Ordinal) || line.Contains("Unsafe.", StringComparison.Ordinal) || line.Contains("Reflection.Emit", StringComparison.Ordinal)))));
        Offenders.None(library.References("PackageReference").Concat(Repository.Read(library.ProjectFile).Contains("AllowUnsafeBlocks", StringComparison.Ordinal) ? ["AllowUnsafeBlocks"] : []));
    }

    private static IEnumerable<string> Circles(Assembly assembly)
    {
        (string From, string To)[] types = [.. NamespaceGraph.Types(assembly)];
        HashSet<string> own = [.. types.Select(static edge => NamespaceGraph.Namespace(edge.From))];
        ILookup<string, string> next = types.Select(static edge => (From: NamespaceGraph.Namespace(edge.From), To: NamespaceGraph.Namespace(edge.To)))
            .Where(edge => edge.From != edge.To && own.Contains(edge.To)).Distinct().ToLookup(static edge => edge.From, static edge => edge.To);
        Dictionary<string, HashSet<string>> reached = own.ToDictionary(static name => name, name => Reached(name, next));
        return
            from edge in types
            let source = NamespaceGraph.Namespace(edge.From)
            let target = NamespaceGraph.Namespace(edge.To)
            where source != target && own.Contains(target) && reached[target].Contains(source)
            select $"{edge.From} -> {edge.To}";
    }

    private static HashSet<string> Reached(string start, ILookup<string, string> next)
    {
        HashSet<string> seen = [];
        Stack<string> open = new([start]);
        while (open.TryPop(out string? name))
            foreach (string to in next[name])
                if (seen.Add(to))
                    open.Push(to);
        return seen;
    }
}
