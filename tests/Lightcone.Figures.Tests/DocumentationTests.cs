using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using System.Runtime.CompilerServices;

namespace Lightcone.Figures.Tests;

/// <summary>The code of docs/figures.md, run, and compared with the page line by line.</summary>
[Collection("Charts")]
public sealed class DocumentationTests
{
    [Fact]
    public void The_page_runs()
    {
        using TemporaryFolder folder = new();
        string Place(string name) => folder.File(name);

        // begin
        Trajectory run = Trajectory.Integrate(new Lorenz(), [1, 1, 20], duration: 40, samples: 8000);
        PhasePortrait.Draw(run, horizontal: 0, vertical: 2).Save(Place("lorenz.png"));
        SeriesChart.Draw(run).Save(Place("lorenz-in-time.svg"));
        // end

        Assert.True(new FileInfo(Place("lorenz.png")).Length > 10_000);
        Assert.Contains("ρ", File.ReadAllText(Place("lorenz-in-time.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_the_code_that_runs_and_pictures_that_are_there()
    {
        string root = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..");
        string tested = File.ReadAllText(Here()).Replace("Place(\"", "\"", StringComparison.Ordinal).Replace("\"))", "\")", StringComparison.Ordinal);
        bool code = false;
        int pictures = 0;
        foreach (string line in File.ReadLines(Path.Combine(root, "docs", "figures.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                code = line == "```csharp";
            else if (code)
                Assert.Contains(line.Trim(), tested, StringComparison.Ordinal);
            if (!line.StartsWith("![", StringComparison.Ordinal))
                continue;
            pictures++;
            string picture = line[(line.LastIndexOf('(') + 1)..^1];
            Assert.True(File.Exists(Path.Combine(root, "docs", picture)), picture);
            Assert.Contains(Path.GetFileName(picture), File.ReadAllText(Path.Combine(root, "samples", "60-charts.cs")), StringComparison.Ordinal);
        }

        Assert.InRange(pictures, 6, 100);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
