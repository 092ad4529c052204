using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>One piece of work that this program and its peers do alike.</summary>
/// <param name="Name">The benchmark with its sizes, in words.</param>
/// <param name="Own">This program.</param>
/// <param name="Peers">The others. None is started before it is chosen.</param>
internal sealed record Workload(string Name, Implementation Own, ImmutableArray<Peer> Peers)
{
    /// <summary>What our own result must be, computed in another and plainer way: it is checked even when no peer is named. Null where there is no such way.</summary>
    public Func<WorkResult>? Reference { get; init; }

    /// <summary>How far a number may be from the expected one, as a share of the largest magnitude in its array; 0 asks for equality.</summary>
    public double Tolerance { get; init; }

    /// <summary>The peak that bounds the work; null where none does.</summary>
    public Bound? Bound { get; init; }

    /// <summary>What a rule was run on; null where no rule is run.</summary>
    public ProblemSize? ProblemSize { get; init; }

    /// <summary>Numbers worth reporting beside the time (gates of a circuit, nanoseconds a step), computed from the shortest time in seconds.</summary>
    public Func<double, ImmutableArray<(string Name, double Value)>> Facts { get; init; } = static _ => [];
}

/// <summary>The size of a run of a rule.</summary>
/// <param name="Engine">The engine, in words.</param>
/// <param name="Length">Cells, bits or digits.</param>
/// <param name="Generations">Generations that are run, or that one pass stands for.</param>
/// <param name="Threads">Threads.</param>
internal sealed record ProblemSize(string Engine, long Length, long Generations, int Threads = 1)
{
    /// <summary>Cells times generations.</summary>
    public double Updates => (double)Length * Generations;
}

/// <summary>How much of a measured peak a piece of work needs.</summary>
/// <param name="Probe">The peak.</param>
/// <param name="Work">Units of the probe's rate: lane operations, floating-point operations, bytes.</param>
internal sealed record Bound(Probe Probe, double Work);

/// <summary>Another way to do the work, usually another program.</summary>
/// <param name="Name">As the user types it.</param>
/// <param name="Start">Makes it ready to run.</param>
/// <remarks>Starting throws an <see cref="InputException"/> with the install line when the program is absent.</remarks>
internal sealed record Peer(string Name, Func<Implementation> Start)
{
    /// <summary>How far its numbers may be from ours, where its method has an error of its own; null for the workload's tolerance.</summary>
    public double? Tolerance { get; init; }

    /// <summary>What its result must be, where it does only a part of the work; null when it must be ours.</summary>
    public Func<WorkResult>? Expected { get; init; }
}
