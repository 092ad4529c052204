using System.Runtime.InteropServices;

namespace Lightcone.Cli;

/// <summary>Ctrl-C, and the signal by which batch systems ask for an end (SIGTERM), as a cancellation: the verb ends in its own way, with exit code 130. Where no verb listens, and when it is pressed again, the program ends at once, with the same code and a word.</summary>
internal sealed class InterruptSignal : IDisposable
{
    private static readonly Lock Gate = new();
    private static int listening;
    private static bool asked;
    private static bool watched;

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration termination;

    public InterruptSignal()
    {
        lock (Gate)
            (listening, asked) = (listening + 1, false);
        Console.CancelKeyPress += Cancel;
        termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // Batch systems send it to every process of a job, some twice, and end in another way what does not listen.
            signal.Cancel = true;
            source.Cancel();
        });
    }

    public CancellationToken Token => source.Token;

    /// <summary>From here on Ctrl-C never ends the program without a word.</summary>
    public static void Watch()
    {
        lock (Gate)
        {
            if (watched)
                return;
            watched = true;
        }

        Console.CancelKeyPress += static (_, arguments) =>
        {
            lock (Gate)
                if (listening > 0 && !asked)
                {
                    asked = true;
                    return;
                }

            arguments.Cancel = true;
            Console.Error.WriteLine("lightcone: interrupted.");
            Environment.Exit(ExitCode.Interrupted);
        };
    }

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
        termination.Dispose();
        lock (Gate)
            listening--;
        source.Dispose();
    }

    private void Cancel(object? sender, ConsoleCancelEventArgs arguments)
    {
        arguments.Cancel = true;
        source.Cancel();
    }
}
