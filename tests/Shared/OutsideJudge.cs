using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Lightcone.Shared.Tests;

/// <summary>
/// A program, library or data set of others that a test asks. Whoever needs one calls <see cref="Require"/> first: where it is missing the test counts as skipped, with a reason
/// that <c>./test</c> collects, and with CI=true in the environment the test fails.
/// </summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Install">The line that installs it on Debian.</param>
/// <param name="Find">Looks for it: the path to start, or another sign of it; null where it is missing.</param>
internal sealed record OutsideJudge(string Name, string Install, Func<string?> Find)
{
    // A judge takes seconds; a run that is still there after ten minutes hangs.
    private const int HangsAfterMilliseconds = 600_000;

    private readonly Lazy<string?> found = new(Find);

    public static OutsideJudge Golly { get; } = Program("bgolly", "apt-get install golly");

    public static OutsideJudge GollyRules { get; } = new("Golly's rules", "apt-get install golly", static () => Existing("/usr/share/golly/Rules"));

    public static OutsideJudge Abc { get; } = Program("berkeley-abc", "apt-get install berkeley-abc");

    public static OutsideJudge Z3 { get; } = Program("z3", "apt-get install z3");

    /// <summary>Builds and tests the lab's page; with it comes Node.</summary>
    public static OutsideJudge Npm { get; } = Program("npm", "apt-get install nodejs npm (Node 20 or newer)");

    public static OutsideJudge Chromium { get; } = Program("chromium", "apt-get install chromium");

    public static OutsideJudge Dotnet { get; } = Program("dotnet", "apt-get install dotnet-sdk-10.0");

    /// <summary>The shell of the documented commands and of ./lightcone.</summary>
    public static OutsideJudge Bash { get; } = new("bash", "apt-get install bash", static () => Existing("/bin/bash"));

    /// <summary>Runs a command as if a person sat at a terminal.</summary>
    public static OutsideJudge Script { get; } = Program("script", "apt-get install bsdutils");

    public static OutsideJudge Gmp { get; } = new("libgmp", "apt-get install libgmp10", static () => NativeLibrary.TryLoad("libgmp.so.10", out _) || NativeLibrary.TryLoad("gmp", out _) ? "gmp" : null);

    public static OutsideJudge FashionMnist { get; } = new("Fashion-MNIST", "apt-get install dataset-fashion-mnist", static () => Existing("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz") is null ? null : "/usr/share/datasets/fashion-mnist");

    /// <summary>The daemons of SLURM, which only root may start.</summary>
    public static OutsideJudge Slurm { get; } = new("SLURM, started as root", "apt-get install slurm-wlm munge", static () => Environment.IsPrivilegedProcess && Existing("/usr/sbin/munged") is not null && Existing("/usr/sbin/slurmd") is not null ? Existing("/usr/sbin/slurmctld") : null);

    /// <summary>A file system of a few pages for a folder, which only root may mount, and only in a name space of its own.</summary>
    public static OutsideJudge SmallDisk { get; } = new("a small disk, mounted as root", "apt-get install mount util-linux", static () => Existing("/usr/bin/unshare") is { } unshare && Succeeds(unshare, "-m", "/bin/sh", "-c", "mount -t tmpfs -o size=64k none /mnt") ? unshare : null);

    public static OutsideJudge Numpy { get; } = Python("apt-get install python3-numpy libopenblas0-pthread", "numpy");

    public static OutsideJudge Torch { get; } = Python("apt-get install python3-torch libopenblas0-pthread", "torch", "numpy");

    public static OutsideJudge Numba { get; } = Python("apt-get install python3-numba", "numba", "numpy");

    public static OutsideJudge H5py { get; } = Python("apt-get install python3-h5py", "h5py", "numpy");

    public static OutsideJudge Scipy { get; } = Python("apt-get install python3-scipy", "scipy", "numpy");

    /// <summary>Skips the test that calls it where this judge is missing, or fails it where CI=true.</summary>
    /// <returns>What was found: of a program, the path to start.</returns>
    public string Require()
    {
        if (found.Value is { } path)
            return path;
        string reason = $"missing judge: {Name} | {Install}";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }

    /// <summary>Runs the program and waits for it; it must end with 0.</summary>
    /// <param name="folder">Its working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to both outputs.</returns>
    public string Run(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(Require(), arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(HangsAfterMilliseconds))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{Name} {string.Join(' ', arguments)} hangs.");
        }

        Assert.True(process.ExitCode == 0, $"{Name} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}\n{error.Result}");
        return output.Result + error.Result;
    }

    private static OutsideJudge Program(string name, string install) => new(name, install, () =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") }).FirstOrDefault(File.Exists));

    /// <summary>The first Python that finds all modules: the user's own, then the system's, which has the distribution's packages.</summary>
    private static OutsideJudge Python(string install, params string[] modules) => new(
        $"Python's {modules[0]}", install, () => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(interpreter => modules.All(module => Finds(interpreter, module))));

    // What was taken away may leave folders behind, which are namespaces without a file to Python.
    private static bool Finds(string interpreter, string module) => Succeeds(interpreter, "-c", $"import importlib.util, sys; spec = importlib.util.find_spec('{module}'); sys.exit(spec is None or spec.origin is None)");

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string? Existing(string path) => Path.Exists(path) ? path : null;
}
