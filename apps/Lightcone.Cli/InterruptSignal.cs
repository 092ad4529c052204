using Lightcone.Flows.Typed;

namespace Lightcone.Cli;

/// <summary>Ctrl-C as a cancellation: the verb ends in its own way, with exit code 130, instead of being cut off.</summary>
internal sealed class InterruptSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public InterruptSignal() => Console.CancelKeyPress += Cancel;

    public CancellationToken Token => source.Token;

    /// <summary>Does work that does not listen by itself. When Ctrl-C comes first the work is left behind: the program ends without it.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C came first.</exception>
    public T Await<T>(Func<T> work)
    {
        Task<T> task = Task.Run(work);
        Task.WaitAny([task], Token);
        return task.GetAwaiter().GetResult();
    }

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
