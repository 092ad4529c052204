using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Running;
using SkiaSharp;

namespace Lightcone.Figures;

/// <summary>What a whole network did with one sample: the encoded input as a map, and below it the spikes of each layer, all over the same axis of time.</summary>
public static class RasterChart
{
    private const float Left = 84, Right = 110, Gap = 14;

    /// <summary>Draws a run.</summary>
    /// <param name="caption">What is seen, in one line.</param>
    /// <param name="inputs">What went in, [batch, time, features].</param>
    /// <param name="run">What happened, from <c>Network.Observe</c>.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="width">Width; default 860.</param>
    /// <exception cref="InvalidOperationException">No layer spikes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample, or the chart is too small or too large.</exception>
    public static Chart Draw(string caption, Sequences inputs, Observation run, int sample, int width = 860)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)inputs.Batch, nameof(sample));
        (int Number, LayerRecord Record)[] spiking = [.. run.Layers.Index().Where(static layer => layer.Item.Layer.Spikes).Select(static layer => (layer.Index + 1, layer.Item))];
        if (spiking.Length == 0)
            throw new InvalidOperationException("no layer of this network spikes: there is no raster.");
        float[] heights = [Math.Clamp(inputs.Features * 2f, 60, 140), .. spiking.Select(static layer => Math.Clamp(layer.Record.Outputs.Features * 5f, 60, 260))];
        float height = 48 + heights.Sum() + (Gap * (heights.Length - 1)) + 46;
        return new Chart(sheet => Paint(sheet), width, (int)height);

        void Paint(Sheet sheet)
        {
            sheet.Text(Sheet.Fit(caption, 13, width - 32), 16, 28, 13, Sheet.Ink);
            float wide = width - Left - Right;
            SKRect area = SKRect.Create(Left, 48, wide, heights[0]);
            Input(sheet, inputs, sample, area);
            for (int i = 0; i < spiking.Length; i++)
            {
                area = SKRect.Create(Left, area.Bottom + Gap, wide, heights[i + 1]);
                Spikes(sheet, spiking[i].Number, spiking[i].Record, sample, area);
            }

            sheet.Below(area, 0, inputs.Time - 1, "time step");
        }
    }

    private static void Input(Sheet sheet, Sequences inputs, int sample, SKRect area)
    {
        float[] values = inputs.Sample(sample).ToArray();
        float scale = Math.Max(1e-12f, values.Max(Math.Abs));
        sheet.Pixels(inputs.Time, inputs.Features, (step, feature) => Sheet.Diverging(values[(step * inputs.Features) + feature] / scale), area);
        sheet.Outline(area, Sheet.Frame);
        sheet.Beside(area, 0, inputs.Features - 1, "feature", 22);
        sheet.Text("input", area.Right + 10, area.MidY - 2, 12.5f, Sheet.Ink);
        sheet.Text($"± {ChartStyle.Number(Math.Round(scale, 3))}", area.Right + 10, area.MidY + 14, 12, Sheet.Faint);
    }

    private static void Spikes(Sheet sheet, int number, LayerRecord layer, int sample, SKRect area)
    {
        (double[] steps, double[] units) = ResponseChart.Spikes(layer, sample);
        int time = layer.Outputs.Time, count = layer.Outputs.Features;
        sheet.Fill(area, SKColor.Parse("#FAFBFC"));
        sheet.Line(area.Left, area.Bottom, area.Right, area.Bottom, Sheet.Frame);
        float wide = area.Width / time, high = area.Height / count;
        for (int i = 0; i < steps.Length; i++)
            sheet.Fill(SKRect.Create(area.Left + ((float)steps[i] * wide) + (0.5f * (wide - Math.Clamp(0.3f * wide, 1, 3))), area.Top + ((float)units[i] * high) + (0.05f * high), Math.Clamp(0.3f * wide, 1, 3), 0.9f * high), Sheet.Blue);
        sheet.Beside(area, 0, count - 1, "neuron", 22);
        sheet.Text(string.Create(CultureInfo.InvariantCulture, $"layer {number}"), area.Right + 10, area.MidY - 2, 12.5f, Sheet.Ink);
        sheet.Text(string.Create(CultureInfo.InvariantCulture, $"{steps.Length} spikes"), area.Right + 10, area.MidY + 14, 12, Sheet.Faint);
    }
}
