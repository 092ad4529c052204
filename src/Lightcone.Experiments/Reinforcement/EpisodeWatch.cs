using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>Tells how a training of an agent goes: some hundred times, the mean return since the last time.</summary>
/// <param name="context">Who is told.</param>
/// <param name="episodes">How many episodes there will be at most.</param>
internal sealed class EpisodeWatch(RunContext context, int episodes)
{
    private const int Times = 100;
    private int told;

    /// <param name="returns">The return of each episode so far.</param>
    public void Look(IReadOnlyList<double> returns)
    {
        context.Progress?.Report(Math.Min(1, (double)returns.Count / episodes));
        if (context.Events is null || returns.Count == told || returns.Count - told < episodes / Times)
            return;
        (int from, told) = (told, returns.Count);
        context.Events.Report(JsonText.WriteLine(writer =>
        {
            writer.WriteNumber("episode", told);
            writer.WriteNumber("return", returns.Skip(from).Average());
        }));
    }
}
