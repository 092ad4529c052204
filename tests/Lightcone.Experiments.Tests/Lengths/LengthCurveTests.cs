using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests.Lengths;

public sealed class LengthCurveTests
{
    [Fact]
    public void Runs_of_any_origin_become_curves_and_a_seed_counts_once()
    {
        (LengthRun, IReadOnlyDictionary<string, double>)[] runs =
        [
            (new LengthRun { Task = "parity", Model = "gru", Lengths = [64, 16], Seed = 1 }, new Dictionary<string, double> { ["exact-16"] = 1, ["bits-16"] = 1, ["samples-16"] = 8, ["exact-64"] = 0, ["bits-64"] = 0.5, ["samples-64"] = 8 }),
            (new LengthRun { Task = "parity", Model = "gru", Lengths = [16], Seed = 2 }, new Dictionary<string, double> { ["exact-16"] = 0.5, ["bits-16"] = 0.75, ["samples-16"] = 4 }),
            // The same seed asked the same length more often: that one counts.
            (new LengthRun { Task = "parity", Model = "gru", Lengths = [16], Samples = 2, Seed = 2 }, new Dictionary<string, double> { ["exact-16"] = 0, ["bits-16"] = 0, ["samples-16"] = 2 }),
            (new LengthRun { Task = "parity", Lengths = [16], Chains = [4], Corrupted = true, Seed = 1 }, new Dictionary<string, double> { ["exact-16"] = 0, ["bits-16"] = 0.9, ["samples-16"] = 8, ["chain-exact-4"] = 0.25, ["chain-bits-4"] = 0.5, ["chain-samples-4"] = 8 }),
        ];
        LengthCurve[] curves = [.. LengthCurve.Of(runs)];
        Assert.Equal([(LengthStudy.Control, false), ("gru", false), (LengthStudy.Control, true)], curves.Select(static curve => (curve.Model, curve.IsChain)));
        LengthCurve gru = curves[1];
        Assert.Equal([16, 64], gru.Points.Select(static point => point.Number));
        Assert.Equal((2, 4, 0.75, 0.5), (gru.Points[0].Seeds, gru.Points[0].Samples, gru.Points[0].Exact.Mean, gru.Points[0].Exact.Min));
        Assert.Equal(0.25, Assert.Single(curves[2].Points).Exact.Mean);
    }

    [Fact]
    public void A_computation_tells_of_what_was_there_and_of_what_it_computes()
    {
        using TemporaryFolder folder = new();
        RunStore store = RunStore.Create(folder.File("runs"));
        LearningRun[] runs = [.. new ulong[] { 1, 2, 3 }.Select(static seed => new LearningRun { Seed = seed })];
        new Computation { Runs = [runs[0]], Store = store }.Compute(cancellation: TestContext.Current.CancellationToken);
        List<RunEvent> told = [];
        new Computation { Runs = [.. runs], Store = store, Events = new Watch(told) }.Compute(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((runs[0].Hash, true), (told[0].Run.Hash, told[0].IsReused));
        Assert.Equal(runs.Select(static run => run.Hash).Order(StringComparer.Ordinal), told.Where(static each => each.Result is not null).Select(static each => each.Run.Hash).Order(StringComparer.Ordinal));
        Assert.Equal(2, told.Count(static each => !each.IsReused));
    }

    private sealed class Watch(List<RunEvent> told) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => told.Add(value);
    }
}
