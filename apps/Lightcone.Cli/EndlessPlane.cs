using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>A pattern without a grid, in a lattice with room for a number of steps: what runs there is what runs on the endless plane.</summary>
internal sealed record EndlessPlane
{
    /// <summary>Steps that there is room for when nobody says how many.</summary>
    public const long UsualSteps = 1_000;

    private readonly RunLengthPattern pattern;
    private readonly RunLengthPattern room;

    /// <exception cref="InputException">So much room does not fit.</exception>
    public EndlessPlane(RunLengthPattern pattern, LocalRule rule, long steps)
    {
        this.pattern = pattern;
        Steps = steps;
        try
        {
            room = pattern.WithRoom(rule, steps);
            Memory.Require(room.Lattice.Count);
        }
        catch (InputException exception)
        {
            throw new InputException($"{exception.Problem} Here: --steps N, or --size WxH.");
        }
    }

    /// <summary>How many steps there is room for.</summary>
    public long Steps { get; }

    /// <summary>The start.</summary>
    public Lattice Initial => room.Lattice;

    private int Across => pattern.IsEndlessAcross ? (room.Lattice.Shape.Width - pattern.Lattice.Shape.Width) / 2 : 0;

    private int Down => pattern.IsEndlessDown ? (room.Lattice.Shape.Height - pattern.Lattice.Shape.Height) / 2 : 0;

    /// <summary>The part of a later configuration that shows something: all that differs from the background, or where nothing does the pattern's own rectangle.</summary>
    /// <returns>The part, and its first column and row, counted from the pattern's.</returns>
    public (Lattice Part, int X, int Y) Cut(Lattice later)
    {
        (int left, int top, int width, int height) = Rectangle([later]);
        return (Part(later, left, top, width, height), left - Across, top - Down);
    }

    /// <summary>A rectangle of a configuration, between walls of the background.</summary>
    public static Lattice Part(Lattice whole, int left, int top, int width, int height)
    {
        byte[] cells = new byte[width * height];
        for (int y = 0; y < height; y++)
            whole.Cells.Slice(((top + y) * whole.Shape.Width) + left, width).CopyTo(cells.AsSpan(y * width));
        return Lattice.FromCells(whole.Alphabet, whole.Shape.Dimensions == 1 ? Shape.Row(width) : Shape.Grid(width, height), Boundary.Fixed(whole[0]), cells);
    }

    /// <summary>The smallest rectangle with every cell that is not background in any configuration; where none does, the pattern's own; along a side with an end, all of it. Cell 0 is background at all times.</summary>
    public (int Left, int Top, int Width, int Height) Rectangle(IEnumerable<Lattice> configurations)
    {
        Shape whole = room.Lattice.Shape;
        (int left, int right) = pattern.IsEndlessAcross ? (whole.Width, 0) : (0, whole.Width);
        (int top, int bottom) = pattern.IsEndlessDown ? (whole.Height, 0) : (0, whole.Height);
        foreach (Lattice configuration in configurations)
        {
            int width = configuration.Shape.Width;
            byte background = configuration[0];
            for (int y = 0; y < configuration.Shape.Height; y++)
            {
                ReadOnlySpan<byte> row = configuration.Cells.Slice(y * width, width);
                int first = row.IndexOfAnyExcept(background);
                if (first < 0)
                    continue;
                (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyExcept(background) + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            }
        }

        Shape own = pattern.Lattice.Shape;
        (left, right) = right == 0 ? (Across, Across + own.Width) : (left, right);
        (top, bottom) = bottom == 0 ? (Down, Down + own.Height) : (top, bottom);
        return (left, top, right - left, bottom - top);
    }

    /// <summary>A later configuration as a pattern of the same plane, after so many steps.</summary>
    public RunLengthPattern Pattern(Lattice later, long steps)
    {
        (Lattice part, int x, int y) = Cut(later);
        (int X, int Y) corner = pattern.Corner ?? (0, 0);
        return pattern with
        {
            Lattice = part.WithBoundary(pattern.IsEndlessAcross && (pattern.IsEndlessDown || part.Shape.Dimensions == 1) ? part.Boundary : pattern.Lattice.Boundary),
            Background = later[0],
            Corner = (corner.X + x, corner.Y + y),
            Generation = pattern.Generation + steps,
        };
    }

    /// <summary>What was done about the missing grid.</summary>
    public override string ToString() =>
        $"the pattern has no grid: it runs on the endless plane, here {room.Lattice.Shape} cells with room for {EditDistance.Count(Steps, "step")}";

    /// <summary>A symbol in a sentence: marks such as a point would be read as the sentence's own.</summary>
    public static string Named(string symbol) => char.IsLetterOrDigit(symbol[0]) ? symbol : $"'{symbol}'";
}
