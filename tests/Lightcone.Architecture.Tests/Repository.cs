namespace Lightcone.Architecture.Tests;

/// <summary>The files of the repository: all that a person wrote, none that a build made.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["bin", "obj", "artifacts", ".git", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "demo", "dist", ".vs", ".idea", ".vscode"];
    private static readonly string[] Binary = [".png", ".npy", ".npz", ".gz", ".zip", ".safetensors", ".ico", ".woff2"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with slashes, in ordinal order.</summary>
    public static string[] Files { get; } = [.. List(Root).Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> TextFiles => Files.Where(static file => !Binary.Contains(Path.GetExtension(file)));

    public static IEnumerable<string> Sources(string room) => Files.Where(file => file.StartsWith(room + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static IEnumerable<string> List(string folder) =>
        Directory.EnumerateFiles(folder).Where(static file => Path.GetFileName(file) != ".git").Concat(
            Directory.EnumerateDirectories(folder).Where(static inner => !Built.Contains(Path.GetFileName(inner))).SelectMany(List));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Lightcone.slnx was found in no folder above the tests.");
    }
}
