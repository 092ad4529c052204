using System.Collections.Immutable;
using Lightcone.Experiments.Analyses;
using Lightcone.Experiments.Exactness;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>Every kind of run that there is: what reads a stored run back into what can be computed again.</summary>
public static class RunKinds
{
    private static readonly ImmutableArray<RunSpec> OneOfEach =
    [
        new ExactnessRun(),
        new LandscapeTraining(),
        new FieldTraining(),
        new CartPoleAgent(),
        new EncodedCartPoleAgent(),
        new LanderAgent(),
        new BoundTraining(),
        new EncodingSurvey(),
        new ScaleSpaceSurvey(),
        new ScheduleTraining(),
        new StorageSurvey(),
        new LengthRun(),
        new SettlingRun(),
        new TrajectoryRun(),
        new LearningRun(),
    ];

    /// <summary>The kinds. A new one is a line above.</summary>
    public static ImmutableArray<RunKind> All { get; } = [.. OneOfEach.Select(static run => run.Kind)];
}
