using Lightcone.Foundation.Input;

namespace Lightcone.Lab.Entry;

/// <summary>The built page as a folder for any web host: all pages but Learn, Engines, Encode and Runs work there without this server, the prover included.</summary>
internal static class PageExport
{
    /// <summary>Copies the page to a folder that is not there yet, or is empty. Until all is copied the folder does not exist.</summary>
    /// <param name="page">The folder of the built page.</param>
    /// <param name="folder">Where it shall be.</param>
    /// <returns>How many files there are, and their bytes.</returns>
    /// <exception cref="InputException">There is something at that place.</exception>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static (int Files, long Bytes) Write(string page, string folder)
    {
        string to = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (File.Exists(to))
            throw new InputException("this is a file; a folder is made here. Name another place.", new SourceLocation(folder));
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            throw new InputException("this folder is not empty, and nothing in it is overwritten. Name a new one, or empty it.", new SourceLocation(folder));
        string growing = $"{to}.{Environment.ProcessId}.part";
        try
        {
            (int files, long bytes) = (0, 0);
            foreach (string source in Directory.EnumerateFiles(page, "*", SearchOption.AllDirectories))
            {
                FileInfo copy = new(Path.Combine(growing, Path.GetRelativePath(page, source)));
                copy.Directory!.Create();
                File.Copy(source, copy.FullName);
                (files, bytes) = (files + 1, bytes + copy.Length);
            }

            if (Directory.Exists(to))
                Directory.Delete(to);
            Directory.Move(growing, to);
            return (files, bytes);
        }
        finally
        {
            if (Directory.Exists(growing))
                Directory.Delete(growing, recursive: true);
        }
    }
}
