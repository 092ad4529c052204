using Lightcone.Lab.Jobs;

namespace Lightcone.Lab.Routes;

/// <summary>What all routes share.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="Runs">The folder of runs.</param>
/// <param name="Streams">Who may watch.</param>
/// <param name="Limits">What is refused above.</param>
/// <param name="Token">The token.</param>
/// <param name="Password">The password; null where nobody can get the token by one.</param>
internal sealed record LabState(JobQueue Jobs, RunFolder Runs, StreamCount Streams, LabLimits Limits, string Token, Password? Password);
