using PublicApiGenerator;

namespace Lightcone.Architecture.Tests;

public sealed class PublicApiTests
{
    private const string Accept = "LIGHTCONE_ACCEPT_API";

    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false, ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"] };

    public static TheoryData<string> Names => [.. Product.Libraries.Select(static product => product.Name)];

    /// <summary>The public members of each library are a text under version control, so that a change of them is seen and reviewed like code.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Public_members_are_those_that_were_reviewed(string name)
    {
        string file = Path.Combine(Repository.Root, "tests/Lightcone.Architecture.Tests/PublicApi", name + ".txt");
        string[] found = Product.All.Single(product => product.Name == name).Assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, string.Join('\n', found) + "\n");
        }

        string[] reviewed = File.Exists(file) ? File.ReadAllLines(file) : [];
        // A member stands below its type; the type's name makes each line unique.
        string[] before = [.. Qualified(reviewed)];
        string[] after = [.. Qualified(found)];
        IEnumerable<string> difference = before.Except(after).Select(static line => "- " + line).Concat(after.Except(before).Select(static line => "+ " + line));
        Assert.True(reviewed.SequenceEqual(found), $"the public members of {name} changed:\n{string.Join('\n', difference)}\nWhen this is what you want: {Accept}=1 ./test, then commit PublicApi/{name}.txt.");
    }

    private static IEnumerable<string> Qualified(string[] lines)
    {
        string type = "";
        foreach (string line in lines.Select(static line => line.Trim()).Where(static line => line is not ("" or "{" or "}")))
        {
            bool begins = line.Split('(')[0].Split(' ') is var words && words.Any(static word => word is "class" or "struct" or "interface" or "enum" or "delegate" or "namespace");
            type = begins ? line : type;
            yield return begins ? line : $"{type}: {line}";
        }
    }
}
