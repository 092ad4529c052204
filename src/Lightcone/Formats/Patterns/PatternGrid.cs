using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Patterns;

/// <summary>The bounded grid that a suffix of a pattern's rule says, such as <c>:T30,20</c> (Golly 3.3, help page "Bounded grids"). Its first cell lies at column -floor(width / 2) and row -floor(height / 2) of the plane.</summary>
public sealed partial record PatternGrid
{
    /// <summary>The longest side, as Golly has it.</summary>
    private const int MaxSide = 2_000_000_000;

    /// <summary>The surface.</summary>
    public required PatternSurface Surface { get; init; }

    /// <summary>Columns; 0 for a plane or torus that is endless to the left and right.</summary>
    public required int Width { get; init; }

    /// <summary>Rows; 0 for a plane or torus that is endless up and down.</summary>
    public required int Height { get; init; }

    /// <summary>By how many cells the upper and lower edge are shifted against each other where they are joined; 0 by default.</summary>
    public int ShiftAcross { get; init; }

    /// <summary>By how many cells the left and right edge are shifted against each other; 0 by default.</summary>
    public int ShiftDown { get; init; }

    /// <summary>Of a Klein bottle, whether the upper and lower edge are those that are joined the other way round; else the left and right one.</summary>
    public bool IsTwistedAcross { get; init; }

    /// <summary>Why no lattice of ours has this surface, in a few words with the surface's name; null for planes and tori without a shift, which lattices can be.</summary>
    public string? Obstacle => Surface switch
    {
        PatternSurface.KleinBottle => "it is a Klein bottle, and a lattice joins no edges the other way round",
        PatternSurface.CrossSurface => "it is a cross-surface, and a lattice joins no edges the other way round",
        PatternSurface.Sphere => "it is a sphere, and a lattice joins an edge with the opposite one alone",
        PatternSurface.Torus when (ShiftAcross, ShiftDown) is not (0, 0) => "it is a shifted torus, and a lattice joins its edges without a shift",
        _ => null,
    };

    /// <summary>Reads a suffix.</summary>
    /// <param name="text">The suffix without its colon, such as <c>T30,20</c>, <c>K30*+1,20</c> or <c>S30</c>; a single side means a square.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <exception cref="InputException">It says no grid that there is; the message says why.</exception>
    public static PatternGrid Parse(string text, SourceLocation place = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Form().Match(text);
        if (!match.Success)
            throw Refused("it is none that is known. Grids are planes :P30,20, tori :T30,20 or :T30+2,20, Klein bottles :K30*,20, cross-surfaces :C30,20 and spheres :S30");
        if (!int.TryParse(match.Groups["w"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int width) || width > MaxSide
            || !int.TryParse(match.Groups["h"].Success ? match.Groups["h"].Value : match.Groups["w"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int height) || height > MaxSide)
            throw Refused(FormattableString.Invariant($"a side has at most {MaxSide:N0} cells"));
        PatternSurface surface = char.ToUpperInvariant(text[0]) switch
        {
            'P' => PatternSurface.Plane,
            'T' => PatternSurface.Torus,
            'K' => PatternSurface.KleinBottle,
            'C' => PatternSurface.CrossSurface,
            _ => PatternSurface.Sphere,
        };
        bool isClosed = surface is not (PatternSurface.Plane or PatternSurface.Torus);
        (bool across, bool down) = (match.Groups["tw"].Success, match.Groups["th"].Success);
        (int shiftAcross, int shiftDown) = (Shift(match.Groups["sw"].Value, width), Shift(match.Groups["sh"].Value, height));
        string? problem =
            isClosed && (width == 0 || height == 0) ? "such a surface has no endless side"
            : surface == PatternSurface.Sphere && width != height ? "a sphere has equal sides"
            : (across || down) && surface != PatternSurface.KleinBottle ? "an asterisk is for a Klein bottle :K; a cross-surface :C is twisted on both sides without one"
            : across && down ? "a Klein bottle is twisted on one side; on both it is a cross-surface :C"
            : (shiftAcross, shiftDown) is (0, 0) ? null
            : surface is not (PatternSurface.Torus or PatternSurface.KleinBottle) ? "only a torus and a Klein bottle have shifts"
            : width == 0 || height == 0 ? "an endless grid has no shift"
            : shiftAcross != 0 && shiftDown != 0 ? "only one pair of edges is shifted"
            : surface == PatternSurface.KleinBottle && across != (shiftAcross != 0) ? "a Klein bottle is shifted on its twisted edges"
            : null;
        if (problem is not null)
            throw Refused(problem);
        if (surface == PatternSurface.KleinBottle)
            (shiftAcross, shiftDown) = (Parity(shiftAcross, width), Parity(shiftDown, height));
        return new() { Surface = surface, Width = width, Height = height, ShiftAcross = shiftAcross, ShiftDown = shiftDown, IsTwistedAcross = across };

        InputException Refused(string why) => new($"the topology ':{EditDistance.Excerpt(text)}' is no grid: {why}.", place);
    }

    /// <summary>The suffix without its colon, in Golly's canonical form.</summary>
    public override string ToString()
    {
        bool isKlein = Surface == PatternSurface.KleinBottle;
        string across = $"{Width}{(isKlein && IsTwistedAcross ? "*" : "")}{Signed(ShiftAcross)}";
        string down = Surface == PatternSurface.Sphere ? "" : $",{Height}{(isKlein && !IsTwistedAcross ? "*" : "")}{Signed(ShiftDown)}";
        return $"{"PTKCS"[(int)Surface]}{across}{down}";

        static string Signed(int shift) => shift == 0 ? "" : shift.ToString("+0;-0", CultureInfo.InvariantCulture);
    }

    /// <summary>A shift around a side is the rest that it leaves.</summary>
    private static int Shift(string text, int side) =>
        text.Length == 0 ? 0 : (int)(long.Parse(text.AsSpan(0, Math.Min(text.Length, 11)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) % Math.Max(1, side));

    /// <summary>On twisted edges shifts of the same parity are the same, and on a side of odd length all are none.</summary>
    private static int Parity(int shift, int side) => side % 2 == 0 ? Math.Abs(shift) % 2 : 0;

    [GeneratedRegex(@"^[PTKCS](?<w>\d{1,12})(?<tw>\*)?(?<sw>[+-]\d{1,10})?(,(?<h>\d{1,12})(?<th>\*)?(?<sh>[+-]\d{1,10})?)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
