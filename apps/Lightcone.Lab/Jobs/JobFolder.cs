using System.Globalization;
using System.Text.Json;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Jobs;

/// <summary>What was asked for and is not done, on disk beside the runs (DIR/jobs/ID.json): a server that is killed finds it again.</summary>
internal sealed class JobFolder(string runs)
{
    private readonly string folder = Path.Combine(runs, "jobs");

    /// <summary>The requests that are kept, by number.</summary>
    public IEnumerable<(int Number, JobRequest Request)> Read()
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (int number in Directory.EnumerateFiles(folder, "*.json").Select(static path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).Where(static number => number > 0).Order())
            if (TryRead(number) is { } request)
                yield return (number, request);
    }

    /// <summary>Whether a number is taken.</summary>
    public bool Has(int number) => File.Exists(At(number));

    /// <summary>Keeps a request.</summary>
    /// <exception cref="InputException">The folder holds other things.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(int number, JobRequest request)
    {
        RunStore.Create(runs);
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(At(number), JsonSerializer.Serialize(request, LabJson.Of<JobRequest>()) + "\n");
    }

    /// <summary>Forgets a request.</summary>
    public void Remove(int number)
    {
        if (Has(number))
            File.Delete(At(number));
    }

    private string At(int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.json"));

    // What was damaged can be asked for again.
    private JobRequest? TryRead(int number)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(At(number)), LabJson.Of<JobRequest>());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
