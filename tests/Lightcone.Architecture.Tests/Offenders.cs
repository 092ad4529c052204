namespace Lightcone.Architecture.Tests;

/// <summary>What breaks a convention, all of it, one a line: a list that is cut off is looked at twice.</summary>
internal static class Offenders
{
    public static void None<T>(IEnumerable<T> offenders)
    {
        string[] lines = [.. offenders.Select(static offender => $"{offender}")];
        Assert.True(lines.Length == 0, "\n" + string.Join('\n', lines));
    }
}
