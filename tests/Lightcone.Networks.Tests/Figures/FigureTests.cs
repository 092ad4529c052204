using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Random;

namespace Lightcone.Networks.Tests.Figures;

public sealed class FigureTests
{
    // Law: there is a mark where, and only where, a neuron fired.
    [Fact]
    public void A_raster_marks_exactly_the_spikes()
    {
        Observation seen = Example();
        LayerRecord layer = seen.Layers[1];
        Image raster = layer.Raster(1, scale: 4);
        Assert.Equal((16 + (40 * 4), 16 + (12 * 4)), (raster.Width, raster.Height));
        Color ink = Color.FromRgb(0x20242C);
        int marks = 0;
        for (int t = 0; t < 40; t++)
        {
            for (int j = 0; j < 12; j++)
            {
                bool fired = layer.Outputs[1, t, j] > 0;
                marks += fired ? 1 : 0;
                Assert.Equal(fired, raster[8 + (4 * t) + 1, 8 + (4 * j) + 1] == ink);
            }
        }

        Assert.InRange(marks, 10, 400);
    }

    // Law: the orange marks of a panel are as many as the spikes of its neuron.
    [Fact]
    public void Traces_mark_the_spikes()
    {
        LayerRecord layer = Example().Layers[1];
        Image traces = layer.Traces(0, 0, 5, 7);
        Assert.Equal((16 + 400, 8 + (3 * 72)), (traces.Width, traces.Height));
        foreach ((int panel, int unit) in new[] { (0, 0), (1, 5), (2, 7) })
        {
            for (int t = 0; t < 40; t++)
            {
                int orange = 0;
                for (int y = 0; y < 72; y++)
                    orange += traces[8 + (10 * t) + 4, Math.Min((panel * 72) + y, traces.Height - 1)] == Color.FromRgb(0xD55E00) ? 1 : 0;
                Assert.Equal(layer.Outputs[0, t, unit] > 0, orange >= 4);
            }
        }
    }

    [Fact]
    public void Layers_without_spikes_have_no_raster() => Assert.Throws<InvalidOperationException>(() => Example().Layers[0].Raster(0));

    private static Observation Example()
    {
        RandomStream stream = new(2, "figure");
        return Network.Create(Architecture.Spiking(new Leaky { Beta = 0.9f }, 8, 12), 2).Observe(Sequences.Create(2, 40, 8, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(0.5 + (0.5 * stream.NextGaussian()));
        }));
    }
}
