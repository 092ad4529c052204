using System.Globalization;

namespace Lightcone.Flows.Figures;

/// <summary>A range of numbers laid along pixels, with ticks at round numbers.</summary>
internal readonly record struct Axis(double Low, double High, int FirstPixel, int LastPixel)
{
    /// <summary>An axis that covers all finite values with a little room; around a single value one unit of it.</summary>
    public static Axis Covering(IEnumerable<double> values, int firstPixel, int lastPixel, double room = 0.04)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in values)
            if (double.IsFinite(v))
                (low, high) = (Math.Min(low, v), Math.Max(high, v));
        if (low > high)
            (low, high) = (0, 1);
        double extent = high - low;
        if (extent == 0)
            (extent, room) = (Math.Max(1, Math.Abs(low)), 0.5);
        return new(low - (room * extent), high + (room * extent), firstPixel, lastPixel);
    }

    /// <summary>The pixel of a value.</summary>
    public int Pixel(double value) => FirstPixel + (int)Math.Round((value - Low) / (High - Low) * (LastPixel - FirstPixel));

    /// <summary>Round numbers within the range, about <paramref name="wanted"/> of them: 1, 2 or 5 times a power of ten apart.</summary>
    public IReadOnlyList<double> Ticks(int wanted)
    {
        double rough = (High - Low) / Math.Max(1, wanted);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * ((rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        List<double> ticks = [];
        for (double k = Math.Ceiling((Low / step) - 1e-9); k * step <= High + (1e-9 * step); k++)
            ticks.Add(k * step);
        return ticks;
    }

    /// <summary>A tick's label: as many digits as the distance between ticks needs.</summary>
    public static string Label(double value, double step)
    {
        if (value == 0 || Math.Abs(value) < step * 1e-6)
            return "0";
        double size = Math.Abs(value);
        if (size is >= 1e5 or < 1e-3)
            return value.ToString("0.##e+0", CultureInfo.InvariantCulture);
        int digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6);
        return value.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
