using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Learning;

namespace Lightcone.Experiments.Landscapes;

/// <summary>Reads along while a network is trained: tells how far it is, and asks for a stop when patience that counts from the first epoch above chance is at its end.</summary>
internal sealed class EpochWatch(RunContext context, int epochs, int? patience, double chance) : IProgress<EpochReport>, IDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
    private double best = chance;
    private int? bestEpoch;

    public CancellationToken Token => stop.Token;

    public void Report(EpochReport value)
    {
        context.Progress?.Report((double)value.Epoch / epochs);
        context.Events?.Report(Line(value));
        if (value.ValidationAccuracy > best)
            (best, bestEpoch) = (value.ValidationAccuracy.Value, value.Epoch);
        if (patience is { } most && bestEpoch is { } last && value.Epoch - last >= most)
            stop.Cancel();
    }

    public void Dispose() => stop.Dispose();

    public static string Line(EpochReport epoch) => JsonText.WriteLine(writer =>
    {
        writer.WriteNumber("epoch", epoch.Epoch);
        writer.WriteNumber("loss", epoch.Loss);
        writer.WriteNumber("accuracy", epoch.Accuracy);
        if (epoch.ValidationAccuracy is { } validation)
            writer.WriteNumber("validation", validation);
        writer.WriteNumber("spikes", epoch.SpikesPerSample);
    });

    public static string Line(string name, string text) => JsonText.WriteLine(writer => writer.WriteString(name, text));
}
