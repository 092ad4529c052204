using System.Globalization;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;
using SkiaSharp;

namespace Lightcone.Figures;

/// <summary>What a network is made of: its layers from top to bottom with shapes and numbers of parameters, each matrix as a map of its weights, and their distribution.</summary>
public static class NetworkChart
{
    private const int Width = 970;
    private const float Left = 24, Box = 292, Map = 300, Histogram = 230, Gap = 28, Head = 84, Low = 62, High = 168, Strip = 9, Between = 26, EndHeight = 34;

    /// <summary>Bars of a distribution.</summary>
    private const int Bins = 41;

    /// <summary>Draws a network.</summary>
    /// <param name="title">The title, for instance the name of its file.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has too many layers for one chart.</exception>
    public static Chart Draw(string title, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Row[] rows = [.. Rows(network)];
        float height = Head + EndHeight + rows.Sum(static row => row.Height + Between) + Between + EndHeight + 22;
        return new Chart(sheet => Paint(sheet, title, network, rows), Width, (int)height);
    }

    private static void Paint(Sheet sheet, string title, Network network, Row[] rows)
    {
        Architecture architecture = network.Architecture;
        sheet.Text(Sheet.Fit(title, 16, Width - (2 * Left), bold: true), Left, 34, 16, Sheet.Ink, bold: true);
        sheet.Text(FormattableString.Invariant($"{network.Parameters.Count:N0} parameters in {architecture.Layers.Length} layers, hash {network.Parameters.Hash()[..12]}"), Left, 56, 12.5f, Sheet.Faint);
        float map = Left + Box + Gap + 26, histogram = map + Map + Gap + 8;
        if (rows.Any(static row => row.Matrix is not null))
        {
            sheet.Text("weights: output by input", map, 78, 12.5f, Sheet.Faint);
            sheet.Text("distribution", histogram, 78, 12.5f, Sheet.Faint);
        }

        float y = Head;
        End(sheet, y, $"input: {architecture.Inputs:N0} features a step");
        y += EndHeight + Between;
        foreach (Row row in rows)
        {
            Arrow(sheet, y - Between, y);
            SKRect box = SKRect.Create(Left, y, Box, row.Height);
            sheet.Fill(box, Sheet.Paper, 6);
            sheet.Outline(box, SKColor.Parse("#D5DAE0"), 6);
            sheet.Fill(SKRect.Create(Left, y, 5, row.Height), row.Spikes ? Sheet.Vermilion : row.Matrix is not null ? Sheet.Blue : Sheet.Frame, 2);
            float top = y + ((row.Height - Low) / 2);
            sheet.Text(Sheet.Fit(row.Name, 14, Box - 30, bold: true), Left + 18, top + 25, 14, Sheet.Ink, bold: true);
            sheet.Text(Sheet.Fit(row.Detail, 12, Box - 30), Left + 18, top + 45, 12, Sheet.Faint);
            if (row.Matrix is { } matrix)
            {
                Weights(sheet, matrix, row.Bias, SKRect.Create(map, y, Map, row.Height - 20));
                Distribution(sheet, [.. matrix.Values.ToArray()], SKRect.Create(histogram, y, Histogram, row.Height - 20));
            }
            else if (row.Numbers is { } numbers)
                Distribution(sheet, numbers, SKRect.Create(histogram, y, Histogram, row.Height - 20));

            y += row.Height + Between;
        }

        Arrow(sheet, y - Between, y);
        End(sheet, y, $"output: {architecture.Outputs:N0}, {architecture.Readout switch { Readout.Count => "spikes counted", Readout.Sum => "summed over time", Readout.Last => "of the last step", Readout.EveryStep => "a row at each step", _ => "mean over time" }}");
    }

    private static void End(Sheet sheet, float y, string text)
    {
        sheet.Outline(SKRect.Create(Left, y, Box, EndHeight), SKColor.Parse("#D5DAE0"), EndHeight / 2);
        sheet.Text(Sheet.Fit(text, 13, Box - 30), Left + (Box / 2), y + 22, 13, Sheet.Ink, SKTextAlign.Center);
    }

    private static void Arrow(Sheet sheet, float from, float to)
    {
        sheet.Line(Left + (Box / 2), from, Left + (Box / 2), to - 3, Sheet.Frame, 1.4f);
        sheet.Arrowhead(Left + (Box / 2), to, Sheet.Frame);
    }

    /// <summary>A matrix as a map: blue below zero, red above, white at zero; the strongest color at the largest magnitude but for half a percent; the bias beside it in the same colors.</summary>
    private static void Weights(Sheet sheet, Parameter matrix, Parameter? bias, SKRect area)
    {
        int rows = matrix.Shape[0], columns = matrix.Shape[1];
        float[] values = [.. matrix.Values];
        float scale = Scale(values), room = area.Width - (bias is null ? 0 : Strip + 5);
        // As square as the matrix is, as far as there is room.
        float cell = Math.Min(room / columns, area.Height / rows);
        SKRect map = SKRect.Create(area.Left, area.Top, Math.Max(columns * cell, Math.Min(room, 24)), Math.Max(rows * cell, Math.Min(area.Height, 24)));
        sheet.Pixels(columns, rows, (x, y) => Sheet.Diverging(values[(y * columns) + x] / scale), map);
        sheet.Outline(map, Sheet.Frame);
        sheet.Text(FormattableString.Invariant($"{columns:N0}"), map.MidX, map.Bottom + 15, 11.5f, Sheet.Faint, SKTextAlign.Center);
        sheet.Text(FormattableString.Invariant($"{rows:N0}"), map.Left - 6, map.MidY + 4, 11.5f, Sheet.Faint, SKTextAlign.Right);
        if (bias is not null)
        {
            float[] offsets = [.. bias.Values];
            SKRect strip = SKRect.Create(map.Right + 5, map.Top, Strip, map.Height);
            sheet.Pixels(1, rows, (_, y) => Sheet.Diverging(offsets[y] / scale), strip);
            sheet.Outline(strip, Sheet.Frame);
            sheet.Text("bias", strip.Right, map.Bottom + 15, 11.5f, Sheet.Faint, SKTextAlign.Right);
        }

        string strongest = $"color ± {Short(scale)}";
        if (map.Width > area.Width / 2)
            sheet.Text(strongest, map.Left, map.Bottom + 15, 11.5f, Sheet.Faint);
        else
            sheet.Text(strongest, map.Right + (bias is null ? 0 : Strip + 5) + 12, map.MidY + 4, 11.5f, Sheet.Faint);
    }

    private static void Distribution(Sheet sheet, float[] values, SKRect area)
    {
        float low = values.Min(), high = values.Max();
        double mean = values.Average(static value => (double)value), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        float reach = Math.Max(Math.Abs(low), Math.Abs(high)) is > 0 and var most ? most : 1;
        int[] counts = new int[Bins];
        foreach (float value in values)
            counts[Math.Clamp((int)((value + reach) / (2 * reach) * Bins), 0, Bins - 1)]++;
        float width = area.Width / Bins, tallest = area.Height - 20;
        SKRect ground = SKRect.Create(area.Left, area.Top + 20, area.Width, tallest);
        sheet.Line(ground.MidX, ground.Top, ground.MidX, ground.Bottom, SKColor.Parse("#D5DAE0"), dashed: true);
        for (int bin = 0; bin < Bins; bin++)
        {
            float height = tallest * counts[bin] / counts.Max(), middle = ((bin + 0.5f) / Bins * 2) - 1;
            sheet.Fill(SKRect.Create(ground.Left + (bin * width), ground.Bottom - height, width - 0.8f, height), middle < -0.5f / Bins ? Sheet.Blue : middle > 0.5f / Bins ? Sheet.Vermilion : Sheet.Frame);
        }

        sheet.Line(ground.Left, ground.Bottom, ground.Right, ground.Bottom, Sheet.Frame);
        sheet.Text($"mean {Short(mean)}, deviation {Short(deviation)}", area.Left, area.Top + 10, 11.5f, Sheet.Faint);
        sheet.Text(Short(-reach), ground.Left, ground.Bottom + 15, 11.5f, Sheet.Faint);
        sheet.Text("0", ground.MidX, ground.Bottom + 15, 11.5f, Sheet.Faint, SKTextAlign.Center);
        sheet.Text(Short(reach), ground.Right, ground.Bottom + 15, 11.5f, Sheet.Faint, SKTextAlign.Right);
    }

    private static float Scale(float[] values)
    {
        float[] sizes = [.. values.Select(Math.Abs).Order()];
        return sizes[(int)(0.995 * (sizes.Length - 1))] is > 0 and var size ? size : 1;
    }

    private static string Short(double value) => value.ToString(Math.Abs(value) is >= 100 or 0 ? "0" : "0.000", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A row for each matrix of a layer, or one for a layer that has none.</summary>
    private static IEnumerable<Row> Rows(Network network)
    {
        for (int i = 0; i < network.Architecture.Layers.Length; i++)
        {
            Layer layer = network.Architecture.Layers[i];
            string prefix = string.Create(CultureInfo.InvariantCulture, $"{i}.");
            Parameter[] own = [.. network.Parameters.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))];
            Parameter[] matrices = [.. own.Where(static tensor => tensor.Shape.Length == 2)];
            int width = network.Architecture.Width(i + 1), count = own.Sum(static tensor => tensor.Values.Length);
            string text = network.Architecture.ToString().Split(" | ")[i + 1];
            string kind = text.Split(' ')[0];
            string settings = string.Join(", ", text.Split(' ').Where(static word => word.Contains('=')).Select(static word => word.Replace("=", " ", StringComparison.Ordinal)));
            string shape = FormattableString.Invariant($"{network.Architecture.Width(i):N0} → {width:N0}{(count == 0 ? "" : $", {count:N0} parameters")}");
            string name = string.Create(CultureInfo.InvariantCulture, $"{i + 1}  {kind} {width}{(layer.Spikes ? " neurons" : "")}");
            string detail = settings.Length == 0 ? shape : layer is Linear or Lstm ? shape : count == 0 ? settings : $"{shape}; {settings}";
            bool hasDecays = own.Any(tensor => tensor.Values.Length > 1 && tensor.Name[prefix.Length..] is "beta" or "theta");
            float[]? numbers = hasDecays ? [.. network.Betas(i)] : layer is LayerNormalization ? [.. own[0].Values] : null;
            if (matrices.Length == 0)
                yield return new Row(name, detail, hasDecays ? 0.7f * High : Low, layer.Spikes, null, null, numbers);
            foreach (Parameter matrix in matrices)
                yield return new Row(
                    matrices.Length == 1 ? name : $"{name}: {matrix.Name[prefix.Length..]}", matrices.Length == 1 || matrix == matrices[0] ? detail : FormattableString.Invariant($"{matrix.Shape[0]:N0} x {matrix.Shape[1]:N0} weights"),
                    Tall(matrix), layer.Spikes, matrix, own.FirstOrDefault(tensor => tensor.Name == matrix.Name.Replace("weight", "bias", StringComparison.Ordinal)), null);
        }
    }

    /// <summary>As high as a map of the matrix needs to be, within limits.</summary>
    private static float Tall(Parameter matrix) => Math.Clamp((Map / matrix.Shape[1] * matrix.Shape[0]) + 20, 104, High);

    private sealed record Row(string Name, string Detail, float Height, bool Spikes, Parameter? Matrix, Parameter? Bias, float[]? Numbers);
}
