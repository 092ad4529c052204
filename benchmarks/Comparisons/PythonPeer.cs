using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>
/// A peer written in Python: one process that answers requests over its standard input and output, so that its repetitions can alternate with ours. Arrays go in and out as .npy files
/// in a folder of its own; the script is part of this assembly (Peers).
/// </summary>
internal sealed class PythonPeer : Implementation
{
    private readonly Process process;
    private readonly string folder;
    private readonly string name;
    private readonly Task<string> errors;

    private PythonPeer(string name, Process process, string folder)
    {
        (this.name, this.process, this.folder) = (name, process, folder);
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a peer.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="script">The script in Peers without its ending, or the path of another script.</param>
    /// <param name="requirements">The modules it needs, each with the line that installs it.</param>
    /// <param name="arguments">Settings as the script reads them, key=value.</param>
    /// <param name="inputs">Arrays that the script loads by name.</param>
    /// <param name="path">A folder to look for modules in first; null for none.</param>
    /// <exception cref="InputException">Python or a module is absent; the message says how to install it.</exception>
    public static PythonPeer Start(
        string name, string script, (string Module, string Install)[] requirements, string[] arguments, (string Name, NpyArray Values)[] inputs, string? path = null)
    {
        string interpreter = Find(name, requirements, path);
        string folder = Directory.CreateTempSubdirectory("lightcone-bench-").FullName;
        File.WriteAllText(Path.Combine(folder, "peer.py"), Embedded("peer"));
        string main = Path.Combine(folder, "main.py");
        File.WriteAllText(main, File.Exists(script) ? File.ReadAllText(script) : Embedded(script));
        foreach ((string array, NpyArray values) in inputs)
            values.Save(Path.Combine(folder, $"{array}.npy"));
        ProcessStartInfo start = Command(interpreter, path);
        start.WorkingDirectory = folder;
        start.ArgumentList.Add(main);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // One thread each: ratios of one core to one core.
        foreach (string variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS" })
            start.Environment[variable] = "1";
        // OpenBLAS chooses its kernels by a list of processors and takes one that is newer than itself for an old relative without AVX-512. A peer at half its speed would be a straw man,
        // whoever set the variable.
        if (Avx512F.IsSupported)
            start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
        return new(name, Process.Start(start)!, folder);
    }

    public override WorkResult Result()
    {
        Ask("result");
        (string Name, double[] Values)[] arrays = [.. Directory.EnumerateFiles(folder, "*.result.npy").Select(static file => (Path.GetFileName(file)[..^".result.npy".Length], NpyArray.Load(file).ToDoubles()))];
        return WorkResult.Of(arrays);
    }

    public override Elapsed Time(int runs)
    {
        string answer = Ask($"run {runs}");
        double[] seconds = [.. answer.Split(' ').Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw new InputException($"the peer {name} answered '{answer}' instead of two times."))];
        return new(seconds[0], seconds[1]);
    }

    public override void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(milliseconds: 5_000))
            process.Kill(entireProcessTree: true);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Ask(string request)
    {
        try
        {
            process.StandardInput.WriteLine(request);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; what it said on standard error is the reason.
        }

        return process.StandardOutput.ReadLine() ?? throw new InputException($"the peer {name} ended early: {Last(errors.Result)}");
    }

    private static string Last(string text) => text.Trim().Split('\n')[^1] is { Length: > 0 } line ? line : "it said nothing.";

    /// <summary>The first interpreter that finds all modules: the user's own, then the system's, which has the distribution's packages.</summary>
    private static string Find(string name, (string Module, string Install)[] requirements, string? path)
    {
        string? lacking = null;
        foreach (string interpreter in new[] { "python3", "/usr/bin/python3" })
        {
            string? missing = requirements.FirstOrDefault(each => !Finds(interpreter, each.Module, path)).Install;
            if (missing is null)
                return interpreter;
            lacking = missing;
        }

        throw new InputException($"the peer {name} is not installed: {lacking}. Or leave it out of --against.");
    }

    private static bool Finds(string interpreter, string module, string? path)
    {
        ProcessStartInfo start = Command(interpreter, path);
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)");
        try
        {
            using Process python = Process.Start(start)!;
            python.StandardInput.Close();
            if (python.WaitForExit(milliseconds: 10_000))
                return python.ExitCode == 0;
            python.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static ProcessStartInfo Command(string interpreter, string? path)
    {
        ProcessStartInfo start = new(interpreter) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (path is not null)
            start.Environment["PYTHONPATH"] = Path.GetFullPath(path);
        return start;
    }

    private static string Embedded(string script)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{script}.py") ?? throw new InvalidOperationException($"the program was built without the peer script {script}.py.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
