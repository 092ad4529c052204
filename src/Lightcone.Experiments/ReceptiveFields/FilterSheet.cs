using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Imaging;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>
/// Input weights of autoencoders as pictures: a row of squares for each training, a square for each unit, orange for weights above 0, blue for those below. Every unit has a scale of its own: its largest
/// magnitude, in an animation that over all epochs.
/// </summary>
public static class FilterSheet
{
    private const int Zoom = 3;
    private const int Gap = 6;
    private static readonly Color Ground = Color.FromRgb(0x222222);
    private static readonly Color Zero = Color.FromRgb(0xF7F7F7);
    private static readonly Color Above = Color.FromRgb(0xD55E00);
    private static readonly Color Below = Color.FromRgb(0x0072B2);

    /// <summary>The units whose weights spread most, the widest first: a row for each result.</summary>
    /// <param name="results">Results of <see cref="FieldTraining"/>, at least one; one whose encoding left the number range has an empty row.</param>
    /// <param name="units">Units in a row, at least 1; fewer where a network has fewer. Default 16.</param>
    public static Image Grid(IReadOnlyList<RunResult> results, int units = 16)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(results.Count, nameof(results));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        float[][][] rows = [.. results.Select(result => Fields(result, "weights").OrderByDescending(static field => Spread(field)).Take(units).ToArray())];
        return Draw(rows, [.. rows.Select(static row => row.Select(Largest).ToArray())], units);
    }

    /// <summary>The filmed units before the training and after each epoch: a row for each result.</summary>
    /// <param name="results">Results of <see cref="FieldTraining"/> with equal <see cref="FieldTraining.Film"/> and <see cref="FieldTraining.Epochs"/>, at least one.</param>
    /// <param name="framesPerSecond">Epochs a second, 1 to 100. Default 6.</param>
    /// <exception cref="ArgumentException">No result holds a film, or their films have different lengths.</exception>
    public static Animation Film(IReadOnlyList<RunResult> results, int framesPerSecond = 6)
    {
        ArgumentNullException.ThrowIfNull(results);
        int[][] shapes = [.. results.Where(static result => result.Arrays.ContainsKey("film")).Select(static result => result.Arrays["film"].Shape.ToArray())];
        if (shapes.Length == 0 || shapes.Any(shape => !shape.SequenceEqual(shapes[0])))
            throw new ArgumentException("there must be films, all of as many units and epochs.", nameof(results));
        (int epochs, int units) = (shapes[0][0], shapes[0][1]);
        float[][][] films = [.. results.Select(static result => result.Arrays.ContainsKey("film") ? Fields(result, "film") : [])];
        float[][] scales = [.. films.Select(film => film.Length == 0 ? [] : Enumerable.Range(0, units).Select(unit => Enumerable.Range(0, epochs).Max(epoch => Largest(film[(epoch * units) + unit]))).ToArray())];
        return new Animation([.. Enumerable.Range(0, epochs).Select(epoch => Draw([.. films.Select(film => film.Length == 0 ? [] : film[(epoch * units)..((epoch + 1) * units)])], scales, units))], framesPerSecond);
    }

    private static float[][] Fields(RunResult result, string name) => result.Arrays.TryGetValue(name, out Foundation.Arrays.NpyArray? array) ? [.. array.ToSingles().Chunk(PatchSet.Pixels)] : [];

    private static double Spread(float[] field)
    {
        double mean = field.Average(static w => (double)w);
        return field.Sum(w => (w - mean) * (w - mean));
    }

    private static float Largest(float[] field) => field.Max(static w => Math.Abs(w));

    private static Image Draw(float[][][] rows, float[][] scales, int units)
    {
        const int Side = PatchSet.Side * Zoom;
        Image image = new(Gap + (units * (Side + Gap)), Gap + (rows.Length * (Side + Gap)), Ground);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int unit = 0; unit < rows[row].Length; unit++)
            {
                (int left, int top) = (Gap + (unit * (Side + Gap)), Gap + (row * (Side + Gap)));
                float scale = scales[row][unit] > 0 ? scales[row][unit] : 1;
                for (int p = 0; p < PatchSet.Pixels; p++)
                {
                    float weight = rows[row][unit][p] / scale;
                    image.Fill(left + (p % PatchSet.Side * Zoom), top + (p / PatchSet.Side * Zoom), Zoom, Zoom, Zero.Mix(weight > 0 ? Above : Below, Math.Abs(weight)));
                }
            }
        }

        return image;
    }
}
