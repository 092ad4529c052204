using Lightcone.Formats;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Tests.Learning;

public sealed class FittingProgressTests
{
    [Theory]
    [InlineData("addition", 3)]
    [InlineData("decimal-addition", 1)]
    public void Telling_changes_no_byte(string name, ulong seed)
    {
        LocalTask task = TaskCatalog.Find(name);
        ChaosTraining training = ChaosTraining.Default with { Seed = seed };
        Watch watch = new();
        Automaton told = Automaton.Learn(task, Transitions.Of(task.Rule), training, null, watch, TestContext.Current.CancellationToken);
        Assert.Equal(FileFormat.Json.Format(Automaton.Learn(task, training), name), FileFormat.Json.Format(told, name));
        FittingProgress rule = watch.Told.Last(static each => !each.IsReadout), readout = watch.Told[^1];
        Assert.True(readout.IsReadout);
        Assert.Equal(told.Network!.Weights, rule.Network.Weights);
        Assert.Equal((told.Network.Training.Restarts, told.Network.Training.Steps, 0), (rule.Attempt, rule.Step, rule.Wrong));
        Assert.Equal(told.Network.Training.Margin, rule.Margin);
    }

    [Fact]
    public void Loss_is_the_mean_cross_entropy_and_margin_the_smallest()
    {
        LocalTask task = TaskCatalog.Find("rule110");
        Watch watch = new();
        ChaosTraining.Default.Fit(Transitions.Of(task.Rule), 4, watch, TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2, 3], watch.Told.Take(4).Select(static each => each.Step));
        foreach (FittingProgress each in watch.Told)
        {
            double[] margins = [.. Enumerable.Range(0, 8).Select(index => each.Network.Margin(index, task.Rule.Table[index]))];
            Assert.Equal(margins.Min(), each.Margin);
            Assert.Equal(margins.Count(static margin => margin <= 0), each.Wrong);
            Assert.Equal(margins.Average(static margin => Math.Log(1 + Math.Exp(-margin))), each.Loss, 12);
        }
    }

    [Fact]
    public void A_stop_is_heard_where_progress_is_told()
    {
        using CancellationTokenSource stop = new();
        Watch watch = new(() => stop.Cancel());
        Assert.Throws<OperationCanceledException>(() => ChaosTraining.Default.Fit(Transitions.Of(TaskCatalog.Find("rule110").Rule), 4, watch, stop.Token));
        Assert.Single(watch.Told);
    }

    [Fact]
    public void Examples_of_another_rule_are_refused() =>
        Assert.Throws<ArgumentException>(() => Automaton.Learn(TaskCatalog.Find("addition"), Transitions.Of(TaskCatalog.Find("rule110").Rule), ChaosTraining.Default, null, new Watch(), TestContext.Current.CancellationToken));

    private sealed class Watch(Action? then = null) : IProgress<FittingProgress>
    {
        public List<FittingProgress> Told { get; } = [];

        public void Report(FittingProgress value)
        {
            Told.Add(value);
            then?.Invoke();
        }
    }
}
