using Lightcone.Foundation.Imaging;

namespace Lightcone.Flows.Figures;

/// <summary>A trajectory drawn in the plane of two of its components.</summary>
public static class PhasePortrait
{
    private static readonly Color Early = Color.FromRgb(0x9DB7E8);
    private static readonly Color Late = Color.FromRgb(0x1B2F6B);

    /// <summary>Draws a trajectory as a line that darkens with time.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="horizontal">The component along the width, from 0; default 0.</param>
    /// <param name="vertical">The component along the height; default 1.</param>
    /// <param name="width">Width in pixels, at least 200; default 640.</param>
    /// <param name="height">Height in pixels, at least 150; default 480.</param>
    /// <param name="points">Whether to draw separate points, as for the orbit of a map; default no.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component, or the picture is too small.</exception>
    public static Image Draw(Trajectory trajectory, int horizontal = 0, int vertical = 1, int width = 640, int height = 480, bool points = false)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 150);
        double[] x = trajectory.Series(horizontal), y = trajectory.Series(vertical);
        string title = SeriesFigure.Shorten(trajectory.System, width);
        Frame frame = new(width, height, Frame.Across(x, width), Frame.Upwards(y, height), title, trajectory.Components[horizontal], trajectory.Components[vertical], grid: true);
        for (int i = points ? 0 : 1; i < x.Length; i++)
        {
            Color color = Early.Mix(Late, (double)i / x.Length);
            int from = points ? i : i - 1;
            frame.Line(x[from], y[from], x[i], y[i], color);
        }

        return frame.Image;
    }
}
