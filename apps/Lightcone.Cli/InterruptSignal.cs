using Lightcone.Flows.Typed;

namespace Lightcone.Cli;

/// <summary>Ctrl-C as a cancellation: the verb ends in its own way, with exit code 130, instead of being cut off.</summary>
internal sealed class InterruptSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public InterruptSignal() => Console.CancelKeyPress += Cancel;

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Cancel;
        source.Dispose();
    }

    private void Cancel(object? sender, ConsoleCancelEventArgs arguments)
    {
        // Whoever asks twice does not want to wait for an orderly end.
        arguments.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
