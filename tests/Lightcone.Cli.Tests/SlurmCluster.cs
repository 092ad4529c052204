using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>A real controller of SLURM and two workers of one processor each on this machine, with keys, sockets, ports and files of their own.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private const int Workers = 2;
    private const int KeyBytes = 1024;

    private readonly TemporaryFolder folder = new();
    private readonly List<Process> daemons = [];

    public SlurmCluster()
    {
        string munge = folder.File("munge");
        Directory.CreateDirectory(munge, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        File.WriteAllBytes(Path.Combine(munge, "key"), System.Security.Cryptography.RandomNumberGenerator.GetBytes(KeyBytes));
        File.SetUnixFileMode(Path.Combine(munge, "key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(folder.File("slurm.conf"), Configuration());
        Directory.CreateDirectory(folder.File("state"));
        daemons.Add(Begin("/usr/sbin/munged", $"--foreground --force --key-file={munge}/key --socket={munge}/socket --pid-file={munge}/pid --log-file={munge}/log --seed-file={munge}/seed", "Created"));
        daemons.Add(Begin("/usr/sbin/slurmctld", "-D", "Running as primary controller"));
        for (int worker = 1; worker <= Workers; worker++)
            daemons.Add(Begin("/usr/sbin/slurmd", $"-D -N n{worker}", "CPUs="));
    }

    /// <summary>A folder that all machines see.</summary>
    public string Shared => folder.Path;

    /// <summary>Runs a client of SLURM.</summary>
    public (int Code, string Output) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(Start(program, arguments))!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    /// <summary>The last worker dies without a word, and with it whatever runs there.</summary>
    public void KillLastWorker()
    {
        Process worker = daemons[^1];
        int[] all = [.. Below(worker.Id).Append(worker.Id), .. OfNode($"n{Workers}")];
        foreach (int process in all.Distinct())
            Run("/bin/kill", "-9", $"{process}");
        worker.WaitForExit();
    }

    public void Dispose()
    {
        Run("/usr/bin/scontrol", "shutdown");
        foreach (Process daemon in Enumerable.Reverse(daemons))
        {
            if (daemon.StartInfo.FileName.EndsWith("munged", StringComparison.Ordinal))
                Run("/bin/kill", $"{daemon.Id}");
            daemon.WaitForExit();
            daemon.Dispose();
        }

        folder.Dispose();
    }

    private string Configuration()
    {
        string host = Dns.GetHostName().Split('.')[0];
        int[] ports = FreePorts(Workers + 1);
        StringBuilder text = new($"""
            ClusterName=test
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={ports[0]}
            SlurmdTimeout=15
            AuthType=auth/munge
            AuthInfo=socket={folder.File("munge")}/socket
            SlurmUser=root
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            MpiDefault=none
            ReturnToService=2
            StateSaveLocation={folder.File("state")}
            SlurmdSpoolDir={folder.File("spool.%n")}
            SlurmctldPidFile={folder.File("slurmctld.pid")}
            SlurmdPidFile={folder.File("slurmd.%n.pid")}
            PartitionName=all Nodes=n[1-{Workers}] Default=YES MaxTime=INFINITE State=UP

            """);
        for (int worker = 1; worker <= Workers; worker++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"NodeName=n{worker} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[worker]} CPUs=1\n");
        return $"{text}";
    }

    /// <summary>Starts a daemon and waits until it says that it is ready; the rest of what it says is read away.</summary>
    private Process Begin(string program, string arguments, string ready)
    {
        Process process = Process.Start(Start(program, arguments.Split(' ')))!;
        StringBuilder said = new();
        if (ready == "Created")
        {
            // munged tells its log, not its output: the socket is there when it listens.
            while (!process.HasExited && Run("/usr/bin/munge", "-n", $"--socket={folder.File("munge")}/socket").Code != 0)
            {
            }

            return process;
        }

        while (process.StandardError.ReadLine() is { } line)
        {
            said.AppendLine(line);
            if (line.Contains(ready, StringComparison.Ordinal))
            {
                process.ErrorDataReceived += static (_, _) => { };
                process.BeginErrorReadLine();
                return process;
            }
        }

        throw new InvalidOperationException($"{program} ended before it was ready:\n{said}");
    }

    private ProcessStartInfo Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SLURM_CONF"] = folder.File("slurm.conf");
        start.Environment["LIGHTCONE"] = folder.File("lightcone");
        return start;
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, static listener => listener.Start());
        int[] ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, static listener => listener.Dispose());
        return ports;
    }

    private static IEnumerable<int> Below(int process) =>
        from status in Directory.EnumerateDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), out _))
        where Read(Path.Combine(status, "stat")) is { Length: > 0 } text && text[(text.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{process}"
        let child = int.Parse(Path.GetFileName(status), System.Globalization.CultureInfo.InvariantCulture)
        from each in Below(child).Append(child)
        select each;

    private IEnumerable<int> OfNode(string name) =>
        from path in Directory.EnumerateDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), out _))
        let environment = Read(Path.Combine(path, "environ")).Split('\0')
        where environment.Contains($"SLURMD_NODENAME={name}") && environment.Contains($"SLURM_CONF={folder.File("slurm.conf")}")
        select int.Parse(Path.GetFileName(path), System.Globalization.CultureInfo.InvariantCulture);

    // A process may end while it is looked at.
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
