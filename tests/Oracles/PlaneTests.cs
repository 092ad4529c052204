using System.Globalization;
using System.Numerics;
using Lightcone.Engines;
using Lightcone.Engines.Plane;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;

namespace Lightcone.Oracles.Tests;

/// <summary>HashLife on the endless plane against that of bgolly: populations, far out.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class PlaneTests : IDisposable
{
    private const string Gun = "24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Within 64 MB as with much memory: Gosper's gun, the acorn, and a line of cells that grows for ever as a soup would.</summary>
    [Theory]
    [InlineData("B3/S23", Gun, 1_000)]
    [InlineData("B3/S23", Gun, 10_000)]
    [InlineData("B3/S23", Gun, 1_000_000)]
    [InlineData("B3/S23", Gun, 1_000_000_000)]
    [InlineData("B3/S23", "bo$3bo$2o2b3o!", 5_206)]
    [InlineData("B3/S23", "8ob5o3b3o6b7ob5o!", 100_000)]
    [InlineData("B36/S23", "b2o$2o$bo!", 3_000)]
    [InlineData("B37/S23", "b2o$2o$bo!", 700)]
    [InlineData("B2/S34H", "3o$obo!", 500)]
    [InlineData("B2-a/S12", "3o!", 3_000)]
    public void Populations_are_those_of_bgolly(string rule, string cells, long steps)
    {
        string pattern = $"x = 40, y = 9, rule = {rule}\n{cells}\n";
        File.WriteAllText(folder.File("start.rle"), pattern);
        string said = OutsideJudge.Golly.Run(folder.Path, ["-a", "HashLife", "-m", $"{steps}", "start.rle"]);
        string last = said.Trim().Split('\n')[^1];
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{steps:N0}: "), last, StringComparison.Ordinal);
        BigInteger expected = BigInteger.Parse(last.Split(": ")[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        foreach (long memory in (long[])[64 << 20, Universe.UsualMemory])
        {
            using Universe plane = Universe.Start(LocalRule.Parse(rule).Compile(), RunLengthPattern.Parse(pattern).Lattice, memory: memory);
            plane.Advance(steps);
            Assert.Equal(expected, plane.Population);
        }
    }

    /// <summary>Rules with births on 0 neighbors at even generations, where Golly shows what the rule means.</summary>
    [Theory]
    [InlineData("B02/S13")]
    [InlineData("B013/S2")]
    [InlineData("B0/S3")]
    public void Rules_with_B0_are_those_of_bgolly(string rule)
    {
        Lattice cells = Lattice.Random(Alphabet.Binary, Shape.Grid(12, 12), Boundary.Fixed(), new RandomStream(1, rule));
        using Universe plane = Universe.Start(LocalRule.Parse(rule).Compile(), cells);
        plane.Advance(20);
        Assert.Equal(0, plane.Background);
        string rle = new RunLengthPattern { Lattice = cells, Rule = rule, IsEndlessAcross = true, IsEndlessDown = true }.Format();
        Assert.Equal(GollyRun.Of(folder, rle, 20, Alphabet.Binary, "QuickLife"), plane.Bounds is { } box ? GollyRun.Rows(plane.Read(box.Left, box.Top, (int)box.Width, (int)box.Height)) : "");
    }
}
