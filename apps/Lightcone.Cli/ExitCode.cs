namespace Lightcone.Cli;

/// <summary>What the exit code of a verb means.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A claim is false: a certificate was refused, or a check failed.</summary>
    public const int ClaimFalse = 1;

    /// <summary>Bad input: usage, operands, rules, files.</summary>
    public const int BadInput = 2;

    /// <summary>A run did not settle within its cap.</summary>
    public const int NotSettled = 3;

    /// <summary>The work needs more memory or time than the limit allows.</summary>
    public const int ResourceLimit = 4;

    /// <summary>A defect of the program itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Nobody reads the output any more (128 + SIGPIPE, as shells report it).</summary>
    public const int ClosedPipe = 141;

    /// <summary>Interrupted from the keyboard.</summary>
    public const int Interrupted = 130;
}
