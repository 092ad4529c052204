using System.IO.Compression;
using Lightcone.Formats;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;

namespace Lightcone.Tests;

/// <summary>Patterns packed with gzip and zip.</summary>
public sealed class PackedPatternTests
{
    private static readonly byte[] Glider = "x = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n"u8.ToArray();

    [Theory]
    [InlineData("glider.rle")]
    [InlineData("glider.rle.gz")]
    [InlineData("glider.RLE.GZ")]
    [InlineData("glider.zip")]
    [InlineData("glider.rle.zip")]
    [InlineData("glider.mc.gz")]
    [InlineData("glider.mcl.zip")]
    [InlineData("glider.lif")]
    public void A_pattern_is_packed_as_its_name_says(string path)
    {
        Pattern glider = PatternFormat.Read(Glider, "glider.rle");
        PatternFormat format = PatternFormat.OfPath(path) ?? PatternFormat.Find("rle")!;
        byte[] packed = format.Format(glider, path);
        Assert.Equal(path.EndsWith("rle", StringComparison.Ordinal) || path.EndsWith("lif", StringComparison.Ordinal), packed[0] is (byte)'x' or (byte)'#');
        Assert.Equal(packed, format.Format(glider, path));
        Assert.Equal(glider.Cells, PatternFormat.Read(packed, path).Cells);
        Assert.Equal(glider.Rule, PatternFormat.Read(packed, path).Rule);
        Assert.True(PatternFormat.Claims(path));
    }

    /// <summary>Golly's collection has a file that is called .gz and is none.</summary>
    [Fact]
    public void What_is_called_packed_and_is_not_is_read_too() =>
        Assert.Equal(5, PatternFormat.Read(Glider, "glider.rle.gz").Cells.Population);

    [Fact]
    public void An_archive_of_one_pattern_may_hold_its_rule_and_other_files()
    {
        byte[] archive = Zip(("docs/readme.txt", "hello"), ("a/p.rle", "x = 1, y = 1, rule = Fancy\nA!"), ("a/Fancy.rule", "@RULE Fancy\n"), ("__MACOSX/a/._p.rle", "x"), ("._q.rle", "x"));
        Pattern pattern = PatternFormat.Read(archive, "f.zip");
        Assert.Equal(("Fancy", "@RULE Fancy\n"), (pattern.Rule, pattern.RuleText));
    }

    [Fact]
    public void An_archive_of_no_pattern_or_several_is_refused_with_its_members()
    {
        Assert.Equal("f.zip: this archive holds 2 patterns, and one is read. It holds a.rle, b.mc, c.txt. Unpack the one that is meant.", Refused(Zip(("a.rle", "o!"), ("b.mc", "[M2]"), ("c.txt", "")), "f.zip"));
        Assert.Equal("f.zip: this archive holds no pattern, and one is read. It holds c.lua.", Refused(Zip(("c.lua", "")), "f.zip"));
        Assert.Equal("f.zip: this archive holds no pattern, and one is read. It holds nothing.", Refused(Zip(), "f.zip"));
        Assert.Contains("and 10 more", Refused(Zip([.. Enumerable.Range(0, 30).Select(static i => ($"{i}.rle", "o!"))]), "f.zip"), StringComparison.Ordinal);
    }

    /// <summary>Errors in a member name both.</summary>
    [Fact]
    public void A_place_in_an_archive_has_the_name_of_the_member() =>
        Assert.StartsWith("f.zip/a.rle:2:1: 'z' is no state", Refused(Zip(("a.rle", "x = 1, y = 1\nz!")), "f.zip"), StringComparison.Ordinal);

    /// <summary>The guard alone, with a limit of a thousand bytes and files that hold a thousand and one.</summary>
    [Fact]
    public void More_than_is_allowed_is_not_unpacked()
    {
        string text = "x = 1, y = 1\no!" + new string('\n', 986);
        Assert.Equal(1_001, text.Length);
        foreach (byte[] packed in (byte[][])[Gzip(text), Zip(("a.rle", text)), Gzip(Gzip(text)), Zip(("a.rle", text[..600]), ("Foo.rule", text[..600]))])
        {
            Assert.Contains("unpacks to more bytes than are read here", Assert.Throws<InputException>(() => PatternFormat.Read(packed, "f.zip", 1_000)).Message, StringComparison.Ordinal);
            Assert.Equal(1, PatternFormat.Read(packed, "f.zip", 2_000).Cells.Population);
        }

        Assert.Contains("packed more than 3 times", Assert.Throws<InputException>(() => PatternFormat.Read(Gzip(Gzip(Gzip(Gzip(text)))), "f.gz")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_were_cut_off_or_changed_are_damaged()
    {
        byte[] gzip = Gzip("x = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n");
        byte[] zip = Zip(("a.rle", "x = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n"));
        foreach (byte[] file in (byte[][])[gzip, zip])
            for (int length = 4; length < file.Length; length++)
                Assert.Contains("damaged", Refused(file[..length], "f"), StringComparison.Ordinal);
        gzip[^6] ^= 1;
        Assert.Contains("damaged", Refused(gzip, "f"), StringComparison.Ordinal);
    }

    private static string Refused(byte[] content, string file) => Assert.Throws<InputException>(() => PatternFormat.Read(content, file)).Message;

    private static byte[] Gzip(string text) => Gzip([.. text.Select(static c => (byte)c)]);

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Optimal))
            stream.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, string Text)[] members)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create))
            foreach ((string name, string text) in members)
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }

        return packed.ToArray();
    }
}
