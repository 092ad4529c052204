using System.Text.RegularExpressions;

namespace Lightcone.Proofs.Tests;

/// <summary>Reads the step bounds of one-dimensional certificates: n, 2n, ceil(n/2), 3ceil(n/2), floor(7n/3), floor(5(n+1)/2), 4.</summary>
internal static partial class Formula
{
    public static long Evaluate(string bound, int n)
    {
        Match match = Pattern().Match(bound);
        Assert.True(match.Success, bound);
        long factor = match.Groups["factor"].Value is { Length: > 0 } text ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 1;
        if (!bound.Contains('n', StringComparison.Ordinal))
            return factor;
        long extra = match.Groups["extra"].Value is { Length: > 0 } more ? long.Parse(more, System.Globalization.CultureInfo.InvariantCulture) : 0;
        long divisor = match.Groups["divisor"].Value is { Length: > 0 } under ? long.Parse(under, System.Globalization.CultureInfo.InvariantCulture) : 1;
        return bound.Contains("ceil", StringComparison.Ordinal) ? factor * ((n + divisor - 1) / divisor) : factor * (n + extra) / divisor;
    }

    [GeneratedRegex(@"^(floor\()?(?<factor>\d*)(ceil\()?(n|\(n\+(?<extra>\d+)\))?(/(?<divisor>\d+)\))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
