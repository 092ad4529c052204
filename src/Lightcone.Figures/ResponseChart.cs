using Lightcone.Networks.Layers;
using ScottPlot;

namespace Lightcone.Figures;

/// <summary>What one layer of a network did: its spikes, and its membranes.</summary>
public static class ResponseChart
{
    /// <summary>Draws the spikes of one sample: a row for each unit, the first at the bottom, a mark at each step in which it fired.</summary>
    /// <param name="layer">The layer, one that spikes.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="InvalidOperationException">The layer does not spike.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample, or the chart is too small or too large.</exception>
    public static Chart Raster(LayerRecord layer, int sample, int width = 720, int height = 400)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!layer.Layer.Spikes)
            throw new InvalidOperationException("only a spiking layer has a raster: draw its membranes instead.");
        (double[] steps, double[] units) = Spikes(layer, sample);
        int count = layer.Outputs.Features, time = layer.Outputs.Time;
        Plot plot = ChartStyle.New($"{steps.Length} spikes of {count} neurons", "time step", "neuron");
        if (steps.Length > 0)
        {
            // A bar as high as its row, whatever the number of rows.
            float size = Math.Clamp((height - 110f) / count * 0.75f, 1.5f, 14);
            ScottPlot.Plottables.Markers marks = plot.Add.Markers(steps, units, MarkerShape.VerticalBar, size, ChartStyle.Of(0));
            marks.MarkerLineWidth = Math.Clamp((width - 110f) / time * 0.22f, 1, 2.4f);
        }

        ChartStyle.Whole(plot.Axes.Bottom);
        ChartStyle.Whole(plot.Axes.Left);
        plot.Axes.SetLimits(-0.8, time - 0.2, -0.8, count - 0.2);
        return new Chart(plot, width, height);
    }

    /// <summary>Draws the membranes of some units of one sample over time, one above the other, each with its threshold as a dashed line and a mark at each spike.</summary>
    /// <param name="layer">The layer, one with membranes.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="units">Which units, from top to bottom; the first six when empty.</param>
    /// <exception cref="InvalidOperationException">The layer has no membranes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or unit.</exception>
    public static Chart Membranes(LayerRecord layer, int sample, params ReadOnlySpan<int> units)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Membranes is null)
            throw new InvalidOperationException("this layer has no membranes.");
        int[] chosen = units.IsEmpty ? [.. Enumerable.Range(0, Math.Min(6, layer.Membranes.Features))] : units.ToArray();
        foreach (int unit in chosen)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)unit, (uint)layer.Membranes.Features, nameof(units));
        double? threshold = layer.Layer switch { Leaky l => l.Threshold, RLeaky r => r.Threshold, _ => null };
        double[] time = [.. Enumerable.Range(0, layer.Membranes.Time).Select(static t => (double)t)];
        double[][] traces = [.. chosen.Select(unit => time.Select(t => (double)layer.Membranes[sample, (int)t, unit]).ToArray())];
        double low = Math.Min(0, traces.Min(static trace => trace.Min())), high = Math.Max(threshold ?? 0, traces.Max(static trace => trace.Max()));
        // Each unit has a lane of height 1, with a little room between it and the next.
        double scale = 0.86 / Math.Max(1e-12, high - low);
        Plot plot = ChartStyle.New(threshold is { } limit ? $"Membranes, threshold {ChartStyle.Number(limit)}" : "Membranes", "time step", "");
        for (int lane = 0; lane < chosen.Length; lane++)
        {
            double ground = chosen.Length - 1 - lane;
            ChartStyle.Line(plot, null, [time[0], time[^1]], [Height(0), Height(0)], ChartStyle.GridLine, 1);
            if (threshold is { } line)
                ChartStyle.Line(plot, null, [time[0], time[^1]], [Height(line), Height(line)], ChartStyle.Of(1), 1, pattern: LinePattern.Dashed);
            ChartStyle.Line(plot, null, time, [.. traces[lane].Select(Height)], ChartStyle.Of(0));
            double[] fired = [.. time.Where(t => layer.Layer.Spikes && layer.Outputs[sample, (int)t, chosen[lane]] > 0)];
            if (fired.Length > 0)
                plot.Add.Markers(fired, [.. fired.Select(t => Height(traces[lane][(int)t]))], MarkerShape.FilledCircle, 6, ChartStyle.Of(1));

            double Height(double value) => ground + ((value - low) * scale);
        }

        ChartStyle.Names(plot.Axes.Left, [.. Enumerable.Range(0, chosen.Length).Select(lane => chosen.Length - 1 - lane + ((0 - low) * scale))], [.. chosen.Select(static unit => $"neuron {unit}")]);
        ChartStyle.Whole(plot.Axes.Bottom);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.SetLimits(time[0] - 0.5, time[^1] + 0.5, -0.08, chosen.Length);
        return new Chart(plot, 720, 90 + (76 * chosen.Length) + 20);
    }

    /// <summary>Where the spikes are: step and unit.</summary>
    internal static (double[] Steps, double[] Units) Spikes(LayerRecord layer, int sample)
    {
        List<double> steps = [], units = [];
        for (int t = 0; t < layer.Outputs.Time; t++)
        {
            ReadOnlySpan<float> row = layer.Outputs[sample, t];
            for (int unit = 0; unit < row.Length; unit++)
            {
                if (row[unit] <= 0)
                    continue;
                steps.Add(t);
                units.Add(unit);
            }
        }

        return ([.. steps], [.. units]);
    }
}
