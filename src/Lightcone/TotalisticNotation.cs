using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>
/// Wolfram's totalistic codes of rows: the next state is the digit, base k, that the code has at the sum of the neighborhood. <c>T777</c> has three states and radius 1; <c>k4 r1 code 12345</c> says both
/// (S. Wolfram, Rev. Mod. Phys. 55 (1983)).
/// </summary>
internal static partial class TotalisticNotation
{
    public static bool Claims(string text) => Form().IsMatch(text);

    /// <exception cref="InputException">There is no such code, or its table would be too large.</exception>
    public static NotedRule Parse(string text)
    {
        Match match = Form().Match(text);
        int states = Number(match.Groups["k"], 3), radius = Number(match.Groups["r"], 1);
        if (states is < 2 or > 36 || radius is < 1 or > 11 || BigInteger.Pow(states, (2 * radius) + 1) > Signature.MaxDomainSize)
            throw new InputException($"'{text}': a row of {states} states and radius {radius} has no table of at most {Signature.MaxDomainSize:N0} neighborhoods, 2 to 36 states and radius 1 or more. Use fewer states or a smaller radius.");
        int sums = ((states - 1) * ((2 * radius) + 1)) + 1;
        BigInteger code = BigInteger.Parse(match.Groups["code"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        if (code >= BigInteger.Pow(states, sums))
            throw new InputException($"'{text}': codes of {states} states and radius {radius} go from 0 to {BigInteger.Pow(states, sums) - 1}.");
        string name = string.Create(CultureInfo.InvariantCulture, $"{(states == 3 && radius == 1 ? "T" : radius == 1 ? $"k{states} code " : $"k{states} r{radius} code ")}{code}");
        byte[] next = new byte[sums];
        for (int sum = 0; sum < sums; sum++, code /= states)
            next[sum] = (byte)(code % states);
        return new(name, $"totalistic rule {name}", states == 2 ? Alphabet.Binary : Alphabet.Digits(states), Neighborhood.Radius(radius), neighborhood =>
        {
            int sum = 0;
            foreach (byte cell in neighborhood)
                sum += cell;
            return next[sum];
        });
    }

    private static int Number(Group group, int usual) => group.Success ? int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue : usual;

    [GeneratedRegex(@"^(T(OT)?(?<code>\d{1,400})|(k(?<k>\d+)[ ,_-]*)?(r(?<r>\d+)[ ,_-]*)?code[ _-]?(?<code>\d{1,400}))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
