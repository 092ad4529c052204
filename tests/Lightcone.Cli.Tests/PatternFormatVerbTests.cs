using System.IO.Compression;
using System.Text.Json;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Patterns of the hobby's formats on the command line: run, drawn, told about, turned into each other.</summary>
public sealed class PatternFormatVerbTests : IDisposable
{
    private const string Glider = "x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A glider is itself after four steps (J. H. Conway), in every format, packed or not.</summary>
    [Theory]
    [InlineData("rle", "g.rle")]
    [InlineData("rle", "g.rle.gz")]
    [InlineData("macrocell", "g.mc")]
    [InlineData("macrocell", "g.zip")]
    [InlineData("life105", "g.lif")]
    [InlineData("life106", "g.life")]
    [InlineData("life106", "g.lif.gz")]
    [InlineData("mcell", "g.mcl")]
    [InlineData("mcell", "g.mcl.zip")]
    public void A_glider_goes_through_every_format_and_flies(string format, string name)
    {
        string path = folder.File(name);
        Assert.Equal(0, CommandLine.Run("export", folder.Write("start.rle", Glider), "--format", format, "--out", path).Code);
        (int code, string output, string error) = CommandLine.Run("run", path, "--steps", "4");
        Assert.Equal((0, "010\n001\n111\n"), (code, output));
        Assert.Contains("endless plane", error, StringComparison.Ordinal);
        Assert.Equal("010\n001\n111\n", CommandLine.Run("run", "life", "--from", path, "--steps", "4").Output);
        Assert.Equal(".#.\n..#\n###\n", CommandLine.Run("draw", path, "--steps", "4", "--ansi").Output.Replace("\r", "", StringComparison.Ordinal));
        Assert.Contains("3x3 cells of {0,1}, 5 not 0, on the endless plane", CommandLine.Run("import", path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_is_told_about_whatever_its_rule_and_size()
    {
        string large = folder.Write("large.mc", "[M2]\n#R R5,C0,M1,S34..58,B34..45,NM\n#G 174603710464\n*$\n" + string.Concat(Enumerable.Range(4, 61).Select(static level => $"{level} {level - 3} 0 0 {level - 3}\n")));
        (int code, string output, string error) = CommandLine.Run("import", large);
        Assert.Equal((0, "18446744073709551609x18446744073709551609 cells of 2 states, 2,305,843,009,213,693,952 not 0, on the endless plane, rule R5,C0,M1,S34..58,B34..45,NM, generation 174,603,710,464\n"), (code, output));
        Assert.Contains("not run here: the pattern has 18446744073709551609 x 18446744073709551609 cells, 2,305,843,009,213,693,952 of them living", error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(CommandLine.Run("import", large, "--json").Output);
        Assert.Equal(2_305_843_009_213_693_952, report.RootElement.GetProperty("population").GetInt64());
        Assert.Equal(("a rule of Larger than Life", 174_603_710_464), (report.RootElement.GetProperty("family").GetString(), report.RootElement.GetProperty("generation").GetInt64()));
        Assert.Contains("large.mc: the pattern has 18446744073709551609 x", CommandLine.Run("import", large, "--out", folder.File("large.txt")).Error, StringComparison.Ordinal);
        Assert.Contains("Larger than Life", CommandLine.Run("run", large, "--steps", "1").Error, StringComparison.Ordinal);
        Assert.Contains("K9*,8", CommandLine.Run("import", folder.Write("k.rle", "x = 3, y = 1, rule = B3/S23:K9*,8\n3o!\n")).Output, StringComparison.Ordinal);
        Assert.Contains("it is a Klein bottle", CommandLine.Run("run", folder.File("k.rle"), "--steps", "1").Error, StringComparison.Ordinal);
    }

    /// <summary>Any pattern file becomes another, without a lattice between.</summary>
    [Fact]
    public void One_pattern_file_becomes_another()
    {
        string blocks = folder.Write("g.lif", "#Life 1.05\n#D A glider\n#R 23/36\n#P -1 -1\n.*\n..*\n***\n");
        Assert.Equal(0, CommandLine.Run("import", blocks, "--out", folder.File("g.mc")).Code);
        Assert.Equal(["[M2] (lightcone)", "#R B36/S23", "#C A glider"], File.ReadLines(folder.File("g.mc")).Take(3));
        Assert.Equal(0, CommandLine.Run("import", folder.File("g.mc"), "--out", folder.File("g.rle")).Code);
        Assert.Equal("#C A glider\n#CXRLE Pos=-1,-1\nx = 3, y = 3, rule = B36/S23\nbo$2bo$3o!\n", File.ReadAllText(folder.File("g.rle")));
        Assert.Contains("Life 1.06 holds coordinates of living cells under B3/S23", CommandLine.Run("export", folder.File("g.rle"), "--format", "life106", "--out", folder.File("g6.lif")).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("g6.lif")));
    }

    [Fact]
    public void A_rule_in_an_archive_or_after_the_cells_is_the_patterns_rule()
    {
        const string Shift = "@RULE Shift\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\nvar a={0,1}\nvar b={0,1}\na,0,b,0\na,1,b,1\n";
        const string Cells = "x = 5, y = 1, rule = Shift:T5,1\nobo!\n";
        string archive = folder.File("s.zip");
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create))
            foreach ((string name, string text) in (ReadOnlySpan<(string, string)>)[("s.rle", Cells), ("Shift.rule", Shift)])
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

        Assert.Equal("01010\n", CommandLine.Run("run", archive, "--steps", "1").Output);
        Assert.Equal("01010\n", CommandLine.Run("run", folder.Write("s.rle", Cells + Shift), "--steps", "1").Output);
    }
}
