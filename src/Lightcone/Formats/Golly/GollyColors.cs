using System.Globalization;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>The @COLORS section: a line STATE RED GREEN BLUE for each state, or two colors between which the living states go.</summary>
internal static class GollyColors
{
    private static readonly Color Dead = new(48, 48, 48);
    private static readonly Color First = new(255, 0, 0);
    private static readonly Color Last = new(255, 255, 0);

    /// <summary>Reads the section; what it leaves out has Golly's usual colors, dark gray and from red to yellow.</summary>
    /// <param name="lines">Its lines without comments, each with its number in the file.</param>
    /// <param name="states">How many states the rule has; colors of others are left aside, as Golly does.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">A line holds no color.</exception>
    public static StateColors? Read(IEnumerable<(int Number, string Text)> lines, int states, string? file)
    {
        Color[] colors = [Dead, .. Ramp(First, Last, states)];
        bool any = false;
        foreach ((int number, string text) in lines)
        {
            int[] numbers = [.. text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries)
                .TakeWhile(static word => char.IsAsciiDigit(word[0])).Select(static word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : int.MaxValue)];
            if (numbers.Length is < 4 or > 6 || numbers.Skip(numbers.Length == 6 ? 0 : 1).Take(numbers.Length == 6 ? 6 : 3).Any(static part => part > 255))
                throw new InputException($"expected STATE RED GREEN BLUE, or RED GREEN BLUE twice, each up to 255; found '{EditDistance.Excerpt(text)}'.", new SourceLocation(file, number));
            any = true;
            if (numbers.Length == 6)
                Ramp(Of(numbers, 0), Of(numbers, 3), states).CopyTo(colors, 1);
            else if (numbers[0] < states)
                colors[numbers[0]] = Of(numbers, 1);
        }

        return any ? StateColors.Of(colors) : null;
    }

    /// <summary>The section, with a blank line before it; nothing where there are no colors.</summary>
    public static string Write(StateColors? colors) => colors is null
        ? ""
        : "\n@COLORS\n\n" + string.Concat(colors.Colors.Select(static (color, state) => string.Create(CultureInfo.InvariantCulture, $"{state} {color.Red} {color.Green} {color.Blue}\n")));

    private static Color Of(int[] numbers, int at) => new((byte)numbers[at], (byte)numbers[at + 1], (byte)numbers[at + 2]);

    /// <summary>The colors of the living states, from the first to the last.</summary>
    private static Color[] Ramp(Color first, Color last, int states) => [.. Enumerable.Range(1, states - 1).Select(state => first.Mix(last, states < 3 ? 0 : (state - 1) / (states - 2.0)))];
}
