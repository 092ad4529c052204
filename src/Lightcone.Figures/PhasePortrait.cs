using Lightcone.Flows.Trajectories;
using ScottPlot;

namespace Lightcone.Figures;

/// <summary>A trajectory drawn in the plane of two of its components.</summary>
public static class PhasePortrait
{
    /// <summary>Shades from the beginning of the trajectory to its end.</summary>
    private const int Shades = 48;

    private static readonly Color Early = Color.FromHex("#9CC9E8");
    private static readonly Color Late = Color.FromHex("#0B2A5B");

    /// <summary>Draws a trajectory as a line that darkens with time.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="horizontal">The component along the width, from 0; default 0.</param>
    /// <param name="vertical">The component along the height; default 1.</param>
    /// <param name="points">Whether to draw separate points, as for the orbit of a map; default no.</param>
    /// <param name="width">Width; default 640.</param>
    /// <param name="height">Height; default 520.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component, or the chart is too small or too large.</exception>
    public static Chart Draw(Trajectory trajectory, int horizontal = 0, int vertical = 1, bool points = false, int width = 640, int height = 520)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        double[] x = trajectory.Series(horizontal), y = trajectory.Series(vertical);
        Plot plot = ChartStyle.New(ChartStyle.SystemName(trajectory.System, width), trajectory.Components[horizontal], trajectory.Components[vertical]);
        int shades = Math.Min(Shades, x.Length);
        for (int shade = 0; shade < shades; shade++)
        {
            int first = (int)((long)shade * x.Length / shades), end = (int)((shade + 1L) * x.Length / shades);
            Color color = Early.MixedWith(Late, shades == 1 ? 1 : (double)shade / (shades - 1));
            if (points)
            {
                double[] px = [.. x[first..end].Where((value, i) => double.IsFinite(value) && double.IsFinite(y[first + i]))];
                double[] py = [.. y[first..end].Where((value, i) => double.IsFinite(value) && double.IsFinite(x[first + i]))];
                if (px.Length > 0)
                    plot.Add.Markers(px, py, MarkerShape.FilledCircle, 2.2f, color);
            }
            else
                // One point of the next shade belongs to this one, so that the line has no gaps.
                ChartStyle.Line(plot, null, x[first..Math.Min(x.Length, end + 1)], y[first..Math.Min(x.Length, end + 1)], color, 1.1f);
        }

        plot.Axes.Margins(0.05, 0.05);
        return new Chart(plot, width, height);
    }
}
