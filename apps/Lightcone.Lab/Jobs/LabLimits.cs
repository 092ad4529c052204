namespace Lightcone.Lab.Jobs;

/// <summary>What is refused above, so that nobody can bring the server down by asking.</summary>
internal sealed record LabLimits
{
    /// <summary>The limits of a server that was started as usual.</summary>
    public static LabLimits Usual { get; } = new();

    /// <summary>Cells of a lattice. Default 16,777,216.</summary>
    public int Cells { get; init; } = 1 << 24;

    /// <summary>Cells times steps of one run. Default 10^12.</summary>
    public long CellUpdates { get; init; } = 1_000_000_000_000;

    /// <summary>Jobs that wait or run. Default 32.</summary>
    public int OpenJobs { get; init; } = 32;

    /// <summary>Jobs that run at a time. Default 2.</summary>
    public int RunningJobs { get; init; } = 2;

    /// <summary>Jobs that are remembered, those that ended among them. Default 200.</summary>
    public int KeptJobs { get; init; } = 200;

    /// <summary>Events of a job after which what runs tell is no longer kept. Default 50,000.</summary>
    public int Events { get; init; } = 50_000;

    /// <summary>Event streams that are open at a time. Default 96.</summary>
    public int Streams { get; init; } = 96;

    /// <summary>Connections that are open at a time. Default 256.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>Bytes of a request. Default 4 MiB.</summary>
    public int BodyBytes { get; init; } = 4 << 20;

    /// <summary>How long the head of a request may take. Default 10 s.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may take; streams of events may take longer. Default 30 s.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long jobs may take to stop when the server ends. Default 10 s.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(10);
}
