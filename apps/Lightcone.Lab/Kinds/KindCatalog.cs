using System.Collections.Immutable;
using Lightcone.Lab.Jobs;

namespace Lightcone.Lab.Kinds;

/// <summary>The kinds of jobs. A new one is a file in this folder and a line here.</summary>
internal static class KindCatalog
{
    /// <summary>The kinds.</summary>
    public static ImmutableArray<JobKind> All { get; } =
        [new LearnKind(), new CertifyKind(), new RunLatticeKind(), new RaceKind(), new EncodeKind(), new SpectrumKind(), new LandscapeKind(), new FieldKind(), new TransferKind(), new ClaimKind()];
}
