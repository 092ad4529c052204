using Lightcone.Text;

namespace Lightcone.Cli;

/// <summary>Refuses a destination that cannot be written before the work is done whose result would be lost.</summary>
internal static class OutputFile
{
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void Require(string? path)
    {
        if (path is not null)
            WholeFile.Require(path);
    }
}
