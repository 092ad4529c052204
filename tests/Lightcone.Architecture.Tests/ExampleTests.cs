using System.Net;

namespace Lightcone.Architecture.Tests;

/// <summary>The fifteen words that everything is said in have an example in their documentation, and each line of it stands in a sample, which is compiled and run.</summary>
public sealed class ExampleTests
{
    private const string Sample = "samples/05-glossary.cs";

    public static TheoryData<string> Words => ["Alphabet", "Shape", "Boundary", "Lattice", "Offset", "Neighborhood", "Signature", "LocalRule", "Transitions", "NeuralRule", "Automaton", "Until", "Evolution", "Transducer", "SpacetimeDiagram"];

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_has_an_example_that_compiles(string word)
    {
        string[] documentation = [.. Repository.Lines($"src/Lightcone/{word}.cs").Where(static line => line.StartsWith("///", StringComparison.Ordinal)).Select(static line => WebUtility.HtmlDecode(line[3..].Trim()))];
        int from = Array.IndexOf(documentation, "<code>"), to = Array.IndexOf(documentation, "</code>");
        Assert.True(from > 0 && documentation[from - 1] == "<example>" && to > from + 1, $"{word} has no example");
        string[] section = [.. Repository.Lines(Sample).SkipWhile(line => line != $"// {word}").Skip(1).TakeWhile(static line => !line.StartsWith("// ", StringComparison.Ordinal))];
        Assert.Contains(word, string.Concat(documentation[(from + 1)..to]), StringComparison.Ordinal);
        Offenders.None(documentation[(from + 1)..to].Except(section.Select(static line => line.Trim())));
    }
}
