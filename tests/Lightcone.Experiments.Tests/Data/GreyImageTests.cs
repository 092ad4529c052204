using Lightcone.Experiments.Data;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Tests.Data;

public sealed class GreyImageTests
{
    [Fact]
    public void Photos_are_there()
    {
        IReadOnlyList<GreyImage> photos = GreyImage.Photos();
        Assert.Equal(2, photos.Count);
        Assert.All(photos, static photo => Assert.Equal((640, 427, 640 * 427), (photo.Width, photo.Height, photo.Values.Length)));
        Assert.All(photos, static photo => Assert.InRange(photo.Values.ToArray().Average(), 0.1, 0.9));
    }

    [Fact]
    public void Reduction_averages_squares()
    {
        GreyImage small = new GreyImage(5, 3, [0, 1, 2, 3, 9, 4, 5, 6, 7, 9, 9, 9, 9, 9, 9]).Reduced(2);
        Assert.Equal((2, 1), (small.Width, small.Height));
        Assert.Equal([2.5f, 4.5f], small.Values.ToArray());
    }

    [Fact]
    public void Leaves_cover_everything_with_flat_greys_and_edges()
    {
        GreyImage[] images = [.. GreyImage.DeadLeaves(2, 64, 7)];
        Assert.NotEqual(images[0].Values.ToArray(), images[1].Values.ToArray());
        Assert.Equal(images[0].Values.ToArray(), GreyImage.DeadLeaves(1, 64, 7)[0].Values.ToArray());
        Assert.All(images[0].Values.ToArray(), static value => Assert.InRange(value, 0, 1));
        int same = Enumerable.Range(0, (64 * 64) - 1).Count(i => images[0].Values[i].Equals(images[0].Values[i + 1]));
        Assert.InRange(same, 64 * 64 / 3, (64 * 64) - 200);
    }

    [Fact]
    public void Pink_noise_has_the_spectrum_that_its_name_says()
    {
        // Along rows, averaged over many: the power at frequency k of a 1 / f surface falls about as 1 / k; at 2 it is several times that at 16.
        double low = 0, high = 0;
        foreach (GreyImage image in GreyImage.PinkNoise(3, 64, 1))
            for (int y = 0; y < 64; y++)
                (low, high) = (low + Power(image.Values.Slice(y * 64, 64), 2), high + Power(image.Values.Slice(y * 64, 64), 16));
        Assert.InRange(low / high, 5, 100);
    }

    [Fact]
    public void Cifar_files_are_read_and_damaged_ones_refused()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("batch.bin");
        byte[] bytes = new byte[2 * 3073];
        (bytes[0], bytes[1], bytes[1 + 1024], bytes[1 + 2048]) = (3, 30, 60, 90);
        bytes[3073 + 1 + 1023] = 255;
        File.WriteAllBytes(file, bytes);
        IReadOnlyList<GreyImage> images = GreyImage.LoadCifar(file);
        Assert.Equal(2, images.Count);
        Assert.Equal(60 / 255f, images[0].Values[0], 6);
        Assert.Equal(1 / 3f, images[1].Values[1023], 6);
        bytes[3073] = 10;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("class", Assert.Throws<InputException>(() => GreyImage.LoadCifar(file)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(file, bytes[..5000]);
        Assert.Contains("3073", Assert.Throws<InputException>(() => GreyImage.LoadCifar(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Idx_images_are_read_without_classes()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("images-idx3-ubyte");
        File.WriteAllBytes(file, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255]);
        IReadOnlyList<GreyImage> images = GreyImage.LoadIdx(file);
        Assert.Equal((3, 1), (images[1].Width, images[1].Height));
        Assert.Equal([0.6f, 0.8f, 1], images[1].Values.ToArray());
        File.WriteAllBytes(file, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0]);
        Assert.Throws<InputException>(() => GreyImage.LoadIdx(file));
    }

    private static double Power(ReadOnlySpan<float> row, int frequency)
    {
        double re = 0, im = 0;
        for (int x = 0; x < row.Length; x++)
            (re, im) = (re + (row[x] * Math.Cos(2 * Math.PI * frequency * x / row.Length)), im + (row[x] * Math.Sin(2 * Math.PI * frequency * x / row.Length)));
        return (re * re) + (im * im);
    }
}
