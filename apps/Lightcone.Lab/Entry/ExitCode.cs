namespace Lightcone.Lab.Entry;

/// <summary>What the exit code means, as those of the command line do.</summary>
internal static class ExitCode
{
    /// <summary>It ended because it was asked to.</summary>
    public const int Done = 0;

    /// <summary>Bad input: options, files, a port that is taken.</summary>
    public const int BadInput = 2;

    /// <summary>A defect of the program itself.</summary>
    public const int Defect = 70;

    /// <summary>It was asked to end, and some jobs would not.</summary>
    public const int Interrupted = 130;
}
