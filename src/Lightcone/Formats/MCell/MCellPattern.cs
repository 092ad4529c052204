using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.MCell;

/// <summary>Files of M. Wojtowicz's MCell: <c>#GAME</c>, <c>#RULE</c>, <c>#BOARD 80x60</c> and <c>#WRAP 1</c> (a torus, 0 a plane between walls), comments <c>#D</c>, and <c>#L</c> with run lengths of <c>.</c>, <c>A</c> to <c>X</c>, <c>aA</c> to <c>aX</c> and so on.</summary>
/// <remarks>On a board the smallest rectangle around what lives is put in the middle, and leading empty cells move it to the right and down, as Golly 3.3 reads such files. <c>#GOLLY NAME</c> names a rule of Golly's in place of a table. Speed, colors and palette of MCell's window are left aside.</remarks>
public static class MCellPattern
{
    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern; the message says where and why.</exception>
    public static Pattern Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MCellReader(file).Read(text);
    }

    /// <summary>Writes a pattern; lines are at most 76 characters long.</summary>
    /// <exception cref="InputException">The pattern has a generation, a grid that is no board, a place that a board's middle and leading empty cells do not give, or more living cells than can be listed, 2^28.</exception>
    public static string Format(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        LifeRule.RequireStart(pattern, "MCell's format");
        PatternText.RequireListable(pattern, "MCell's format");
        return MCellWriter.Write(pattern);
    }
}
