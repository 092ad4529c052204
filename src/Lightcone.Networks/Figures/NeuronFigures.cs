using Lightcone.Foundation.Imaging;

namespace Lightcone.Networks.Figures;

/// <summary>Draws rasters and membrane traces. Colors are from Okabe and Ito's palette, which color-blind readers can tell apart.</summary>
internal static class NeuronFigures
{
    private const int PanelHeight = 64;
    private const int StepWidth = 10;
    private const int Margin = 8;
    private static readonly Color Paper = Color.FromRgb(0xFFFFFF);
    private static readonly Color Panel = Color.FromRgb(0xF6F6F6);
    private static readonly Color Grid = Color.FromRgb(0xD0D0D0);
    private static readonly Color Ink = Color.FromRgb(0x20242C);
    private static readonly Color Trace = Color.FromRgb(0x0072B2);
    private static readonly Color Fired = Color.FromRgb(0xD55E00);

    public static Image Raster(ReadOnlySpan<float> spikes, int units, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 64);
        int time = spikes.Length / units;
        Image image = new((2 * Margin) + (time * scale), (2 * Margin) + (units * scale), Paper);
        for (int t = 0; t <= time; t += 10)
            image.Fill(Margin + (t * scale), Margin, 1, units * scale, Grid);
        int mark = Math.Max(1, scale - 1);
        for (int t = 0; t < time; t++)
            for (int j = 0; j < units; j++)
                if (spikes[(t * units) + j] > 0)
                    image.Fill(Margin + (t * scale), Margin + (j * scale), mark, mark, Ink);
        return image;
    }

    public static Image Traces(ReadOnlySpan<float> membranes, int width, ReadOnlySpan<int> units, float? threshold)
    {
        int time = membranes.Length / width;
        Image image = new((2 * Margin) + (time * StepWidth), Margin + (units.Length * (PanelHeight + Margin)), Paper);
        for (int panel = 0; panel < units.Length; panel++)
        {
            int unit = units[panel];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)unit, (uint)width, nameof(units));
            int top = Margin + (panel * (PanelHeight + Margin));
            float low = 0, high = threshold ?? 0;
            for (int t = 0; t < time; t++)
            {
                low = Math.Min(low, membranes[(t * width) + unit]);
                high = Math.Max(high, membranes[(t * width) + unit]);
            }

            double perPixel = Math.Max(high - low, 1e-6f) / (PanelHeight - 1);
            image.Fill(Margin, top, time * StepWidth, PanelHeight, Panel);
            image.Fill(Margin, Y(0), time * StepWidth, 1, Grid);
            if (threshold is float line)
                for (int x = 0; x < time * StepWidth; x += 6)
                    image.Fill(Margin + x, Y(line), 3, 1, Fired);
            int last = Y(0);
            for (int t = 0; t < time; t++)
            {
                float u = membranes[(t * width) + unit];
                int x = Margin + (t * StepWidth);
                int y = Y(u);
                image.Fill(x, Math.Min(last, y), 2, Math.Abs(last - y) + 2, Trace);
                image.Fill(x, y, StepWidth, 2, Trace);
                if (u > threshold)
                    image.Fill(x + 2, Math.Max(0, y - 5), 5, 5, Fired);
                last = y;
            }

            int Y(float value) => top + PanelHeight - 1 - (int)Math.Round((value - low) / perPixel);
        }

        return image;
    }
}
