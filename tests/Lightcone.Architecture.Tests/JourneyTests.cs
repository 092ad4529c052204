using System.Reflection;
using System.Text.RegularExpressions;

namespace Lightcone.Architecture.Tests;

/// <summary>The journeys of ARCHITECTURE.md are drawings of real code: at most ten stops each, and every name at a stop is a namespace, a type or a member that exists.</summary>
public sealed partial class JourneyTests
{
    private const BindingFlags Every = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Type[] Types = [.. Product.Libraries.SelectMany(static product => product.Assembly.GetExportedTypes())];

    [Fact]
    public void Three_journeys_have_at_most_ten_stops()
    {
        string[][] journeys = [.. Journeys()];
        Assert.Equal(3, journeys.Length);
        Assert.All(journeys, static stops => Assert.InRange(stops.Length, 3, 10));
    }

    [Fact]
    public void Every_name_at_a_stop_exists()
    {
        string[] names = [.. Journeys().SelectMany(static stops => stops).SelectMany(static stop => Dotted().Matches(stop)).Select(static match => match.Value)];
        Assert.True(names.Length > 15, "the stops name almost nothing");
        Offenders.None(names.Where(static name => !Exists(name.Split('.'))));
    }

    /// <summary>Pages name what there is: namespaces, types and members with their assembly in front. Old names have a page of their own, and changes tell of what was.</summary>
    [Fact]
    public void Every_full_name_on_a_page_exists()
    {
        (string Page, string Name)[] names =
        [
            .. from page in Repository.TextFiles
               where page.EndsWith(".md", StringComparison.Ordinal) && page is not ("docs/names.md" or "CHANGELOG.md")
               from Match match in FullName().Matches(Repository.Read(page))
               select (page, match.Groups["name"].Value),
        ];
        Assert.True(names.Length > 15, "the pages name almost nothing");
        Offenders.None(names.Where(static found => !Names.Contains($"Lightcone.{found.Name}") && !Exists(found.Name.Split('.'))).Select(static found => $"{found.Page}: Lightcone.{found.Name}"));
    }

    // Assemblies, programs and tests among them, and namespaces.
    private static readonly HashSet<string> Names =
        [.. Repository.Files.Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(static file => Path.GetFileNameWithoutExtension(file)), .. Types.Select(static type => type.Namespace!)];

    [Theory]
    [InlineData("Networks.Network.Evaluate", true)]
    [InlineData("Engines.Compile", true)]
    [InlineData("Networks.Network.Levitate", false)]
    [InlineData("Networks.Architecture", false)]
    public void A_name_is_looked_up(string name, bool exists) => Assert.Equal(exists, Exists(name.Split('.')));

    // Blocks of numbered lines below the heading.
    private static IEnumerable<string[]> Journeys() =>
        from block in Repository.Read("ARCHITECTURE.md").Split("## The way data travels")[1].Split("\n## ")[0].Split("```text")[1..]
        select block.Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Namespace parts, then a type, then members; a verb that extends another type is named after its namespace.
    private static bool Exists(string[] parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            string before = "Lightcone" + string.Concat(parts[..i].Select(static part => "." + part));
            foreach (Type type in Types.Where(type => PlainName(type) == parts[i] && type.Namespace == before || i == 0 && PlainName(type) == parts[0]))
                if (parts[(i + 1)..] is [] || (parts[(i + 1)..] is [var member] && type.GetMember(member, Every).Length > 0))
                    return true;
            if (i == parts.Length - 1 && Types.Any(type => type.Namespace == before && type.GetMethods(Every).Any(method => method.Name == parts[i])))
                return true;
        }

        return false;
    }

    private static string PlainName(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex(@"\b[A-Z]\w+(\.[A-Z]\w+)+")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"`Lightcone\.(?<name>[A-Z]\w+(\.[A-Z]\w+)*)", RegexOptions.ExplicitCapture)]
    private static partial Regex FullName();
}
