using System.Text;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Tests;

/// <summary>The code of docs/flows.md, run, and compared with the page line by line.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_page_runs()
    {
        string folder = Directory.CreateTempSubdirectory("lightcone").FullName;
        string Place(string name) => Path.Combine(folder, name);

        // begin
        Lorenz lorenz = new(rho: 20);
        IFlow same = FlowCatalog.Flow("lorenz", "rho=20");
        TextFlow typed = TextFlow.Parse("x' = s*(y - x); y' = x*(r - z) - y; z' = x*y - b*z; s = 10; r = 28; b = 8/3");
        Trajectory run = Trajectory.Integrate(new Lorenz(), [1, 1, 20], duration: 40, Solver.DormandPrince(1e-9, 1e-11), samples: 4001);
        double[] x = run.Series(0);
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(new MixedOscillator(delta: 2), start: [0.5, 0.1, -0.5], duration: 100);
        Console.WriteLine($"sum {spectrum.Sum:F6}, exact divergence {spectrum.MeanDivergence:F6}, converged {spectrum.Converged}");
        double entropy = PowerSpectrum.Estimate(x, rate: 100, segmentLength: 256).Entropy;
        double dimension = CorrelationDimension.Estimate(run.States[..6000], dimension: 3, theiler: 50).Value;
        double stored = ActiveInformation.EstimateNearestNeighbor(x.AsSpan(0, 1000)).Bits;
        double[] sequence = PaperEncoders.Classification(delta: 2).Encode([0.2, -1, 0.7]);
        Sequences batch = new TrajectoryEncoder<Thomas>(new Thomas(), samples: 30, duration: 20) { Step = 0.05 }.EncodeBatch([0.2, -1, 0.7, 0.1], count: 2);
        NpyArray.FromDoubles(run.States, run.Count, 3).Save(Place("lorenz.npy"));
        // end

        Assert.Equal<object>(lorenz, same);
        Assert.Equal(3, typed.Dimension);
        Assert.True(spectrum.Converged);
        Assert.InRange(entropy, 0.2, 0.9);
        Assert.InRange(dimension, 1.5, 2.4);
        Assert.InRange(stored, 2, 8);
        Assert.Equal((270, 2 * 30 * 6), (sequence.Length, batch.Values.Length));
        Assert.Equal([4001, 3], NpyArray.Load(Place("lorenz.npy")).Shape);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_page_shows_the_code_that_runs()
    {
        string root = Path.Combine(Path.GetDirectoryName(ConventionTests.Here())!, "..", "..");
        string tested = File.ReadAllText(Path.Combine(root, "tests", "Lightcone.Flows.Tests", "DocumentationTests.cs")).Replace("Place(\"lorenz.npy\")", "\"lorenz.npy\"", StringComparison.Ordinal);
        bool code = false;
        foreach (string line in File.ReadLines(Path.Combine(root, "docs", "flows.md"), Encoding.UTF8))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                code = line == "```csharp";
            else if (code)
                Assert.Contains(line.Trim(), tested, StringComparison.Ordinal);
        }
    }
}
