using System.CommandLine;

namespace Lightcone.Cli;

/// <summary>The folder of runs, the same for every verb that computes or reads them.</summary>
internal static class RunFolder
{
    /// <summary>The folder when none is named.</summary>
    public const string Default = "runs";

    /// <summary>Where runs are kept.</summary>
    public static Option<string> ToWrite() => new("--out") { Description = "The folder that keeps the runs; what is there is not computed again.", HelpName = "DIR", DefaultValueFactory = static _ => Default };

    /// <summary>Where runs are read.</summary>
    public static Option<string> ToRead() => new("--in") { Description = "The folder that keeps the runs.", HelpName = "DIR", DefaultValueFactory = static _ => Default };
}
