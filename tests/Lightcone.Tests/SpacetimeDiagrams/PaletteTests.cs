using Lightcone.Foundation.Imaging;
using Lightcone.SpacetimeDiagrams;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class PaletteTests
{
    // Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB: protanopia, deuteranopia, tritanopia; and the full sight.
    private static readonly double[][] Sights =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    [Fact]
    public void Every_reader_can_tell_the_first_nine_categories_and_the_accent_s_background_apart()
    {
        foreach (double[] sight in Sights)
        {
            (double L, double A, double B)[] seen = [.. Palette.Categorical.Colors(9).Select(color => Lab(color, sight))];
            for (int i = 0; i < seen.Length; i++)
                for (int j = 0; j < i; j++)
                    Assert.True(Distance(seen[i], seen[j]) > 10, $"{i} and {j} are {Distance(seen[i], seen[j]):F1} apart");
            (double L, double A, double B) accent = Lab(Palette.Categorical.Accent, sight);
            Assert.True(Distance(accent, seen[0]) > 30 && Distance(accent, seen[1]) > 30);
        }
    }

    [Fact]
    public void The_sequential_palette_grows_lighter_evenly_for_every_reader()
    {
        foreach (double[] sight in Sights)
        {
            double[] lightness = [.. Palette.Sequential.Colors(64).Select(color => Lab(color, sight).L)];
            for (int i = 1; i < lightness.Length; i++)
                Assert.True(lightness[i] > lightness[i - 1], $"{i}: {lightness[i - 1]:F2} to {lightness[i]:F2}");
            Assert.True(lightness[^1] - lightness[0] > 70);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(256)]
    public void All_colors_of_a_palette_differ(int size)
    {
        Assert.Equal(size, Palette.Categorical.Colors(size).Distinct().Count());
        // 256 steps of a ramp are finer than 8-bit colors in one place: two neighbors share a color.
        Assert.Equal(Math.Min(size, 255), Palette.Sequential.Colors(size).Distinct().Count());
    }

    [Fact]
    public void Ordered_symbols_get_the_sequential_palette()
    {
        Assert.Same(Palette.Sequential, Palette.For(Alphabet.Decimal));
        Assert.Same(Palette.Categorical, Palette.For(Alphabet.Binary));
        Assert.Same(Palette.Categorical, Palette.For(Alphabet.Of("empty", "head", "tail", "wire")));
    }

    private static double Distance((double L, double A, double B) p, (double L, double A, double B) q) =>
        Math.Sqrt(((p.L - q.L) * (p.L - q.L)) + ((p.A - q.A) * (p.A - q.A)) + ((p.B - q.B) * (p.B - q.B)));

    // CIE 1976 L*a*b* under D65, after the sight's matrix.
    private static (double L, double A, double B) Lab(Color color, double[] m)
    {
        double[] linear = [.. new[] { color.Red, color.Green, color.Blue }.Select(static c => c / 255.0 <= 0.04045 ? c / 255.0 / 12.92 : Math.Pow(((c / 255.0) + 0.055) / 1.055, 2.4))];
        double[] s = [.. Enumerable.Range(0, 3).Select(i => Math.Clamp((m[3 * i] * linear[0]) + (m[(3 * i) + 1] * linear[1]) + (m[(3 * i) + 2] * linear[2]), 0, 1))];
        double x = F(((0.4124 * s[0]) + (0.3576 * s[1]) + (0.1805 * s[2])) / 0.9505);
        double y = F((0.2126 * s[0]) + (0.7152 * s[1]) + (0.0722 * s[2]));
        double z = F(((0.0193 * s[0]) + (0.1192 * s[1]) + (0.9505 * s[2])) / 1.089);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
    }
}
