using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Quadtrees;
using Lightcone.Foundation.Input;

namespace Lightcone.Oracles.Tests;

/// <summary>All files of the collection that comes with Golly 3.3 (Debian's package): read, or refused with the reason; and as many cells live in them as bgolly counts.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed partial class GollyPatternTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_pattern_is_read_or_refused_with_the_reason()
    {
        Dictionary<string, string> refused = [];
        Dictionary<string, string> large = [];
        string collection = Collection();
        string[] files = [.. Directory.EnumerateFiles(collection, "*", SearchOption.AllDirectories)];
        foreach (string file in files)
            try
            {
                RunLengthPattern.Of(Read(file), file: file);
            }
            catch (InputException exception)
            {
                (exception.Problem.Contains("cells, ", StringComparison.Ordinal) || exception.Problem.Contains("topology", StringComparison.Ordinal) ? large : refused).Add(Path.GetFileName(file), exception.Problem);
            }

        Assert.Equal((353, 4, 15), (files.Length, refused.Count, large.Count));
        Assert.Contains("a program in Lua", refused["alt-wicks.lua"], StringComparison.Ordinal);
        Assert.Contains("a program in Lua", refused["p59-glider-loop.lua"], StringComparison.Ordinal);
        Assert.Contains("holds no pattern, and one is read. It holds unit-fraction-orthogonal-spaceships.lua", refused["unit-fraction-orthogonal-spaceships.zip"], StringComparison.Ordinal);
        Assert.Contains("holds 10 patterns, and one is read. It holds Flow6.rule, Flow6/Demo/Arm Mechanics.mc", refused["Flow6.zip"], StringComparison.Ordinal);
        // Read, but no lattice of ours: by surface, or by size.
        Assert.Contains("Klein bottle", large["Klein-bottle.rle"], StringComparison.Ordinal);
        Assert.Contains("cross-surface", large["cross-surface.rle"], StringComparison.Ordinal);
        Assert.Contains("sphere", large["sphere.rle"], StringComparison.Ordinal);
        Assert.Contains("shifted torus", large["torus-with-shift.rle"], StringComparison.Ordinal);
        Assert.Contains("131072 x 131072 cells, 100,491,984 of them living", large["metapixel-parity64.mc.gz"], StringComparison.Ordinal);
        Assert.Equal(11, large.Values.Count(static reason => reason.Contains("of them living", StringComparison.Ordinal)));
    }

    /// <summary>The file as it is, and as we write it in each format that can say it.</summary>
    [Fact]
    public void As_many_cells_live_as_Golly_counts()
    {
        OutsideJudge.Golly.Require();
        int compared = 0;
        int written = 0;
        foreach (string file in Directory.EnumerateFiles(Collection(), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // bgolly unpacks no archives.
            if (!PatternFormat.Claims(file) || file.EndsWith(".zip", StringComparison.Ordinal))
                continue;
            Pattern pattern = Read(file);
            string algorithm = Algorithm(pattern.Rule ?? "B3/S23", isTree: file.Contains(".mc", StringComparison.Ordinal) && !file.EndsWith(".mcl", StringComparison.Ordinal));
            Assert.True(pattern.Cells.Population == Population(file, algorithm), $"{file}: {pattern.Cells.Population}, bgolly {Population(file, algorithm)}");
            foreach (PatternFormat format in PatternFormat.All)
            {
                // Macrocell files are not read there for Larger than Life, which in a file of MCell without a board gets one of Golly's own, nor by HashLife for rules with B0; what is listed cell by cell takes its time.
                bool isTree = format.Name == "macrocell";
                if (format.Name == "mcell" && algorithm == "Larger than Life" && pattern.Grid is null)
                    continue;
                if (isTree ? algorithm == "Larger than Life" || pattern.Rule?.StartsWith("B0", StringComparison.Ordinal) == true : pattern.Cells.Population > 20_000)
                    continue;
                try
                {
                    File.WriteAllBytes(folder.File("again"), format.Format(pattern));
                }
                catch (InputException)
                {
                    // Not every format says a rule, a grid, a place and a generation; the tests of formats say which does.
                    continue;
                }

                Quadtree again = PatternFormat.Read(File.ReadAllBytes(folder.File("again"))).Cells;
                // Plaintext does not say where on the plane it lies.
                if (format.Name == "plaintext")
                    Assert.Equal((pattern.Cells.Population, pattern.Cells.Bounds?.Width, pattern.Cells.Bounds?.Height), (again.Population, again.Bounds?.Width, again.Bounds?.Height));
                else
                    Assert.Equal(pattern.Cells, again);
                Assert.True(pattern.Cells.Population == Population(folder.File("again"), isTree && algorithm == "QuickLife" ? "HashLife" : algorithm), $"{file}, written as {format}");
                written++;
            }

            compared++;
        }

        Assert.Equal(341, compared);
        Assert.InRange(written, 800, 341 * 6);
    }

    private static string Collection() => Path.Combine(Path.GetDirectoryName(OutsideJudge.GollyRules.Require())!, "Patterns");

    private static Pattern Read(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        if (!PatternFormat.Claims(file))
            ForeignFile.Refuse(content, file);
        return PatternFormat.Read(content, file);
    }

    private static string Algorithm(string rule, bool isTree)
    {
        if (RuleNotation.UnreadFamily(rule) is { } family)
            return family.Contains("Larger than Life", StringComparison.Ordinal) ? "Larger than Life" : family.Contains("machines", StringComparison.Ordinal) ? "JvN" : "RuleLoader";
        try
        {
            return LocalRule.Parse(rule).State.Size > 2 ? "Generations" : isTree ? "HashLife" : "QuickLife";
        }
        catch (InputException)
        {
            // Generations of more states than a table of ours holds are still Generations.
            return rule.Count(static c => c == '/') == 2 ? "Generations" : "RuleLoader";
        }
    }

    private BigInteger Population(string file, string algorithm)
    {
        string output = OutsideJudge.Golly.Run(folder.Path, "-a", algorithm, "-s", OutsideJudge.GollyRules.Require() + "/", "-m", "0", file);
        return BigInteger.Parse(Count().Match(output).Groups["population"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    /// <summary>A line such as "0: 2,104,670": generation and population.</summary>
    [GeneratedRegex(@"^[0-9,]+:\s+(?<population>[0-9,]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();
}
