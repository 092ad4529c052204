using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Tests;

/// <summary>The rules of the house that a test can hold.</summary>
public sealed class ConventionTests
{
    [Fact]
    public void Every_class_is_sealed_abstract_or_static() =>
        Assert.DoesNotContain(typeof(IFlow).Assembly.GetTypes(), static t => t.IsClass && !t.IsSealed && !t.IsAbstract && !t.Name.StartsWith('<'));

    [Fact]
    public void Files_are_short()
    {
        string source = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "src", "Lightcone.Flows");
        int[] lengths = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(static p => !p.Contains("/obj/", StringComparison.Ordinal) && !p.Contains("/bin/", StringComparison.Ordinal)).Select(static p => File.ReadLines(p).Count()).Order()];
        Assert.InRange(lengths[^1], 1, 400);
        Assert.InRange(lengths[lengths.Length / 2], 1, 99);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, 249);
    }

    internal static string Here([CallerFilePath] string path = "") => path;
}
