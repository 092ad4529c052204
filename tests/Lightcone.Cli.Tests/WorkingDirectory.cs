namespace Lightcone.Cli.Tests;

/// <summary>Tests that change the working directory of the process, which there is only one of: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkingDirectory
{
    public const string Name = "working directory";
}
