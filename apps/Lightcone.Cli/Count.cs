using System.Globalization;
using System.Numerics;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Numbers of cells, digits or steps as people write them: 1000000, 1_000_000 or 1e6; for grids 64x32.</summary>
internal static class Count
{
    /// <summary>Digits of a number that is read as one of any size.</summary>
    private const int MostDigits = 60;

    /// <summary>Reads a whole number of at least <paramref name="least"/>.</summary>
    /// <exception cref="InputException">The text is none.</exception>
    public static long Parse(string text, string option, long least)
    {
        string plain = text.Replace("_", "", StringComparison.Ordinal);
        if (long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            || (decimal.TryParse(plain, NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value)
                && value == decimal.Truncate(value) && Math.Abs(value) < long.MaxValue && (number = (long)value) == value))
        {
            return number >= least ? number : throw new InputException($"{option} {text}: expected at least {least}, found {number}. Write a larger number, for instance {option} {Math.Max(least, 100)}.");
        }

        throw new InputException($"{option} {text}: expected a whole number such as 1000 or 1e6.");
    }

    /// <summary>Reads a whole number of any size, at least 0: digits, or as 1e30.</summary>
    /// <exception cref="InputException">The text is none.</exception>
    public static BigInteger ParseLarge(string text, string option)
    {
        string plain = text.Replace("_", "", StringComparison.Ordinal);
        return plain.Length <= MostDigits && BigInteger.TryParse(plain, NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out BigInteger number) && number.GetBitLength() <= MostDigits * 4
            ? number
            : Parse(text, option, 0);
    }

    /// <summary>Reads a length, or for two dimensions WIDTHxHEIGHT (one number means a square).</summary>
    /// <exception cref="InputException">The text is none.</exception>
    /// <exception cref="ResourceLimitException">So many cells do not fit.</exception>
    public static Shape ParseShape(string text, string option, int dimensions)
    {
        string[] parts = text.Split('x', 2);
        if (dimensions == 1 && parts.Length == 2)
            throw new InputException($"{option} {text}: this rule runs on a row. Give one number.");
        if (parts.Any(string.IsNullOrWhiteSpace))
            throw new InputException($"{option} {text}: expected {(dimensions == 1 ? "a number of cells" : "WxH, as in 64x48, or one number")}.");
        long width = Parse(parts[0], option, 1);
        long height = dimensions == 1 ? 1 : parts.Length == 2 ? Parse(parts[1], option, 1) : width;
        Memory.Require((double)width * height);
        return dimensions == 1 ? Shape.Row((int)width) : Shape.Grid((int)width, (int)height);
    }
}
