using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Cli;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>Measures the lab against its targets: its page in chromium, its server by itself and watched by many.</summary>
internal static class LabBench
{
    /// <summary>What the user types.</summary>
    public const string Name = "lab";

    private const int Clients = 50;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Starts the lab, measures it, and ends it.</summary>
    /// <exception cref="InputException">There is no checkout, no Node, no chromium or no built page.</exception>
    public static int Run(Terminal terminal, bool json)
    {
        string root = Checkout() ?? throw new InputException("the lab is measured in a checkout, and this program does not stand in one.");
        double? load = HostInfo.Load();
        string runs = Directory.CreateTempSubdirectory("lightcone-bench-lab").FullName;
        List<LabFigure> figures = [];
        try
        {
            using Process lab = Start(Path.Combine(root, "lightcone"), ["lab", "--no-open", "--runs", runs], root);
            try
            {
                string link = lab.StandardOutput.ReadLine() is { } first && first.Contains("#token=", StringComparison.Ordinal) ? first : throw new InputException($"the lab did not start: {lab.StandardError.ReadToEnd().Trim()}");
                // What it says later is of no interest, but must not fill its pipe.
                lab.ErrorDataReceived += static (_, _) => { };
                lab.BeginErrorReadLine();
                terminal.Say("the server, while nobody asks");
                if (Memory(lab.Id, Settling) is { } bytes)
                    figures.Add(new("server, idle", bytes / 1e6, "MB", 90));
                terminal.Say($"{Clients} clients that watch one job");
                Uri address = new(link);
                (int events, int lost, double latest) = LabWatchers.Watch(address.GetLeftPart(UriPartial.Authority), link[(link.IndexOf("#token=", StringComparison.Ordinal) + 7)..], Clients).GetAwaiter().GetResult();
                figures.Add(new($"{Clients} clients, events lost of {events} each", lost, "", 0));
                figures.Add(new($"{Clients} clients, the last one behind the first", latest, "s", 0.2));
                terminal.Say("the page, in chromium");
                figures.AddRange(Page(root, link));
            }
            finally
            {
                End(lab);
            }
        }
        finally
        {
            Directory.Delete(runs, recursive: true);
        }

        Write(terminal, figures, load, json);
        return ExitCode.Done;
    }

    private static LabFigure[] Page(string root, string link)
    {
        using Process script = Start("node", ["journeys/measure.mjs", link], Path.Combine(root, "apps", "Lightcone.Lab", "client"));
        Task<string> errors = script.StandardError.ReadToEndAsync();
        string text = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? LabFigure.Read(text) : throw new InputException($"the page could not be measured: {errors.Result.Trim().Split('\n')[0]}");
    }

    // Resident memory after a while of rest, in bytes; null where the system does not say.
    private static double? Memory(int process, TimeSpan rest)
    {
        string path = $"/proc/{process}/status";
        if (!File.Exists(path))
            return null;
        Thread.Sleep(rest);
        return File.ReadLines(path).FirstOrDefault(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
            ? 1024 * double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            : null;
    }

    private static void Write(Terminal terminal, List<LabFigure> figures, double? load, bool json)
    {
        if (json)
        {
            terminal.Json(writer =>
            {
                JsonList.Objects(writer, "figures", figures, figure => figure.WriteJson(writer));
                writer.WriteString("processor", HostInfo.ProcessorName());
                JsonNumbers.Number(writer, "load", load);
            });
            return;
        }

        TextTable.Write(terminal.Out, [["figure", "today", "target", ""], .. figures.Select(static figure => figure.Row())]);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{HostInfo.ProcessorName()}, {Environment.ProcessorCount} cores, {(load is { } number ? $"load {number:F2} at the start" : "load unknown")}; chromium draws in software; the best of three where a time is told"));
    }

    private static Process Start(string program, string[] arguments, string folder)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InputException($"{Path.GetFileName(program)} was not found, and the lab is measured with it (Node 20 or newer and chromium; Debian and Ubuntu: apt-get install nodejs npm chromium).");
        }
    }

    private static void End(Process process)
    {
        if (process.HasExited)
            return;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    private static string? Checkout()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Lightcone.slnx")))
                return folder;
        return null;
    }
}
