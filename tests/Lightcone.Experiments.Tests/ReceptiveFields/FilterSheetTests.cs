using System.Collections.Immutable;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Imaging;

namespace Lightcone.Experiments.Tests.ReceptiveFields;

public sealed class FilterSheetTests
{
    private static readonly Color Above = Color.FromRgb(0xD55E00);
    private static readonly Color Below = Color.FromRgb(0x0072B2);

    [Fact]
    public void The_widest_filters_come_first_each_on_its_own_scale()
    {
        Image grid = FilterSheet.Grid([Result("weights", [Field(1), Field(-4), Field(2)], 3)], 2);
        Assert.Equal((6 + (2 * 54), 6 + 54), (grid.Width, grid.Height));
        // The first pixel of each filter is its largest weight, the last one has the other sign and half the size.
        Assert.Equal(Below, grid[6, 6]);
        Assert.Equal(Above, grid[6 + 54, 6]);
        Assert.NotEqual(grid[6 + 47, 6 + 47], grid[6 + 54 + 47, 6 + 47]);
    }

    [Fact]
    public void A_film_has_a_frame_for_each_epoch_and_one_scale()
    {
        Animation film = FilterSheet.Film([Result("film", [Field(1), Field(4)], 2, 1), new RunResult { Numbers = ImmutableSortedDictionary<string, double>.Empty }]);
        Assert.Equal(2, film.Frames.Length);
        Assert.Equal((6 + 54, 6 + (2 * 54)), (film.Frames[0].Width, film.Frames[0].Height));
        Assert.Equal(Above, film.Frames[1][6, 6]);
        Assert.NotEqual(Above, film.Frames[0][6, 6]);
        Assert.Equal(film.Frames[0][0, 0], film.Frames[0][6, 6 + 54]);
    }

    [Fact]
    public void Without_films_there_is_nothing_to_animate()
    {
        Assert.Throws<ArgumentException>(static () => FilterSheet.Film([Result("weights", [Field(1)], 1)]));
        Assert.Throws<ArgumentException>(static () => FilterSheet.Film([Result("film", [Field(1)], 1, 1), Result("film", [Field(1), Field(2)], 2, 1)]));
    }

    private static float[] Field(float largest)
    {
        float[] field = new float[256];
        (field[0], field[^1]) = (largest, -largest / 2);
        return field;
    }

    private static RunResult Result(string name, float[][] fields, params int[] shape) => new()
    {
        Numbers = ImmutableSortedDictionary<string, double>.Empty,
        Arrays = ImmutableSortedDictionary<string, NpyArray>.Empty.Add(name, NpyArray.FromSingles([.. fields.SelectMany(static field => field)], [.. shape, 16, 16])),
    };
}
