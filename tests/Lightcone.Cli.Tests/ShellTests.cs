using System.CommandLine;
using System.Text.Json;
using Lightcone.Cli.Entry;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Tests;

public sealed class ShellTests
{
    [Theory]
    [InlineData("doctr", "Did you mean doctor?")]
    [InlineData("xyz", "The verbs are")]
    [InlineData("doctor --jsno", "Did you mean --json?")]
    [InlineData("doctor superfluous", "superfluous")]
    [InlineData("--verbose", "has no option '--verbose'")]
    [InlineData("", "say what to do")]
    public void Usage_errors_are_sentences_on_standard_error(string line, string part)
    {
        (int code, string output, string error) = Run(line);
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "Commands:")]
    [InlineData("help run", "lightcone run <TASK|FILE>")]
    public void Help_is_a_word_too(string line, string part)
    {
        (int code, string output, _) = CommandLine.Line(line);
        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_seed_may_be_given_where_nothing_is_random() => Assert.Equal(0, CommandLine.Line("measure lyapunov --system henon --duration 200 --seed 1").Code);

    [Fact]
    public void The_version_is_a_single_line()
    {
        (int code, string output, string error) = Run("--version");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", output);
    }

    [Fact]
    public void Every_verb_has_help_with_an_example_that_runs_it()
    {
        foreach (Command verb in Catalog.Verbs())
        {
            (int code, string output, string error) = Run($"{verb.Name} --help");
            Assert.Equal((0, ""), (code, error));
            Assert.Contains($"  lightcone {verb.Name}", output, StringComparison.Ordinal);
            Assert.Equal(Run($"{verb.Name} -h").Output, output);
            Assert.All(Assert.IsType<Verb>(verb).Examples, example => Assert.StartsWith($"lightcone {verb.Name}", example, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_command_line_builds_the_verb_it_names_and_no_other() =>
        Assert.All(Catalog.Verbs(), static verb => Assert.Equal(verb.Name, Assert.Single(Catalog.For([verb.Name, "--json"])).Name));

    [Theory]
    [InlineData("doctor --json", "vectors")]
    [InlineData("cite --json", "sources")]
    public void Json_is_one_document(string line, string member)
    {
        using JsonDocument document = JsonDocument.Parse(Run(line).Output);
        Assert.True(document.RootElement.TryGetProperty(member, out _));
    }

    [Fact]
    public void Citations_name_both_papers_and_invent_no_author()
    {
        string text = Run("cite").Output;
        Assert.Contains("2602.01651", text, StringComparison.Ordinal);
        Assert.Contains("Zichao Wei", text, StringComparison.Ordinal);
        Assert.DoesNotContain("author", text[text.IndexOf("constraint2025", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new InputException("symbol '7' is not in this rule's alphabet {0,1}.", new SourceLocation("input.txt", 1, 17)), 2, "input.txt:1:17: symbol '7'" },
        { new FileNotFoundException("Could not find file 'a.rule.json'."), 2, "a.rule.json" },
        { new UnauthorizedAccessException("Access to the path 'b' is denied."), 2, "permissions" },
        { new ResourceLimitException("1e11 cells need 93 GiB."), 4, "93 GiB" },
        { new OperationCanceledException(), 130, "interrupted" },
        { new InvalidOperationException("two\nlines"), 70, "InvalidOperationException: two lines" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failures_become_a_sentence_and_an_exit_code(Exception failure, int code, string part)
    {
        StringWriter error = new();
        Assert.Equal(code, Shell.Explain(failure, error));
        Assert.Contains(part, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd('\n').Split('\n'));
    }

    // Damerau's four kinds of slip, each one edit; the last is the textbook pair of Wagner and Fischer's distance.
    [Theory]
    [InlineData("certfy", "certify", 1)]
    [InlineData("certifyy", "certify", 1)]
    [InlineData("certiby", "certify", 1)]
    [InlineData("certiyf", "certify", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits(string a, string b, int edits)
    {
        Assert.Equal(edits, EditDistance.Distance(a, b));
        Assert.Equal(edits, EditDistance.Distance(b, a));
    }

    private static (int Code, string Output, string Error) Run(string line)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        return (Shell.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error), output.ToString(), error.ToString());
    }
}
