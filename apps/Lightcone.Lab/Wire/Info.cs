namespace Lightcone.Lab.Wire;

/// <summary>What this server is and allows.</summary>
/// <param name="Version">The version of the program.</param>
/// <param name="Runtime">The runtime, as it names itself.</param>
/// <param name="Processors">How many processors there are.</param>
/// <param name="HasPassword">Whether a token is given for a password.</param>
/// <param name="Engines">The engines of lattices.</param>
/// <param name="Kinds">The kinds of jobs.</param>
/// <param name="Flows">The names of flows.</param>
/// <param name="Maps">The names of maps.</param>
/// <param name="Controls">The controls of encodings.</param>
/// <param name="Limits">What is refused above.</param>
internal sealed record Info(string Version, string Runtime, int Processors, bool HasPassword, EngineInfo[] Engines, KindInfo[] Kinds, string[] Flows, string[] Maps, ControlInfo[] Controls, LimitsInfo Limits);

/// <summary>An engine.</summary>
internal sealed record EngineInfo(string Name, string Summary);

/// <summary>A kind of job.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="KeepsRuns">Whether it computes runs that are kept, so that one that was stopped goes on from there.</param>
internal sealed record KindInfo(string Name, string Summary, bool KeepsRuns);

/// <summary>A control of encodings.</summary>
internal sealed record ControlInfo(string Name, string Sentence);

/// <summary>What is refused above.</summary>
/// <param name="Cells">Cells of a lattice.</param>
/// <param name="CellUpdates">Cells times steps of a run.</param>
/// <param name="OpenJobs">Jobs that wait or run.</param>
/// <param name="RunningJobs">Jobs that run at a time.</param>
/// <param name="KeptJobs">Jobs that are remembered.</param>
/// <param name="Streams">Event streams that are open at a time.</param>
/// <param name="BodyBytes">Bytes of a request.</param>
/// <param name="RequestSeconds">Seconds that a request may take; streams of events may take longer.</param>
internal sealed record LimitsInfo(int Cells, long CellUpdates, int OpenJobs, int RunningJobs, int KeptJobs, int Streams, int BodyBytes, double RequestSeconds);

/// <summary>A password, for a token.</summary>
internal sealed record SessionRequest(string Password);

/// <summary>The token that every other request needs, as the header X-Lightcone-Token.</summary>
internal sealed record Session(string Token);

/// <summary>A task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">"arithmetic" (two numbers) or "lattice" (symbols).</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Signature">What its rule reads and gives.</param>
/// <param name="Neighborhoods">How many entries its table has.</param>
/// <param name="Dimensions">1 for rows, 2 for grids.</param>
/// <param name="Boundary">What lies beyond the edges.</param>
/// <param name="HasReadout">Whether the answer is read off by a second rule.</param>
/// <param name="ProvedForEveryLength">Whether what it computes can be proved for every length.</param>
/// <param name="HasWorstCase">Whether there is an input that takes the most steps.</param>
/// <param name="Base">The base of its digits; null for lattices.</param>
/// <param name="Sign">The sign between its operands; null for lattices.</param>
/// <param name="Benchmark">Its name in the benchmark of arXiv 2207.02098; null when it is not there.</param>
/// <param name="Level">Its level there.</param>
internal sealed record TaskInfo(
    string Name, string Kind, string Summary, string Signature, int Neighborhoods, int Dimensions, string Boundary, bool HasReadout, bool ProvedForEveryLength, bool HasWorstCase, int? Base, string? Sign, string? Benchmark, string? Level);

/// <summary>All tasks with a name of their own.</summary>
internal sealed record TaskList(TaskInfo[] Tasks);
