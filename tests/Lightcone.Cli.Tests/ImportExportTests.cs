using System.Text.Json;
using Lightcone.Cli.Entry;
using Lightcone.Formats;
using Lightcone.Tasks;

namespace Lightcone.Cli.Tests;

public sealed class ImportExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lightcone-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string> Exports
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (FileFormat format in RuleFormats.All)
                data.Add(format.Name, format.Name is "golly" ? "rule110" : format.Name == "safetensors" ? "learned" : "subtraction");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void What_is_exported_comes_back(string format, string subject)
    {
        string source = subject;
        if (subject == "learned")
            Assert.Equal(0, Run("learn", "parity", "--seed", "3", "--out", source = At("learned.json")).Code);
        string[] part = format is "csv" or "truth-json" || format.StartsWith("blif", StringComparison.Ordinal) ? ["--part", "rule"] : [];
        string file = At("exported" + RuleFormats.Find(format)!.Extension);
        Assert.Equal(0, Run(["export", source, "--format", format, "--out", file, .. part]).Code);
        (int code, string output, _) = Run("import", file, "--out", At("back.json"), "--json");
        Assert.Equal(0, code);
        using JsonDocument document = JsonDocument.Parse(output);
        LocalRule expected = subject == "learned" ? Parity.Rule : TaskCatalog.Find(subject).Rule;
        Assert.Equal(expected.Hash, document.RootElement.GetProperty("hash").GetString());
        Assert.Equal(expected, Automaton.Load(At("back.json")).Rule);
        // Verbs take the file itself as well.
        Assert.Equal(expected, RuleSource.Find(file).Automaton.Rule);
    }

    [Fact]
    public void A_Golly_rule_is_certified_run_and_exported_by_its_extension()
    {
        Assert.Equal(0, Run("export", "rule110", "--format", "golly", "--out", At("r.rule")).Code);
        Assert.Contains("certified", Run("certify", At("r.rule"), "--against", "rule110").Output, StringComparison.Ordinal);
        Assert.Equal("100011\n", Run("run", At("r.rule"), "--input", "100001", "--steps", "1").Output);
        Assert.Equal(1, Run("certify", At("r.rule"), "--against", "W30").Code);
    }

    [Theory]
    [InlineData("rle", ".rle")]
    [InlineData("npy", ".npy")]
    public void Cells_go_out_after_some_steps_and_come_in_again(string format, string extension)
    {
        Assert.Equal(0, Run("export", "life", "--random", "20x10", "--seed", "1", "--steps", "3", "--format", format, "--out", At("soup" + extension)).Code);
        string whole = Run("run", "life", "--random", "20x10", "--seed", "1", "--steps", "8").Output;
        Assert.Equal(whole, Run("run", "life", "--from", At("soup" + extension), "--steps", "5").Output);
        Assert.Equal(0, Run("import", At("soup" + extension), "--out", At("soup.txt")).Code);
        Assert.Equal(whole, Run("run", "life", "--from", At("soup.txt"), "--steps", "5").Output);
    }

    [Fact]
    public void A_pattern_is_placed_in_the_middle()
    {
        File.WriteAllText(At("blinker.rle"), "x = 3, y = 1, rule = B3/S23\n3o!\n");
        Assert.Equal("00000\n00100\n00100\n00100\n00000\n", Run("run", "life", "--from", At("blinker.rle"), "--size", "5", "--steps", "1").Output);
    }

    [Fact]
    public void A_circuit_without_our_comment_is_like_a_task()
    {
        Run("export", "W232", "--format", "blif", "--out", At("a.blif"));
        File.WriteAllLines(At("a.blif"), File.ReadAllLines(At("a.blif")).Where(static line => !line.StartsWith('#')));
        Assert.Contains("neither alphabets nor offsets", Run("import", At("a.blif"), "--out", At("b.json")).Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("import", At("a.blif"), "--like", "W110", "--out", At("b.json")).Code);
        Assert.Equal(LocalRule.Elementary(232), LocalRule.Load(At("b.json")));
    }

    [Theory]
    [InlineData("export addition --format golly --out x", "no frozen input field")]
    [InlineData("export addition --format csv --out x", "Choose one. Use --part rule or readout")]
    [InlineData("export addition --format safetensors --out x", "Learn it first")]
    [InlineData("export rule110 --format goly --out x", "Did you mean golly?")]
    [InlineData("export rule110 --part readout --format csv --out x", "has no readout")]
    [InlineData("export rule110 --format csv --random 4 --seed 1 --out x", "holds a rule, not cells")]
    [InlineData("export addition --add 1 2 --format rle --out x", "Choose one. Use --part state or input")]
    [InlineData("export life --format rle --out x", "no input")]
    [InlineData("run life --from missing.rle --steps 1", "Check the name")]
    [InlineData("import missing.rule --out x", "Check the name")]
    [InlineData("run missing.rule --random 3 --seed 1", "no such file")]
    public void What_cannot_be_done_is_said(string line, string part)
    {
        (int code, string output, string error) = Run(line.Split(' '));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.False(File.Exists("x"));
    }

    private string At(string name) => Path.Combine(folder, name);

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        return (Shell.Run(arguments, output, error), output.ToString(), error.ToString());
    }
}
