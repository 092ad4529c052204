using System.Collections.Immutable;
using Lightcone.Experiments.Exactness;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>Every kind of run that there is: what reads a stored run back into what can be computed again.</summary>
public static class RunKinds
{
    /// <summary>The kinds. A new one is a line here.</summary>
    public static ImmutableArray<RunKind> All { get; } = [ExactnessRun.RunKind, LengthRun.RunKind, TrajectoryRun.RunKind, SettlingRun.RunKind, LearningRun.RunKind];
}
