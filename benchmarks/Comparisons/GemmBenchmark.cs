using System.CommandLine;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>The matrix product behind every layer against OpenBLAS.</summary>
internal static class GemmBenchmark
{
    private const int Rows = 256;

    /// <summary>A width that fills every vector, and the width of the spiking layers, which does not.</summary>
    private static readonly int[] Widths = [256, 100];

    public static Benchmark Create()
    {
        Option<int> width = new("--width") { Description = "gemm: columns and depth of the matrices.", HelpName = "N", DefaultValueFactory = static _ => Widths[0] };
        return new("gemm", $"Product of single-precision matrices, {Rows} x N by N x N.", ["openblas"], (parse, all) => all ? Widths.Select(Workload) : [Workload(parse.GetValue(width))]) { Options = [width] };
    }

    private static Workload Workload(int width)
    {
        if (width is < 1 or > 4096)
            throw new InputException($"--width {width}: expected 1 to 4096.");
        RandomStream random = new(1, "bench gemm");
        float[] a = Draw(random, Rows * width), b = Draw(random, width * width), c = new float[Rows * width];
        InProcess own = new(() => MatrixProduct.Multiply(a, b, c, Rows, width, width), () => WorkResult.Of(("c", Array.ConvertAll(c, static x => (double)x))));
        Peer openBlas = new("openblas", () => PythonPeer.Start(
            "openblas", "gemm_numpy", [("numpy", "apt-get install python3-numpy libopenblas0-pthread")], [],
            [("a", NpyArray.FromSingles(a, Rows, width)), ("b", NpyArray.FromSingles(b, width, width))]));
        return new(string.Create(CultureInfo.InvariantCulture, $"gemm {Rows} x {width} by {width} x {width}, single precision"), own, [openBlas])
        {
            Reference = () => Plain(a, b, width),
            Tolerance = Rounding.OfSingles(width),
            Bound = Probe.MultiplyAdd is { } peak ? new(peak, 2.0 * Rows * width * width) : null,
            Facts = seconds => [("gigaflops", 2.0 * Rows * width * width / seconds / 1e9)],
        };
    }

    private static float[] Draw(RandomStream random, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)((2 * random.NextDouble()) - 1);
        return values;
    }

    private static WorkResult Plain(float[] a, float[] b, int width)
    {
        double[] c = new double[Rows * width];
        for (int i = 0; i < Rows; i++)
            for (int k = 0; k < width; k++)
                for (int j = 0; j < width; j++)
                    c[(i * width) + j] += (double)a[(i * width) + k] * b[(k * width) + j];
        return WorkResult.Of(("c", c));
    }
}
