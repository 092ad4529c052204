using System.Net;
using Lightcone.Lab.Jobs;

namespace Lightcone.Lab.Hosting;

/// <summary>How a server is started.</summary>
internal sealed record LabOptions
{
    /// <summary>The address that it listens on. Default that of this machine alone.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The folder of runs.</summary>
    public required string Runs { get; init; }

    /// <summary>The folder of the built page; null when there is none.</summary>
    public string? Page { get; init; }

    /// <summary>The token; null, the default, draws one.</summary>
    public string? Token { get; init; }

    /// <summary>The password by which others get the token; null, the default, for none.</summary>
    public string? Password { get; init; }

    /// <summary>What is refused above.</summary>
    public LabLimits Limits { get; init; } = LabLimits.Usual;

    /// <summary>Times what is measured. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What can be asked for; null, the default, for all kinds.</summary>
    public IReadOnlyList<JobKind>? Kinds { get; init; }
}
