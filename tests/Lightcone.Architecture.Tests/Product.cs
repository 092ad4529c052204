using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Lightcone.Formats;

namespace Lightcone.Architecture.Tests;

/// <summary>One assembly of the product with its project file, found by scanning src/ and apps/.</summary>
internal sealed record Product(string Name, string ProjectFile, Assembly Assembly)
{
    // What is built for browsers cannot be loaded here; its sources are held to what is asked of files.
    public static Product[] All { get; } =
    [
        .. Repository.Files.Where(static file => (file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("apps/", StringComparison.Ordinal)) && file.EndsWith(".csproj", StringComparison.Ordinal) && !Repository.Read(file).Contains("Microsoft.NET.Sdk.WebAssembly", StringComparison.Ordinal))
            .Select(static file => new Product(Path.GetFileNameWithoutExtension(file), file, Assembly.Load(Path.GetFileNameWithoutExtension(file)))),
    ];

    /// <summary>The assemblies that others build on: those whose public types are an interface to users.</summary>
    public static IEnumerable<Product> Libraries => All.Where(static product => product.Name is not ("Lightcone.Cli" or "Lightcone.Lab"));

    public string Folder => Path.GetDirectoryName(ProjectFile)!.Replace('\\', '/');

    /// <summary>The types that a person wrote.</summary>
    public IEnumerable<Type> Types => Assembly.GetTypes().Where(static type => !IsGenerated(type));

    public IEnumerable<string> References(string kind) =>
        XDocument.Parse(Repository.Read(ProjectFile)).Descendants(kind).Select(static element => (string?)element.Attribute("Include") ?? "");

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || type.IsDefined(typeof(CompilerGeneratedAttribute), false) || (type.DeclaringType is not null && IsGenerated(type.DeclaringType))
        || type.Namespace is null || type.Namespace.StartsWith("System", StringComparison.Ordinal) || type.Namespace.StartsWith("Microsoft", StringComparison.Ordinal);
}
